package com.nexusplatform.bench;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** The tables of {@link DuckDbReference} as the columns that procedures work on, row by row the same. */
final class TableColumns {

    private static final Map<Field, String> TEXTS = new LinkedHashMap<>(Map.of(Field.DOCUMENT_NO, "ref", Field.ACCOUNT,
            "account", Field.COUNTER_ACCOUNT, "counter_account", Field.COUNTERPARTY_ID, "counterparty", Field.CURRENCY,
            "currency", Field.TYPE, "channel", Field.DESCRIPTION, "narrative", Field.CREATED_BY, "created_by",
            Field.APPROVED_BY, "approved_by"));

    private TableColumns() {}

    /** The transactions. */
    static ColumnarLedger ledger(Statement statement) throws SQLException {
        int rows = rows(statement, "t");
        ColumnarLedger.Builder ledger = ColumnarLedger.builder(rows)
            .currency("EUR")
            .amounts(longs(statement, "cents", "t", rows))
            .instants(Field.POSTED_AT, longs(statement, "epoch_us(posted_at)", "t", rows), true)
            .dates(Field.EFFECTIVE_ON, days(statement, "value_date", "t", rows));
        for (Map.Entry<Field, String> text : TEXTS.entrySet()) {
            text(statement, ledger, text.getKey(), text.getValue(), "t", rows);
        }
        return ledger.build();
    }

    /** A master. */
    static ColumnarLedger master(Statement statement, String table, String id) throws SQLException {
        int rows = rows(statement, table);
        ColumnarLedger.Builder ledger = ColumnarLedger.builder(rows)
            .dates(Field.OPENED_ON, days(statement, "opened", table, rows));
        text(statement, ledger, Field.COUNTERPARTY_ID, id, table, rows);
        text(statement, ledger, Field.NAME, "name", table, rows);
        text(statement, ledger, Field.BANK_ACCOUNT, "iban", table, rows);
        text(statement, ledger, Field.PHONE, "phone", table, rows);
        text(statement, ledger, Field.ADDRESS, "address", table, rows);
        text(statement, ledger, Field.STATUS, "status", table, rows);
        return ledger.build();
    }

    private static int rows(Statement statement, String table) throws SQLException {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            return count.getInt(1);
        }
    }

    private static long[] longs(Statement statement, String expression, String table, int rows) throws SQLException {
        long[] values = new long[rows];
        try (ResultSet row = statement.executeQuery("select " + expression + " from " + table + " order by rowid")) {
            for (int i = 0; i < rows; i++) {
                row.next();
                values[i] = row.getLong(1);
            }
        }
        return values;
    }

    private static int[] days(Statement statement, String column, String table, int rows) throws SQLException {
        long[] days = longs(statement, "date_diff('day', date '1970-01-01', " + column + ')', table, rows);
        int[] narrow = new int[rows];
        for (int i = 0; i < rows; i++) {
            narrow[i] = (int) days[i];
        }
        return narrow;
    }

    private static void text(Statement statement, ColumnarLedger.Builder ledger, Field field, String column,
            String table,
            int rows) throws SQLException {
        Dictionary.Builder texts = new Dictionary.Builder();
        int[] codes = new int[rows];
        try (ResultSet row = statement.executeQuery("select " + column + " from " + table + " order by rowid")) {
            for (int i = 0; i < rows; i++) {
                row.next();
                codes[i] = texts.add(row.getString(1));
            }
        }
        ledger.text(field, codes, texts.build());
    }
}
