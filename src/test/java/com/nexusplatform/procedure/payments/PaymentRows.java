package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** Ledgers of payments, written {@code counterparty|document|amount|date} a row; the date may be empty. */
final class PaymentRows {

    private PaymentRows() {}

    static ColumnarLedger ledger(String... rows) {
        return columns(rows).build();
    }

    /** The ledger, with columns to be added. */
    static ColumnarLedger.Builder columns(String... rows) {
        String[][] parts = Arrays.stream(rows).map(row -> row.split("\\|", -1)).toArray(String[][]::new);
        return ColumnarLedger.builder(rows.length)
            .currency("USD")
            .text(Field.COUNTERPARTY_ID, column(parts, 0))
            .text(Field.DOCUMENT_NO, column(parts, 1))
            .amounts(Arrays.stream(parts)
                .mapToLong(part -> new BigDecimal(part[2]).movePointRight(2).longValueExact())
                .toArray())
            .days(Field.POSTED_AT,
                    Arrays.stream(parts)
                        .map(part -> part[3].isEmpty() ? null : LocalDate.parse(part[3]))
                        .toArray(LocalDate[]::new));
    }

    private static String[] column(String[][] parts, int place) {
        return Arrays.stream(parts).map(part -> part[place]).toArray(String[]::new);
    }
}
