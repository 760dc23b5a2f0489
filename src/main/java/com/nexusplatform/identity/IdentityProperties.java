package com.nexusplatform.identity;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import com.nexusplatform.shared.Role;

/**
 * Settings of sign-in. Secrets are not among them: they are read from the environment where they are used.
 *
 * @param issuer           who issues access tokens; a token of another issuer is refused
 * @param audience         for whom they are issued; a token for another audience is refused
 * @param accessTokenLife  how long an access token is good for, at most 15 minutes
 * @param refreshTokenLife how long a session may lie unused
 * @param sessionLife      how long a session may last however much it is used
 * @param clockSkew        difference tolerated between the clocks of two replicas, at most 30 seconds
 * @param hashingSlots     how many passwords are hashed at once; each takes 19 MiB and one core
 * @param hashingQueue     how many more sign-ins may wait for a slot before the next is told to come back later
 * @param hashingWait      how long such a sign-in waits at most
 * @param freeTries        wrong passwords per account and address before tries are slowed down
 * @param manyTries        wrong passwords for one account, or from one address, after which it has no free tries any more
 * @param slowestTry       longest time that one try is held off
 * @param secondFactorRoles roles that need a second factor, beside those that administrators demand it of
 * @param contextWords     words that no password may mainly consist of, such as the name of the institution that runs this service
 * @param folder           folder of the local default for its generated secret and first passwords
 */
@Validated
@ConfigurationProperties("nexus.identity")
public record IdentityProperties(
        @NotBlank @DefaultValue("nexus") String issuer,
        @NotBlank @DefaultValue("nexus-api") String audience,
        @DefaultValue("15m") Duration accessTokenLife,
        @DefaultValue("12h") Duration refreshTokenLife,
        @DefaultValue("7d") Duration sessionLife,
        @DefaultValue("30s") Duration clockSkew,
        @Min(1) @Max(64) @DefaultValue("2") int hashingSlots,
        @Min(0) @Max(1000) @DefaultValue("32") int hashingQueue,
        @DefaultValue("2s") Duration hashingWait,
        @Min(1) @Max(100) @DefaultValue("10") int freeTries,
        @Min(1) @DefaultValue("100") int manyTries,
        @DefaultValue("1m") Duration slowestTry,
        @DefaultValue Set<Role> secondFactorRoles,
        @DefaultValue List<String> contextWords,
        @DefaultValue("data") Path folder) {

    public IdentityProperties {
        contextWords = List.copyOf(contextWords);
        secondFactorRoles = Set.copyOf(secondFactorRoles);
        within("access-token-life", accessTokenLife, Duration.ofMinutes(15));
        within("clock-skew", clockSkew, Duration.ofSeconds(30));
        within("refresh-token-life", refreshTokenLife, sessionLife);
        within("session-life", sessionLife, Duration.ofDays(30));
    }

    private static void within(String name, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "nexus.identity." + name + " must be from 0 to " + most + ", not " + value);
        }
    }
}
