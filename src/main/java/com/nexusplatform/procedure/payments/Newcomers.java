package com.nexusplatform.procedure.payments;

import java.util.Map;
import java.util.function.IntUnaryOperator;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;

/**
 * Which vendors are new: opened at most some days before their first payment and not after it, or where no master says when they were opened, first
 * paid more than those days into the ledger. A vendor that does not exist is opened when it is to be paid; one that has always been
 * paid was there before.
 */
final class Newcomers {

    private final int[] dates;
    private final IntUnaryOperator openings;
    private final int days;
    private final int ledgerFrom;

    /** In a ledger, by the day on which the vendor of a row was opened, {@link ColumnarLedger#NO_DATE} where nothing says. */
    Newcomers(ColumnarLedger ledger, IntUnaryOperator openings, int days) {
        dates = RowDays.of(ledger);
        this.openings = openings;
        this.days = days;
        int[] all = new int[dates.length];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        ledgerFrom = earliest(all);
    }

    /** How the payments of one vendor began. */
    Start of(int[] payments) {
        int opened = openings.applyAsInt(payments[0]);
        int paid = earliest(payments);
        boolean isNew = paid != ColumnarLedger.NO_DATE && (opened == ColumnarLedger.NO_DATE
                ? (long) paid - ledgerFrom > days
                : paid >= opened && (long) paid - opened <= days);
        return new Start(opened, paid, ledgerFrom, isNew);
    }

    private int earliest(int[] rows) {
        int earliest = ColumnarLedger.NO_DATE;
        for (int row : rows) {
            int day = dates.length == 0 ? ColumnarLedger.NO_DATE : dates[row];
            if (day != ColumnarLedger.NO_DATE && (earliest == ColumnarLedger.NO_DATE || day < earliest)) {
                earliest = day;
            }
        }
        return earliest;
    }

    /**
     * How the payments of one vendor began.
     *
     * @param opened     day on which it was opened
     * @param paid       day of its first payment
     * @param ledgerFrom first day of the ledger
     * @param isNew      whether it was a new vendor then
     */
    record Start(int opened, int paid, int ledgerFrom, boolean isNew) {

        /** The days by name. */
        Map<String, Object> figures() {
            return Figures.of("vendorOpenedOn", RowDays.text(opened), "firstPaidOn", RowDays.text(paid), "ledgerFrom",
                    RowDays.text(ledgerFrom), "newVendor", isNew);
        }
    }
}
