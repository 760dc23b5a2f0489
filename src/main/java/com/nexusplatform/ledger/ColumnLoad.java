package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.ProblemException;

/** One loading of columns into memory: dictionaries first, then the rows by two binary COPY streams, each over half of the table. */
final class ColumnLoad {

    private static final int STREAMS = 2;

    private final Dataset dataset;
    private final Mapping mapping;
    private final Set<Field> fields;
    private final Envelope envelope;
    private final DataSource dataSource;
    private final int rows;

    ColumnLoad(Dataset dataset, Envelope envelope, Mapping mapping, Set<Field> fields, DataSource dataSource) {
        this.dataset = dataset;
        this.envelope = envelope;
        this.mapping = mapping;
        this.fields = fields;
        this.dataSource = dataSource;
        rows = Math.toIntExact(dataset.rows());
    }

    /** Bytes that loading needs at most, by the sizes of the columns and of the text blocks. */
    long memoryNeeded() throws SQLException {
        long bytes = 0;
        for (Field field : fields) {
            bytes += (long) rows * (field.type() == Field.Type.MONEY || field.type() == Field.Type.INSTANT ? 8 : 4);
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement("select coalesce(sum(raw_size::bigint), 0),"
                        + " coalesce(sum(entries::bigint), 0) from dataset_text_block"
                        + " where dataset_id = ? and column_no = any (?)")) {
            Integer[] columns = fields.stream()
                .filter(field -> field.type() == Field.Type.TEXT)
                .map(Layout::columnNo)
                .toArray(Integer[]::new);
            query.setObject(1, dataset.id());
            query.setArray(2, connection.createArrayOf("integer", columns));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                // texts; and for each entry its end, two slots of the hash table and its new code
                return bytes + row.getLong(1) + 16 * row.getLong(2);
            }
        }
    }

    /** Loads the columns. */
    ColumnarLedger load() throws SQLException {
        List<Field> order = new ArrayList<>(fields);
        ColumnRows target = new ColumnRows(rows, order);
        Map<Field, GlobalCodes> codes = new EnumMap<>(Field.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(STREAMS,
                Thread.ofPlatform().name("columns-" + dataset.number() + "-", 1).daemon().factory())) {
            List<Field> texts = order.stream().filter(field -> field.type() == Field.Type.TEXT).toList();
            List<GlobalCodes> built = all(threads, texts.stream()
                .<Callable<GlobalCodes>>map(
                        field -> () -> GlobalCodes.read(dataSource, dataset.id(), envelope, Layout.columnNo(field)))
                .toList());
            for (int i = 0; i < texts.size(); i++) {
                codes.put(texts.get(i), built.get(i));
                target.translate(texts.get(i), built.get(i));
            }
            all(threads, streams(order, target));
        }
        target.complete();
        return ledger(target, codes);
    }

    private List<Callable<Boolean>> streams(List<Field> order, ColumnRows target) throws SQLException {
        StringBuilder select = new StringBuilder("copy (select row_no");
        order.forEach(field -> select.append(", ").append(Layout.sqlColumn(field)));
        select.append(" from ").append(RecordTables.name(dataset.number()));
        long blocks = blocks();
        List<Callable<Boolean>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            List<String> bounds = new ArrayList<>();
            if (i > 0) {
                bounds.add("ctid >= '(" + blocks * i / STREAMS + ",0)'");
            }
            if (i < STREAMS - 1) {
                bounds.add("ctid < '(" + blocks * (i + 1) / STREAMS + ",0)'");
            }
            String sql = select + " where " + String.join(" and ", bounds) + ") to stdout (format binary)";
            streams.add(() -> target.read(dataSource, sql));
        }
        return streams;
    }

    private long blocks() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection
                    .prepareStatement("select pg_relation_size('" + RecordTables.name(dataset.number())
                            + "') / current_setting('block_size')::bigint");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private ColumnarLedger ledger(ColumnRows target, Map<Field, GlobalCodes> codes) {
        ColumnarLedger.Builder ledger = ColumnarLedger.builder(rows)
            .zone(ZoneId.of(mapping.timeZone()))
            .currency(mapping.currency());
        for (Field field : fields) {
            switch (field.type()) {
                case MONEY -> ledger.amounts(target.longs(field));
                case INSTANT -> ledger.instants(field, target.longs(field), mapping.timed(field));
                case DATE -> ledger.dates(field, target.ints(field));
                case TEXT -> {
                    GlobalCodes texts = codes.get(field);
                    Dictionary dictionary = texts == null ? new Dictionary.Builder().build() : texts.dictionary();
                    ledger.text(field, target.ints(field), dictionary);
                }
            }
        }
        return ledger.build();
    }

    private static <T> List<T> all(ExecutorService threads, List<Callable<T>> tasks) throws SQLException {
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new SQLException("loading columns was interrupted", stop);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ProblemException refused) {
                throw refused;
            }
            throw failed.getCause() instanceof SQLException known
                    ? known
                    : new SQLException("loading columns failed", failed.getCause());
        }
    }
}
