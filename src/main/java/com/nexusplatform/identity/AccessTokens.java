package com.nexusplatform.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.UnsupportedJwtException;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;

/** Signs and reads access tokens: HS256 and nothing else, with a key of our own, issuer, audience and type. */
@Component
class AccessTokens {

    static final String TYPE = "at+jwt";
    static final String SESSION = "sid";
    /** Longer than any token of ours; nothing longer is even decoded. */
    private static final int LONGEST = 2048;
    private static final int MOST_PROVEN = 10_000;

    private final SigningKey signingKey;
    private final IdentityProperties properties;
    private final Clock clock;
    private final JwtParser parser;
    /** What tokens said that were found to be ours, by their digest: asked again, only the time can tell something else. */
    private final ConcurrentHashMap<String, Proven> proven = new ConcurrentHashMap<>();

    AccessTokens(SigningKey signingKey, IdentityProperties properties, Clock clock) {
        this.signingKey = signingKey;
        this.properties = properties;
        this.clock = clock;
        this.parser = Jwts.parser()
            .keyLocator(this::keyOf)
            .requireIssuer(properties.issuer())
            .requireAudience(properties.audience())
            .clock(() -> Date.from(clock.instant()))
            .clockSkewSeconds(properties.clockSkew().toSeconds())
            .sig()
            .clear()
            .add(Jwts.SIG.HS256)
            .and()
            .zip()
            .clear()
            .and()
            .build();
    }

    /** A token for one session of one user. */
    String issue(UUID userId, UUID sessionId) {
        Instant now = clock.instant();
        return Jwts.builder()
            .header()
            .keyId(signingKey.id())
            .type(TYPE)
            .and()
            .issuer(properties.issuer())
            .audience()
            .add(properties.audience())
            .and()
            .subject(userId.toString())
            .claim(SESSION, sessionId.toString())
            .id(UUID.randomUUID().toString())
            .issuedAt(Date.from(now))
            .notBefore(Date.from(now))
            .expiration(Date.from(now.plus(properties.accessTokenLife())))
            .signWith(signingKey.key(), Jwts.SIG.HS256)
            .compact();
    }

    /** The session that a token was issued for; empty for a token that we did not issue or that is out of its time. */
    Optional<UUID> sessionOf(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        String digest = Digests.sha256(token);
        Proven known = proven.get(digest);
        if (known != null) {
            return known.isTimely(clock.instant(), properties.clockSkew())
                    ? Optional.of(known.session)
                    : Optional.empty();
        }
        Optional<Proven> read = read(token);
        if (proven.size() >= MOST_PROVEN) {
            proven.clear();
        }
        read.ifPresent(found -> proven.put(digest, found));
        return read.map(Proven::session);
    }

    private Optional<Proven> read(String token) {
        if (!isCanonical(token)) {
            return Optional.empty();
        }
        try {
            Jws<Claims> read = parser.parseSignedClaims(token);
            Claims claims = read.getPayload();
            return acceptable(read)
                    ? Optional.of(new Proven(UUID.fromString(claims.get(SESSION, String.class)),
                            claims.getNotBefore().toInstant(), claims.getExpiration().toInstant()))
                    : Optional.empty();
        } catch (JwtException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    /** Our own key of the id that the token names; where else it says to look for a key is not looked at. */
    private SecretKey keyOf(Header header) {
        return Optional.ofNullable(header instanceof JwsHeader signed ? signed.getKeyId() : null)
            .flatMap(signingKey::accepted)
            .orElseThrow(() -> new UnsupportedJwtException("not a key of ours"));
    }

    /** Whether it is three parts, each in the one spelling of its bytes: else the unused bits of a last digit could be changed. */
    private static boolean isCanonical(String token) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 3 && Stream.of(parts).allMatch(AccessTokens::isCanonicalBase64);
    }

    private static boolean isCanonicalBase64(String part) {
        try {
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(Base64.getUrlDecoder().decode(part));
            return !part.isEmpty() && again.equals(part);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private boolean acceptable(Jws<Claims> read) {
        JwsHeader header = read.getHeader();
        Claims claims = read.getPayload();
        return "HS256".equals(header.getAlgorithm()) && TYPE.equals(header.getType())
                && header.keySet().equals(Set.of("kid", "typ", "alg")) && claims.getExpiration() != null
                && claims.getNotBefore() != null && claims.getIssuedAt() != null && claims.get(SESSION) != null
                && Set.of(properties.audience()).equals(claims.getAudience())
                && !claims.getExpiration()
                    .toInstant()
                    .isAfter(claims.getIssuedAt().toInstant().plus(properties.accessTokenLife()));
    }

    /** The session of a token of ours, and the time that it is good for. */
    private record Proven(UUID session, Instant from, Instant until) {

        boolean isTimely(Instant now, Duration skew) {
            return !now.plus(skew).isBefore(from) && !now.minus(skew).isAfter(until);
        }
    }
}
