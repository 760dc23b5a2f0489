package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * The days of equal payments, as far as they are dated.
 *
 * @param dated     payments with a date
 * @param different different days
 * @param leastGap  fewest days between two of these; 0 where there are not two
 */
record PaymentDays(int dated, int different, int leastGap) {

    /** Days of the payments in some rows. */
    static PaymentDays of(Payments payments, int... rows) {
        int[] dates = Arrays.stream(rows).map(payments::day).filter(day -> day != ColumnarLedger.NO_DATE).toArray();
        int[] days = Arrays.stream(dates).sorted().distinct().toArray();
        int leastGap = days.length < 2 ? 0 : Integer.MAX_VALUE;
        for (int i = 1; i < days.length; i++) {
            leastGap = Math.min(leastGap, days[i] - days[i - 1]);
        }
        return new PaymentDays(dates.length, days.length, leastGap);
    }

    /** Whether the payments recur: so many or more, and each so many days or more from the next, so that no day has two. */
    boolean recurring(int payments, int apart) {
        return different == dated && dated >= payments && leastGap >= apart;
    }

    /** The figures by name. */
    Map<String, Object> figures() {
        return Figures.of("datedPayments", dated, "days", different, "leastGap", leastGap);
    }
}
