package com.nexusplatform.procedure.journal;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

import com.nexusplatform.columnar.Dictionary;

/**
 * A text as words: case folded, without accents, words of letters and digits with one space between them. One object is filled
 * with text after text.
 */
final class FoldedText {

    private static final byte[] FOLDED = foldedAscii();

    private byte[] bytes = new byte[256];
    private int length;

    /** The folded form of a text. */
    static String of(String text) {
        FoldedText folded = new FoldedText();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        folded.fold(utf8, 0, utf8.length);
        return new String(folded.bytes, 0, folded.length, StandardCharsets.UTF_8);
    }

    /** Takes the text of a code in place of the one before. */
    void fold(Dictionary texts, int code) {
        fold(texts.bytes(), texts.start(code), texts.end(code));
    }

    /** The words, UTF-8, from 0 to {@link #length}. */
    byte[] bytes() {
        return bytes;
    }

    /** Number of bytes. */
    int length() {
        return length;
    }

    private void fold(byte[] source, int from, int to) {
        if (bytes.length < to - from + 1) {
            bytes = new byte[2 * (to - from) + 1];
        }
        length = 0;
        for (int i = from; i < to; i++) {
            byte b = source[i];
            if (b < 0) {
                foldUnicode(new String(source, from, to - from, StandardCharsets.UTF_8));
                return;
            }
            byte folded = FOLDED[b];
            if (folded != ' ' || length > 0 && bytes[length - 1] != ' ') {
                bytes[length++] = folded;
            }
        }
        length -= length > 0 && bytes[length - 1] == ' ' ? 1 : 0;
    }

    /** Lower case of letters, digits, and a space for every other character of ASCII. */
    private static byte[] foldedAscii() {
        byte[] folded = new byte[128];
        for (char c = 0; c < folded.length; c++) {
            folded[c] = (byte) (Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : ' ');
        }
        return folded;
    }

    /** Upper case first: it has one form for letters such as ß, which lower case leaves apart. */
    private void foldUnicode(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(plain.length());
        plain.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                folded.appendCodePoint(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK && !folded.isEmpty()
                    && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        byte[] utf8 = folded.toString().strip().getBytes(StandardCharsets.UTF_8);
        bytes = utf8.length > bytes.length ? Arrays.copyOf(utf8, 2 * utf8.length) : bytes;
        System.arraycopy(utf8, 0, bytes, 0, utf8.length);
        length = utf8.length;
    }
}
