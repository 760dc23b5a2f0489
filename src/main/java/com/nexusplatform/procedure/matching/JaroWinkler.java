package com.nexusplatform.procedure.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Similarity of two texts after Jaro (1989) and Winkler (1990), with what it is computed from. J = (m/a + m/b + (m-t)/m) / 3 with
 * m characters in common no further apart than half the longer text, of which t pairs are out of order; the similarity is
 * J + l/10 (1-J) with l the common prefix, at most four characters. Computed in whole numbers.
 *
 * @param length      a, characters of the first text
 * @param other       b, characters of the other
 * @param common      m
 * @param transposed  t
 * @param prefix      l
 */
public record JaroWinkler(int length, int other, int common, int transposed, int prefix) {

    /** Decimals of a similarity. */
    public static final int DECIMALS = 4;

    private static final int LONGEST = 1_000;
    private static final int LONGEST_PREFIX = 4;

    /** The comparison of two texts, of their first 1,000 characters. */
    public static JaroWinkler of(String one, String other) {
        int a = Math.min(one.length(), LONGEST);
        int b = Math.min(other.length(), LONGEST);
        int reach = Math.max(0, Math.max(a, b) / 2 - 1);
        boolean[] oneUsed = new boolean[a];
        boolean[] otherUsed = new boolean[b];
        int common = 0;
        for (int i = 0; i < a; i++) {
            char c = one.charAt(i);
            for (int j = Math.max(0, i - reach); j < Math.min(b, i + reach + 1); j++) {
                if (!otherUsed[j] && other.charAt(j) == c) {
                    oneUsed[i] = true;
                    otherUsed[j] = true;
                    common++;
                    break;
                }
            }
        }
        return new JaroWinkler(a, b, common, outOfOrder(one, oneUsed, other, otherUsed) / 2, prefix(one, other));
    }

    private static int outOfOrder(String one, boolean[] oneUsed, String other, boolean[] otherUsed) {
        int differing = 0;
        int j = 0;
        for (int i = 0; i < oneUsed.length; i++) {
            if (oneUsed[i]) {
                while (!otherUsed[j]) {
                    j++;
                }
                differing += one.charAt(i) == other.charAt(j++) ? 0 : 1;
            }
        }
        return differing;
    }

    private static int prefix(String one, String other) {
        int most = Math.min(LONGEST_PREFIX, Math.min(one.length(), other.length()));
        int prefix = 0;
        while (prefix < most && one.charAt(prefix) == other.charAt(prefix)) {
            prefix++;
        }
        return prefix;
    }

    /** The similarity from 0 to 1, rounded half up to {@value #DECIMALS} decimals. */
    public BigDecimal similarity() {
        if (common == 0) {
            return BigDecimal.ZERO.setScale(DECIMALS);
        }
        long denominator = 3L * length * other * common;
        long numerator = (long) common * common * (length + other) + (long) (common - transposed) * length * other;
        return BigDecimal.valueOf((10L - prefix) * numerator + prefix * denominator)
            .divide(BigDecimal.valueOf(10 * denominator), DECIMALS, RoundingMode.HALF_UP);
    }

    /** What the similarity is computed from, by name. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("length", length);
        figures.put("otherLength", other);
        figures.put("common", common);
        figures.put("transposed", transposed);
        figures.put("prefix", prefix);
        return figures;
    }

    /** Whether a text has a digit. */
    static boolean hasDigit(String text) {
        return text.codePoints().anyMatch(Character::isDigit);
    }
}
