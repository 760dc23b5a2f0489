package com.nexusplatform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;

/** The tables of rows, read for people. */
@Repository
class RecordRepository {

    private final JdbcClient jdbc;
    private final TextBlocks texts;

    RecordRepository(JdbcClient jdbc, TextBlocks texts) {
        this.jdbc = jdbc;
        this.texts = texts;
    }

    /** Records in the order of their numbers, from after a number. */
    List<RecordView> after(Dataset dataset, Mapping mapping, long after, int limit) {
        Layout layout = Layout.of(mapping);
        return jdbc
            .sql(select(dataset, layout) + " where dataset = :dataset and row_no > :after order by row_no limit :limit")
            .param("dataset", dataset.number())
            .param("after", (int) Math.min(after, Integer.MAX_VALUE))
            .param("limit", limit)
            .query((row, n) -> view(row, dataset, mapping, layout))
            .list();
    }

    /** The records of those numbers in the order given; numbers that do not exist are left out. */
    List<RecordView> ofNumbers(Dataset dataset, Mapping mapping, int[] rowNos) {
        Layout layout = Layout.of(mapping);
        Map<Integer, RecordView> found = new HashMap<>();
        jdbc.sql(select(dataset, layout) + " where dataset = :dataset and row_no = any (:rowNos) order by row_no")
            .param("dataset", dataset.number())
            .param("rowNos", rowNos)
            .query((row, n) -> view(row, dataset, mapping, layout))
            .list()
            .forEach(record -> found.put(record.rowNo(), record));
        List<RecordView> ordered = new ArrayList<>();
        for (int rowNo : rowNos) {
            RecordView record = found.get(rowNo);
            if (record != null) {
                ordered.add(record);
            }
        }
        return ordered;
    }

    private static String select(Dataset dataset, Layout layout) {
        return "select " + String.join(", ", layout.sqlColumns()) + " from " + RecordTables.name(dataset.number());
    }

    private RecordView view(ResultSet row, Dataset dataset, Mapping mapping, Layout layout) throws SQLException {
        int rowNo = row.getInt("row_no");
        Map<String, Object> fields = new LinkedHashMap<>();
        String currency = mapping.currency();
        if (layout.fields().contains(Field.CURRENCY)) {
            String own = text(row, Field.CURRENCY, rowNo, dataset);
            currency = own == null ? currency : own;
        }
        for (Field field : layout.fields()) {
            Object value = value(row, field, rowNo, dataset, mapping, currency);
            if (value != null) {
                fields.put(field.label(), value);
            }
        }
        Map<String, String> source = new LinkedHashMap<>();
        if (!layout.source().isEmpty()) {
            Object[] codes = (Object[]) row.getArray("source").getArray();
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != null) {
                    int code = ((Number) codes[i]).intValue();
                    source.put(layout.source().get(i),
                            texts.text(dataset.id(), Layout.FIRST_SOURCE_COLUMN + i, rowNo, code));
                }
            }
        }
        return new RecordView(rowNo, row.getLong("line"), fields, source);
    }

    private @Nullable Object value(ResultSet row, Field field, int rowNo, Dataset dataset, Mapping mapping,
            String currency)
            throws SQLException {
        String column = Layout.sqlColumn(field);
        return switch (field.type()) {
            case MONEY -> Currencies.decimal(row.getLong(column), currency).toPlainString();
            case INSTANT -> instant(row.getObject(column, OffsetDateTime.class), mapping.timed(field));
            case DATE -> date(row.getObject(column, LocalDate.class));
            case TEXT -> text(row, field, rowNo, dataset);
        };
    }

    private @Nullable String text(ResultSet row, Field field, int rowNo, Dataset dataset) throws SQLException {
        int code = row.getInt(Layout.sqlColumn(field));
        return row.wasNull() ? null : texts.text(dataset.id(), Layout.columnNo(field), rowNo, code);
    }

    private static @Nullable String instant(@Nullable OffsetDateTime at, boolean timed) {
        if (at == null) {
            return null;
        }
        return timed ? at.toInstant().toString() : LocalDate.ofInstant(at.toInstant(), ZoneOffset.UTC).toString();
    }

    private static @Nullable String date(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
