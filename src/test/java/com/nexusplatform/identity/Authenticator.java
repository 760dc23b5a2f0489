package com.nexusplatform.identity;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

/** The authenticator of a person: it has the secret as it was shown, and says the code of a moment. */
public final class Authenticator {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] seed;

    public Authenticator(String secret) {
        BigInteger number = BigInteger.ONE; // keeps zeros in front
        for (int i = 0; i < secret.length(); i++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(ALPHABET.indexOf(secret.charAt(i))));
        }
        byte[] withOne = number.toByteArray();
        seed = java.util.Arrays.copyOfRange(withOne, 1, withOne.length);
    }

    /** Begins an enrolment for a caller with that password. */
    public static Authenticator begin(Client person, String password) {
        return new Authenticator(
                person.post("/api/v1/me/second-factor", Map.of("password", password)).expect(200).text("/secret"));
    }

    /** Confirms the enrolment with the code of a moment. */
    public Answer confirm(Client person, Instant moment) {
        return person.post("/api/v1/me/second-factor/confirm", Map.of("code", code(moment)));
    }

    /** The code of a moment. */
    public String code(Instant moment) {
        return OneTimeCodes.code(seed, OneTimeCodes.stepAt(moment));
    }

    /** Six digits that are no code of that moment or of one near it. */
    public String wrongCode(Instant moment) {
        for (int number = 0;; number++) {
            String digits = "%06d".formatted(number);
            if (OneTimeCodes.stepOf(digits, seed, moment, -1).isEmpty()) {
                return digits;
            }
        }
    }
}
