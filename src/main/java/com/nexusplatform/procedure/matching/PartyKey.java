package com.nexusplatform.procedure.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.nexusplatform.procedure.grouping.NormalForm;

/** What a party can be told by, with the normal key under which two spellings are compared. */
public enum PartyKey {

    /** Words without stop words, in alphabetical order; nothing without a letter and a further character: numbers are no name. */
    NAME("upper case without accents and punctuation, stop words removed, words in alphabetical order"),
    /** Words and house numbers without stop words, in alphabetical order; nothing unless there are both. */
    ADDRESS("upper case without accents and punctuation, stop words removed, words in alphabetical order"),
    /** Letters and digits, at least six, not all the same. */
    BANK_ACCOUNT("upper case, accents composed, letters and digits alone"),
    /** Letters and digits, at least six, not all the same. */
    TAX_ID("upper case, accents composed, letters and digits alone"),
    /** The last nine digits, at least seven, not all the same. */
    PHONE("digits alone, the last nine of them");

    private static final int LEAST_LETTERS = 3;
    private static final int LEAST_IDENTIFIER = 6;
    private static final int LEAST_PHONE = 7;
    private static final int PHONE_DIGITS = 9;
    private static final int LEAST_NAME = 2;

    /** Accents, which letters of any script can have; the marks of one script, such as its vowels, tell names apart. */
    private static final Pattern MARKS = Pattern.compile("[\\p{M}&&\\p{IsInherited}]+");

    /** Letters whose strokes and bows are no accents to Unicode, and what is written where they cannot be. */
    private static final Map<Integer, String> PLAIN = Map.ofEntries(letter('Ł', "L"), letter('Ø', "O"),
            letter('Đ', "D"),
            letter('Ð', "D"), letter('Þ', "TH"), letter('Æ', "AE"), letter('Œ', "OE"), letter('ẞ', "SS"),
            letter('Ħ', "H"), letter('Ŧ', "T"), letter('Ŋ', "N"));

    private final String form;

    PartyKey(String form) {
        this.form = form;
    }

    /** The normal form in words. */
    public String form() {
        return form;
    }

    /** Whether keys that are merely similar are looked at too. */
    public boolean fuzzy() {
        return this == NAME || this == ADDRESS;
    }

    /** The key of a text; empty where the text tells nobody from anybody. */
    public String of(String text) {
        return switch (this) {
            case NAME -> name(words(text));
            case ADDRESS -> address(words(text));
            case BANK_ACCOUNT, TAX_ID -> telling(kept(text, false), LEAST_IDENTIFIER);
            case PHONE -> phone(kept(text, true));
        };
    }

    private static String name(List<String> words) {
        String key = String.join(" ", words);
        return letters(key) == 0 || key.codePointCount(0, key.length()) < LEAST_NAME ? "" : key;
    }

    /** Whether a name is so short that only the same one is alike: fewer than three letters. */
    static boolean isShort(String name) {
        return letters(name) < LEAST_LETTERS;
    }

    private static long letters(String key) {
        return key.codePoints().filter(Character::isLetter).count();
    }

    private static String address(List<String> words) {
        boolean number = words.stream().anyMatch(JaroWinkler::hasDigit);
        boolean street = words.stream().anyMatch(word -> !JaroWinkler.hasDigit(word) && word.length() >= LEAST_LETTERS);
        return number && street ? String.join(" ", words) : "";
    }

    private List<String> words(String text) {
        String plain = text.chars().allMatch(c -> c < 128)
                ? text
                : plain(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll(""));
        Set<String> stopWords = StopWords.of(name());
        return joinInitials(NormalForm.NAME.of(plain).split(" ", -1)).stream()
            .filter(word -> !word.isEmpty() && !stopWords.contains(word))
            .sorted()
            .toList();
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.toUpperCase(Locale.ROOT).codePoints().forEach(letter -> {
            String written = PLAIN.get(letter);
            if (written == null) {
                plain.appendCodePoint(letter);
            } else {
                plain.append(written);
            }
        });
        return plain.toString();
    }

    private static Map.Entry<Integer, String> letter(int letter, String written) {
        return Map.entry(letter, written);
    }

    /** Takes single letters in a row for one word, so that L.L.C. is LLC. */
    private static List<String> joinInitials(String[] words) {
        List<String> joined = new ArrayList<>();
        boolean initials = false;
        for (String word : words) {
            boolean letter = word.length() == 1 && Character.isLetter(word.charAt(0));
            if (letter && initials) {
                joined.set(joined.size() - 1, joined.getLast() + word);
            } else {
                joined.add(word);
            }
            initials = letter;
        }
        return joined;
    }

    private static String kept(String text, boolean digitsAlone) {
        StringBuilder kept = new StringBuilder();
        NormalForm.IDENTIFIER.of(text)
            .codePoints()
            .filter(c -> digitsAlone ? Character.isDigit(c) : Character.isLetterOrDigit(c))
            .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String phone(String digits) {
        String last = digits.substring(Math.max(0, digits.length() - PHONE_DIGITS));
        return telling(last, LEAST_PHONE);
    }

    private static String telling(String key, int least) {
        return key.length() < least || key.chars().distinct().count() < 2 ? "" : key;
    }
}
