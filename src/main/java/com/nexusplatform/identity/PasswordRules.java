package com.nexusplatform.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * What a new password must be: 15 to 128 characters of any kind, not a common one, not made of the words around it. No rule
 * asks for kinds of characters and none for regular changes (NIST SP 800-63B, section 3.1.1).
 */
final class PasswordRules {

    static final int SHORTEST = 15;
    static final int LONGEST = 128;
    private static final Set<String> COMMON = common();
    /** Words that anyone would try first here; a word that holds another comes before it. */
    private static final List<String> CONTEXT = List.of("nexusplatform", "nexus", "examination", "examiner", "auditor",
            "reviewer", "administrator", "admin", "password", "passphrase", "welcome", "letmein");

    private PasswordRules() {}

    /** Refuses an unacceptable password, saying why; the password itself is never repeated. */
    static void require(String field, String password, String... wordsAround) {
        flaw(password, wordsAround).ifPresent(flaw -> {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "The new password " + flaw).with("field", field);
        });
    }

    static Optional<String> flaw(String password, String... wordsAround) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            return Optional
                .of("must have at least " + SHORTEST + " characters; a sentence of a few words is a good one.");
        }
        if (length > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters.");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (COMMON.contains(plain) || isRepetitive(plain)) {
            return Optional.of("is one of the first that anyone would try; choose another.");
        }
        return isMadeOf(plain, wordsAround)
                ? Optional.of("is made of your name or of words of this service; choose another.")
                : Optional.empty();
    }

    /** Fewer than five different characters, or one run of neighbours such as 123456789012345. */
    private static boolean isRepetitive(String plain) {
        if (plain.chars().distinct().count() < 5) {
            return true;
        }
        int runs = 1;
        for (int i = 2; i < plain.length(); i++) {
            int step = plain.charAt(i) - plain.charAt(i - 1);
            if (Math.abs(step) > 1 || step != plain.charAt(i - 1) - plain.charAt(i - 2)) {
                runs++;
            }
        }
        return runs <= 3 || isPeriodic(plain);
    }

    /** A short piece said over and over. */
    private static boolean isPeriodic(String plain) {
        for (int period = 1; period <= 6; period++) {
            if (plain.substring(period).equals(plain.substring(0, plain.length() - period))) {
                return true;
            }
        }
        return false;
    }

    /** Whether fewer than eight characters remain when the words around are taken out. */
    private static boolean isMadeOf(String plain, String... wordsAround) {
        String rest = plain;
        for (String around : wordsAround) {
            for (String word : around.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
                rest = word.length() < 3 ? rest : rest.replace(word, "");
            }
        }
        for (String word : CONTEXT) {
            rest = rest.replace(word, "");
        }
        return rest.length() < 8 && rest.length() < plain.length();
    }

    private static Set<String> common() {
        InputStream list = PasswordRules.class.getResourceAsStream("common-passwords.txt");
        if (list == null) {
            throw new IllegalStateException("common-passwords.txt is not on the class path");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
