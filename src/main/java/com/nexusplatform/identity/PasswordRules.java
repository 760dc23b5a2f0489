package com.nexusplatform.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * What a new password must be: 15 to 128 characters of any kind, 8 with a second factor; not a common one, not made of the words
 * around it. No rule asks for kinds of characters and none for regular changes (NIST SP 800-63B-4, section 3.1.1).
 */
@Component
class PasswordRules {

    static final int SHORTEST = 15;
    static final int SHORTEST_WITH_SECOND_FACTOR = 8;
    static final int LONGEST = 128;
    /** So few characters beside what anyone would try are too few. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int OWN = 8;
    /** Words that anyone would try first here; a word that holds another comes before it. */
    private static final List<String> CONTEXT = List.of("nexusplatform", "nexus", "examination", "examiner", "auditor",
            "reviewer", "administrator", "admin", "password", "passphrase", "welcome", "letmein");

    private final List<String> context;

    PasswordRules(IdentityProperties properties) {
        this.context = new ArrayList<>(words(String.join(" ", properties.contextWords())));
        context.addAll(CONTEXT);
    }

    /** Refuses an unacceptable password, saying why; the password itself is never repeated. */
    void require(String field, String password, boolean secondFactor, String... wordsAround) {
        flaw(password, secondFactor, wordsAround).ifPresent(flaw -> {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "The new password " + flaw).with("field", field);
        });
    }

    /** Whether a password is too short to be all that somebody signs in with. */
    static boolean needsSecondFactor(String password) {
        return length(Passwords.normal(password)) < SHORTEST;
    }

    Optional<String> flaw(String password, boolean secondFactor, String... wordsAround) {
        String text = Passwords.normal(password);
        int shortest = secondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST;
        if (length(text) < shortest) {
            return Optional
                .of("must have at least " + shortest + " characters; a sentence of a few words is a good one.");
        }
        if (length(text) > LONGEST) {
            return Optional.of("must have at most " + LONGEST + " characters.");
        }
        String plain = text.toLowerCase(Locale.ROOT);
        if (isCommon(plain) || isRepetitive(plain)) {
            return Optional.of("is one of the first that anyone would try; choose another.");
        }
        return isMadeOf(plain, wordsAround)
                ? Optional.of("is made of your name or of words of this service; choose another.")
                : Optional.empty();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A common one, or a long one that has little beside a common one. */
    private static boolean isCommon(String plain) {
        return CommonPasswords.contains(plain)
                || plain.length() >= SHORTEST && CommonPasswords.standsIn(plain, plain.length() - OWN + 1);
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
    private boolean isMadeOf(String plain, String... wordsAround) {
        String rest = plain;
        for (String around : wordsAround) {
            for (String word : words(around)) {
                rest = rest.replace(word, "");
            }
        }
        for (String word : context) {
            rest = rest.replace(word, "");
        }
        return rest.length() < OWN && rest.length() < plain.length();
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> word.length() >= 3)
            .toList();
    }
}
