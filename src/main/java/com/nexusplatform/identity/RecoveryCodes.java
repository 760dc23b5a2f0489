package com.nexusplatform.identity;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.nexusplatform.shared.Digests;

/**
 * Codes that each stand in for the second factor once. They hold 120 bits of chance, so that a plain hash of them can be kept: nobody
 * finds them by trying (ASVS 5.0.0, 6.5.2).
 */
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int BYTES = 15;
    private static final Pattern BETWEEN = Pattern.compile("[\\s-]");
    private static final Pattern EACH_FOUR = Pattern.compile("(.{4})(?=.)");
    private static final Pattern FORM = Pattern.compile("[A-Z2-7]{24}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private RecoveryCodes() {}

    /** New ones, as they are shown: {@code ABCD-EFGH-…}. */
    static List<String> fresh() {
        return Stream.generate(RecoveryCodes::one).limit(COUNT).toList();
    }

    /** Whether a text has the form of one, however it is spaced. */
    static boolean isOne(String text) {
        return FORM.matcher(plain(text)).matches();
    }

    /** What is kept of one. */
    static String hash(String code) {
        return Digests.sha256(plain(code));
    }

    private static String one() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return EACH_FOUR.matcher(OneTimeCodes.base32(bytes)).replaceAll("$1-");
    }

    private static String plain(String typed) {
        return BETWEEN.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
    }
}
