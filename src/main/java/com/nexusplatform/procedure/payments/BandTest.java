package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.grouping.BinomialTail;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Whether more amounts lie below a limit than a share of those about it.
 *
 * @param below    rows in the lower band
 * @param both     rows in both bands
 * @param expected share that the lower band would have
 */
record BandTest(int below, int both, BigDecimal expected) {

    /** Most rows that an alert names. */
    static final int ROWS_AN_ALERT = 1_000;

    /** Exact probability of so many in the lower band or more, to four significant digits. */
    BigDecimal probability() {
        return expected.compareTo(BigDecimal.ONE) >= 0
                ? BigDecimal.ONE
                : Figures.fourDigits(BinomialTail.of(below, both, expected.doubleValue()));
    }

    /** Share of the lower band, to four significant digits. */
    BigDecimal share() {
        return Figures.share(below, both);
    }

    /** Whether the share of the lower band is less than a limit, exactly. */
    boolean lessThan(BigDecimal leastShare) {
        return BigDecimal.valueOf(below).compareTo(leastShare.multiply(BigDecimal.valueOf(both))) < 0;
    }

    /** Row numbers of the largest of these rows, ascending; of equal amounts the earlier row. */
    static int[] nearest(ColumnarLedger ledger, int[] rows) {
        if (rows.length <= ROWS_AN_ALERT) {
            return ExactDuplicates.rowNumbers(rows);
        }
        long[] amounts = ledger.amounts();
        return Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingLong((Integer row) -> -amounts[row]).thenComparing(Comparator.naturalOrder()))
            .limit(ROWS_AN_ALERT)
            .mapToInt(row -> row + 1)
            .sorted()
            .toArray();
    }
}
