package com.nexusplatform.identity;

import java.time.Duration;

/**
 * What a client receives at sign-in.
 *
 * @param accessToken  bearer token for the API
 * @param expiresIn    how long it is good for
 * @param refreshToken good for one exchange against the next pair
 */
public record Tokens(String accessToken, Duration expiresIn, String refreshToken) {

    @Override
    public String toString() {
        return "Tokens[expiresIn=" + expiresIn + "]";
    }
}
