package com.nexusplatform.platform;

import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How many requests one caller may make, by what they cost ({@link CostClass}). Generous: they keep one caller from taking the whole
 * service; the edge before it limits addresses more strictly.
 *
 * @param reads    reads of one user a second
 * @param writes   changes by one user a second
 * @param heavy    uploads, runs, trials and exports of one user a minute
 * @param signIns  sign-ins from one address a minute
 * @param sharing  how many busy users may share one address
 * @param settling time between two settlements of the counts with the other instances
 * @param downloads files and exports that an instance sends at once, at most half of them to one user
 * @param slowestDownload bytes a second, on average from half a minute on, below which a reader is cut off
 */
@Validated
@ConfigurationProperties("nexus.limits")
record LimitProperties(@DefaultValue("5000") @Min(1) int reads, @DefaultValue("1000") @Min(1) int writes,
        @DefaultValue("3000") @Min(1) int heavy, @DefaultValue("3000") @Min(1) int signIns,
        @DefaultValue("4") @Min(1) int sharing, @DefaultValue("100ms") @NotNull Duration settling,
        @DefaultValue("16") @Min(1) int downloads, @DefaultValue("16KB") @NotNull DataSize slowestDownload) {

    /** Requests of one user in one window. */
    int quota(CostClass cost) {
        return switch (cost) {
            case READ -> reads;
            case WRITE -> writes;
            case HEAVY -> heavy;
            case SIGN_IN -> signIns;
        };
    }

    /** Requests of one address in one window; who signs in has no other name yet. */
    int quotaOfAddress(CostClass cost) {
        return cost == CostClass.SIGN_IN ? signIns : Math.multiplyExact(quota(cost), sharing);
    }

    static Duration window(CostClass cost) {
        return switch (cost) {
            case READ, WRITE -> Duration.ofSeconds(1);
            case HEAVY, SIGN_IN -> Duration.ofMinutes(1);
        };
    }
}
