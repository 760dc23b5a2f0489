package com.nexusplatform.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import me.gosimple.nbvcxz.resources.DictionaryUtil;

/**
 * Passwords that leaked so often that guessers begin with them: those of the library nbvcxz that are long enough to be chosen at
 * all, and {@code common-passwords.txt} of 15 characters and more.
 */
final class CommonPasswords {

    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** Whether a text in lower case is one of them, or one with blanks put in. */
    static boolean contains(String plain) {
        return ALL.contains(plain) || ALL.contains(plain.replace(" ", ""));
    }

    /** Whether one of them, of so many characters or more, stands in a text in lower case. */
    static boolean standsIn(String plain, int least) {
        for (int length = plain.length(); length >= least; length--) {
            for (int from = 0; from + length <= plain.length(); from++) {
                if (ALL.contains(plain.substring(from, from + length))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many there are. */
    static int count() {
        return ALL.size();
    }

    /** How many have so many characters or more. */
    static long ofAtLeast(int length) {
        return ALL.stream().filter(password -> password.length() >= length).count();
    }

    private static Set<String> read() {
        Set<String> all = new HashSet<>();
        DictionaryUtil.loadRankedDictionary(DictionaryUtil.passwords).keySet().forEach(password -> {
            if (password.length() >= PasswordRules.SHORTEST_WITH_SECOND_FACTOR) {
                all.add(password.toLowerCase(Locale.ROOT));
            }
        });
        InputStream list = CommonPasswords.class.getResourceAsStream("common-passwords.txt");
        if (list == null) {
            throw new IllegalStateException("common-passwords.txt is not on the class path");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(all::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Set.copyOf(all);
    }
}
