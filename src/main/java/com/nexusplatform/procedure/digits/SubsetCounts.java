package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Subsets;

/**
 * The digits of each subset that meets the preconditions, counted in two passes over the rows for all subsets together: the first
 * finds those that do (20 bytes for each subset), the second counts only these. As each of them has minimumRows amounts, the
 * counts take less than a byte a row, however many subsets there are.
 */
final class SubsetCounts {

    private static final int UNTESTED = -1;

    private final DigitTest test;
    private final DigitReader reader;
    private final int[] codes;
    private final int[] sizes;
    private final int[] places;
    private int[] firstRows = new int[0];
    private int[] counts = new int[0];
    private int present;
    private int tooSmall;
    private int smallSpan;

    private SubsetCounts(DigitTest test, DigitReader reader, Subsets subsets) {
        this.test = test;
        this.reader = reader;
        codes = subsets.codes();
        sizes = new int[subsets.size() + 1];
        places = new int[subsets.size() + 1];
    }

    /** Counts the amounts of the sign chosen. */
    static SubsetCounts of(DigitTest test, DigitReader reader, Subsets subsets, Parameters parameters) {
        SubsetCounts counted = new SubsetCounts(test, reader, subsets);
        counted.admit(parameters.integer(DigitCounts.MINIMUM_ROWS),
                test.leading() ? parameters.integer(DigitCounts.MINIMUM_SPAN) : 0);
        counted.count();
        return counted;
    }

    /** Number of subsets tested; their places run from 0 to below this, in the order of their codes. */
    int tested() {
        return firstRows.length;
    }

    /** Number of subsets with an amount that is counted. */
    int present() {
        return present;
    }

    /** Number of those with too few amounts. */
    int tooSmall() {
        return tooSmall;
    }

    /** Number of those with enough amounts over too small a span. */
    int smallSpan() {
        return smallSpan;
    }

    /** Row number of the first amount of a subset. */
    int firstRow(int place) {
        return firstRows[place];
    }

    /** The counts of a subset compared with what is expected. */
    DigitProfile profile(int place) {
        long[] own = new long[test.size()];
        Arrays.setAll(own, group -> counts[place * test.size() + group]);
        return DigitProfile.of(test, own);
    }

    /**
     * Row numbers brought together, ascending, in one pass.
     *
     * @param targets for the place of each group of each subset, the list it goes to, or a negative number
     * @param lists   number of lists
     */
    List<int[]> rows(int[] targets, int lists) {
        int[] lengths = new int[lists];
        for (int at = 0; at < targets.length; at++) {
            if (targets[at] >= 0) {
                lengths[targets[at]] += counts[at];
            }
        }
        int[][] rows = new int[lists][];
        Arrays.setAll(rows, list -> new int[lengths[list]]);
        int[] found = new int[lists];
        for (int i = 0; i < codes.length && lists > 0; i++) {
            reader.tell(i, 0.7, 1);
            int place = places[codes[i]];
            int group = place == UNTESTED ? DigitReader.NONE : reader.place(i);
            if (group != DigitReader.NONE && targets[place * test.size() + group] >= 0) {
                int list = targets[place * test.size() + group];
                rows[list][found[list]++] = i + 1;
            }
        }
        return List.of(rows);
    }

    private void admit(int minimumRows, int minimumSpan) {
        long[] least = new long[sizes.length];
        long[] most = new long[sizes.length];
        Arrays.fill(least, Long.MAX_VALUE);
        measure(least, most);
        Arrays.fill(places, UNTESTED);
        int tested = 0;
        for (int code = 1; code < sizes.length; code++) {
            present += sizes[code] > 0 ? 1 : 0;
            if (sizes[code] < minimumRows) {
                tooSmall += sizes[code] > 0 ? 1 : 0;
            } else if (BigDecimal.valueOf(least[code], -minimumSpan).compareTo(BigDecimal.valueOf(most[code])) > 0) {
                smallSpan++;
            } else {
                places[code] = tested++;
            }
        }
        firstRows = new int[tested];
        counts = new int[tested * test.size()];
    }

    private void measure(long[] least, long[] most) {
        RowCurrencies currencies = reader.currencies();
        long[] factors = factors(currencies.codes());
        for (int i = 0; i < codes.length; i++) {
            reader.tell(i, 0, 0.35);
            int code = codes[i];
            if (code != Dictionary.ABSENT && reader.place(i) != DigitReader.NONE) {
                long magnitude = scaled(reader.amount(i), factors[currencies.at(i)]);
                sizes[code]++;
                least[code] = Math.min(least[code], magnitude);
                most[code] = Math.max(most[code], magnitude);
            }
        }
    }

    private void count() {
        for (int i = 0; i < codes.length; i++) {
            reader.tell(i, 0.35, 0.7);
            int place = places[codes[i]];
            int group = place == UNTESTED ? DigitReader.NONE : reader.place(i);
            if (group != DigitReader.NONE) {
                counts[place * test.size() + group]++;
                firstRows[place] = firstRows[place] == 0 ? i + 1 : firstRows[place];
            }
        }
    }

    /** What makes minor units of each currency those of the one with most decimals. */
    private static long[] factors(List<String> currencies) {
        int most = currencies.stream().mapToInt(Currencies::digits).max().orElse(0);
        return currencies.stream()
            .mapToLong(code -> BigDecimal.ONE.scaleByPowerOfTen(most - Currencies.digits(code)).longValueExact())
            .toArray();
    }

    /** The magnitude in the common unit; the greatest number there is where it is beyond, which can only make a span smaller. */
    private static long scaled(long amount, long factor) {
        long magnitude = amount == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(amount);
        return magnitude > Long.MAX_VALUE / factor ? Long.MAX_VALUE : magnitude * factor;
    }
}
