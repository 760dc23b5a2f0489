package com.nexusplatform.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Only what we signed, unchanged and in its time, is a token. */
class AccessTokensTests {

    private static final String SECRET = "a-test-key-of-more-than-thirty-two-bytes";
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final UUID USER = new UUID(1, 2);
    private static final UUID SESSION = new UUID(3, 4);

    /** What it is, header, claims, algorithm of the signature. */
    private static final List<String> FORGERIES = List.of(
            "alg none|{'alg':'none','typ':'at+jwt','kid':'KID'}|CLAIMS|",
            "another HMAC|{'alg':'HS384','typ':'at+jwt','kid':'KID'}|CLAIMS|HmacSHA384",
            "a longer HMAC|{'alg':'HS512','typ':'at+jwt','kid':'KID'}|CLAIMS|HmacSHA512",
            "public-key name over our HMAC|{'alg':'RS256','typ':'at+jwt','kid':'KID'}|CLAIMS|HmacSHA256",
            "another type|{'alg':'HS256','typ':'JWT','kid':'KID'}|CLAIMS|HmacSHA256",
            "no type|{'alg':'HS256','kid':'KID'}|CLAIMS|HmacSHA256",
            "another key id|{'alg':'HS256','typ':'at+jwt','kid':'1234567890abcdef'}|CLAIMS|HmacSHA256",
            "no key id|{'alg':'HS256','typ':'at+jwt'}|CLAIMS|HmacSHA256",
            "a key set of the attacker|{'alg':'HS256','typ':'at+jwt','kid':'KID','jku':'https://example.org/k'}|CLAIMS|HmacSHA256",
            "a key of the attacker|{'alg':'HS256','typ':'at+jwt','kid':'KID','jwk':{'kty':'oct','k':'AAAA'}}|CLAIMS|HmacSHA256",
            "a critical extension|{'alg':'HS256','typ':'at+jwt','kid':'KID','crit':['x'],'x':1}|CLAIMS|HmacSHA256",
            "another issuer|HEADER|{'iss':'other','aud':['nexus-api'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "no issuer|HEADER|{'aud':['nexus-api'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "another audience|HEADER|{'iss':'nexus','aud':['other'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "more audiences|HEADER|{'iss':'nexus','aud':['nexus-api','other'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "no end|HEADER|{'iss':'nexus','aud':['nexus-api'],'sid':'SID','iat':IAT,'nbf':IAT}|HmacSHA256",
            "too long a life|HEADER|{'iss':'nexus','aud':['nexus-api'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':9999999999}|HmacSHA256",
            "no beginning|HEADER|{'iss':'nexus','aud':['nexus-api'],'sid':'SID','iat':IAT,'exp':EXP}|HmacSHA256",
            "no session|HEADER|{'iss':'nexus','aud':['nexus-api'],'iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "a session that is none|HEADER|{'iss':'nexus','aud':['nexus-api'],'sid':'x','iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256",
            "a session of another type|HEADER|{'iss':'nexus','aud':['nexus-api'],'sid':7,'iat':IAT,'nbf':IAT,'exp':EXP}|HmacSHA256");

    @Test
    void acceptsATokenThatItKnowsForNoLongerThanOneThatItSeesForTheFirstTime() {
        String token = tokensAt(NOW).issue(USER, SESSION);
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InstantSource source = now::get;
        AccessTokens tokens = new AccessTokens(new SigningKey(SECRET), IdentityFixtures.settings(),
                source.withZone(ZoneOffset.UTC));
        for (long second : new long[]{0, 5, 899, 900, 929, 930, 931, 3600, 0, -29, -30, -31, -3600, 10}) {
            now.set(NOW.plusSeconds(second));
            assertThat(tokens.sessionOf(token)).as("after %d s", second)
                .isEqualTo(tokensAt(NOW.plusSeconds(second)).sessionOf(token));
        }
    }

    @Test
    void acceptsItsOwnTokenWithinItsTime() {
        String token = tokensAt(NOW).issue(USER, SESSION);
        assertThat(tokensAt(NOW).sessionOf(token)).contains(SESSION);
        assertThat(tokensAt(NOW.plus(Duration.ofMinutes(15))).sessionOf(token)).contains(SESSION);
    }

    @Test
    void refusesItTooLateAndTooEarly() {
        String token = tokensAt(NOW).issue(USER, SESSION);
        assertThat(tokensAt(NOW.plus(Duration.ofSeconds(15 * 60 + 31))).sessionOf(token)).isEmpty();
        assertThat(tokensAt(NOW.minus(Duration.ofSeconds(31))).sessionOf(token)).isEmpty();
    }

    @Test
    void refusesEverySingleBitFlippedInAnySegment() {
        String token = tokensAt(NOW).issue(USER, SESSION);
        List<String> mutants = new ArrayList<>();
        for (int i = 0; i < token.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                char changed = (char) (token.charAt(i) ^ 1 << bit);
                mutants.add(token.substring(0, i) + changed + token.substring(i + 1));
            }
        }
        assertThat(mutants).hasSizeGreaterThan(1000);
        assertThat(mutants).noneMatch(mutant -> tokensAt(NOW).sessionOf(mutant).isPresent());
    }

    /** A fixed seed, so that a mutant that passes can be looked at again. */
    @Test
    void acceptsNoneOfThousandsOfMutants() throws Exception {
        String token = tokensAt(NOW).issue(USER, SESSION);
        assertThat(tokensAt(NOW).sessionOf(token)).contains(SESSION);
        Set<String> mutants = new LinkedHashSet<>();
        for (String forgery : FORGERIES) {
            mutants.add(forged(forgery));
        }
        Random random = new Random(20261125);
        String other = tokensAt(NOW).issue(USER, new UUID(5, 6));
        while (mutants.size() < 5000) {
            mutants.add(mutant(token, other, random));
        }
        mutants.remove(token);
        mutants.remove(other);
        AccessTokens reader = tokensAt(NOW);
        long accepted = mutants.stream().filter(mutant -> reader.sessionOf(mutant).isPresent()).count();
        System.out.printf("%d mutants of a valid token (%d of them forged with intent): %d accepted%n", mutants.size(),
                FORGERIES.size(), accepted);
        assertThat(accepted).isZero();
    }

    private static String mutant(String token, String other, Random random) {
        int at = random.nextInt(token.length());
        char digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ".charAt(random.nextInt(69));
        String[] parts = token.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        return switch (random.nextInt(7)) {
            case 0 -> token.substring(0, at) + digit + token.substring(at + 1);
            case 1 -> token.substring(0, at) + digit + token.substring(at);
            case 2 -> token.substring(0, at) + token.substring(at + 1);
            case 3 ->
                token.substring(0, at) + (char) (token.charAt(at) ^ 1 << random.nextInt(16)) + token.substring(at + 1);
            case 4 -> parts[0] + "." + others[1] + "." + parts[2].substring(0, random.nextInt(parts[2].length() + 1));
            case 5 -> parts[random.nextInt(3)] + "." + parts[random.nextInt(3)] + "." + others[2];
            default -> parts[0] + "." + base64("{\"sid\":\"" + new UUID(random.nextLong(), random.nextLong())
                    + "\",\"exp\":" + random.nextInt() + "}") + "." + parts[2];
        };
    }

    @Test
    void acceptsTheKeysBesideTheOneThatSignsWhileItIsReplaced() {
        String next = "the-key-after-it-of-more-than-thirty-two-bytes";
        AccessTokens before = tokensOf(new SigningKey(SECRET, next));
        AccessTokens after = tokensOf(new SigningKey(next, SECRET));
        AccessTokens done = tokensOf(new SigningKey(next));
        String old = before.issue(USER, SESSION);
        String young = after.issue(USER, SESSION);
        assertThat(before.sessionOf(young)).contains(SESSION);
        assertThat(after.sessionOf(old)).contains(SESSION);
        assertThat(done.sessionOf(young)).contains(SESSION);
        assertThat(done.sessionOf(old)).isEmpty();
        assertThat(tokensAt(NOW).sessionOf(young)).isEmpty();
    }

    private static AccessTokens tokensOf(SigningKey key) {
        return new AccessTokens(key, IdentityFixtures.settings(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void refusesEveryTruncatedAndExtendedToken() {
        String token = tokensAt(NOW).issue(USER, SESSION);
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokensAt(NOW).sessionOf(token.substring(0, length))).isEmpty();
        }
        assertThat(tokensAt(NOW).sessionOf(token + "=")).isEmpty();
        assertThat(tokensAt(NOW).sessionOf(token + "A")).isEmpty();
        assertThat(tokensAt(NOW).sessionOf(token + ".")).isEmpty();
        assertThat(tokensAt(NOW).sessionOf("A".repeat(5000))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FORGERIES")
    void refusesForgedTokens(String forgery) throws Exception {
        assertThat(tokensAt(NOW).sessionOf(forged(forgery))).as(forgery).isEmpty();
    }

    @Test
    void acceptsTheTokenThatTheForgeriesStartFrom() throws Exception {
        assertThat(tokensAt(NOW).sessionOf(signed("HEADER", "CLAIMS", "HmacSHA256", SECRET))).contains(SESSION);
    }

    @Test
    void refusesTheSameTokenUnderAnotherKey() throws Exception {
        String other = "another-key-of-more-than-thirty-two-bytes";
        assertThat(tokensAt(NOW).sessionOf(signed("HEADER", "CLAIMS", "HmacSHA256", other))).isEmpty();
    }

    private static String forged(String forgery) throws Exception {
        String[] columns = forgery.split("\\|", -1);
        return signed(columns[1], columns[2], columns[3], SECRET);
    }

    private static String signed(String header, String claims, String algorithm, String secret) throws Exception {
        String kid = new SigningKey(SECRET).id();
        String fullHeader = "HEADER".equals(header) ? "{'alg':'HS256','typ':'at+jwt','kid':'KID'}" : header;
        String fullClaims = "CLAIMS".equals(claims)
                ? "{'iss':'nexus','aud':['nexus-api'],'sid':'SID','iat':IAT,'nbf':IAT,'exp':EXP}"
                : claims;
        String body = base64(fullHeader.replace("KID", kid)) + "."
                + base64(fullClaims.replace("SID", SESSION.toString())
                    .replace("IAT", Long.toString(NOW.getEpochSecond()))
                    .replace("EXP", Long.toString(NOW.getEpochSecond() + 900)));
        if (algorithm.isEmpty()) {
            return body + ".";
        }
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
        byte[] signature = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
        return body + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static AccessTokens tokensAt(Instant instant) {
        return new AccessTokens(new SigningKey(SECRET), IdentityFixtures.settings(),
                Clock.fixed(instant, ZoneOffset.UTC));
    }

}
