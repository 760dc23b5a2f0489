package com.nexusplatform.procedure.grouping;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

import com.nexusplatform.columnar.Dictionary;

/**
 * Spellings that count as one. Computed for each distinct text, not for each row, and the same in every locale. A letter with its
 * accent and one with the accent behind it look alike and count as one: Unicode's form NFC. Marks on a letter that compose with
 * none are part of it: in many scripts they are the vowels that tell one name from another.
 */
public enum NormalForm {

    /** Upper case, letters with their marks and digits alone, no leading zeros: {@code 0086-223.} as {@code 86223}. */
    DOCUMENT_NUMBER,
    /** Upper case, every run of other characters one space: {@code Smith & Sons, Ltd.} as {@code SMITH SONS LTD}. */
    NAME,
    /** Upper case, no space at either end. */
    IDENTIFIER;

    private static final int NEXT_LINE = 0x85;

    /** The normal form of a text; empty when nothing remains. */
    public String of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[utf8.length * 3 + 3];
        return new String(target, 0, fold(utf8, 0, utf8.length, target), StandardCharsets.UTF_8);
    }

    /** The normal form of the text of a code. */
    public String of(Dictionary dictionary, int code) {
        return of(dictionary.text(code));
    }

    /** Keys of the normal forms by code; {@link Key#NONE} where nothing remains. Equal keys are to be verified. */
    public long[] keys(Dictionary dictionary) {
        long[] keys = new long[dictionary.size() + 1];
        byte[] target = new byte[64];
        for (int code = 1; code <= dictionary.size(); code++) {
            target = roomFor(dictionary, code, target);
            int length = fold(dictionary.bytes(), dictionary.start(code), dictionary.end(code), target);
            keys[code] = length == 0 ? Key.NONE : Key.of(target, 0, length);
        }
        return keys;
    }

    /** Numbers of the normal forms by code, equal exactly where the forms are; 0 where nothing remains. */
    public int[] classes(Dictionary dictionary, Dictionary.Builder forms) {
        int[] classes = new int[dictionary.size() + 1];
        byte[] target = new byte[64];
        for (int code = 1; code <= dictionary.size(); code++) {
            target = roomFor(dictionary, code, target);
            int length = fold(dictionary.bytes(), dictionary.start(code), dictionary.end(code), target);
            classes[code] = forms.add(target, 0, length);
        }
        return classes;
    }

    private static byte[] roomFor(Dictionary dictionary, int code, byte[] target) {
        int needed = 3 * (dictionary.end(code) - dictionary.start(code)) + 3;
        return needed <= target.length ? target : new byte[needed * 2];
    }

    private int fold(byte[] source, int from, int to, byte[] target) {
        int length = 0;
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b < 0) {
                return foldUnicode(new String(source, from, to - from, StandardCharsets.UTF_8), target);
            }
            if (b >= 'a' && b <= 'z') {
                b = (byte) (b - 32);
            }
            boolean letterOrDigit = b >= 'A' && b <= 'Z' || b >= '0' && b <= '9';
            if (keeps(b, letterOrDigit, length)) {
                target[length++] = b;
            } else if (this == NAME && length > 0 && target[length - 1] != ' ') {
                target[length++] = ' ';
            }
        }
        return withoutTrailingSpace(target, length);
    }

    private int foldUnicode(String text, byte[] target) {
        StringBuilder folded = new StringBuilder();
        boolean onLetter = false;
        for (int c : capitals(text).codePoints().toArray()) {
            int length = folded.length();
            onLetter = Character.isLetter(c) || onLetter && isMark(c);
            if (keeps(c, onLetter || Character.isDigit(c), length)) {
                folded.appendCodePoint(c);
            } else if (this == NAME && length > 0 && folded.charAt(length - 1) != ' ') {
                folded.append(' ');
            }
        }
        int end = folded.length();
        while (end > 0 && isSpace(folded.charAt(end - 1))) {
            end--;
        }
        byte[] utf8 = folded.substring(0, end).getBytes(StandardCharsets.UTF_8);
        int length = Math.min(utf8.length, target.length);
        System.arraycopy(utf8, 0, target, 0, length);
        return length;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Also spaces that do not break lines, which {@link Character#isWhitespace(int)} leaves out. */
    private static boolean isSpace(int c) {
        return c <= ' ' || c == NEXT_LINE || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    /** Upper case with accents composed, before and after: some letters have no capital that is one character. */
    public static String capitals(String text) {
        return composed(composed(text).toUpperCase(Locale.ROOT));
    }

    private static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private boolean keeps(int c, boolean letterOrDigit, int length) {
        return switch (this) {
            case DOCUMENT_NUMBER -> letterOrDigit && !(length == 0 && c == '0');
            case NAME -> letterOrDigit;
            case IDENTIFIER -> length > 0 || !isSpace(c);
        };
    }

    private static int withoutTrailingSpace(byte[] target, int length) {
        int end = length;
        while (end > 0 && target[end - 1] >= 0 && target[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    /** Whether two codes of a dictionary have one normal form. */
    public boolean same(Dictionary dictionary, int one, int other) {
        return one == other || Arrays.equals(bytes(dictionary, one), bytes(dictionary, other));
    }

    private byte[] bytes(Dictionary dictionary, int code) {
        return of(dictionary, code).getBytes(StandardCharsets.UTF_8);
    }
}
