package com.nexusplatform.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * Times every procedure of the catalogue on one thread beside DuckDB's SQL for the same question on one and on all, alternately
 * and over the same rows. Arguments: file of {@link GeneratedTransactions}, written whole; rounds (3); codes (all). Prints medians
 * in milliseconds, the ratio of the processors' time to that of SQL on one thread, the ratio by the clock to SQL on all, and marks
 * what is slower. Ends with 1 when a procedure is slower than SQL on one thread, says that it does not apply, or when the ledger's
 * columns need too much memory.
 */
final class CatalogueBench {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final Statement statement;
    private final int rounds;
    private int broken;

    private CatalogueBench(Statement statement, int rounds) {
        this.statement = statement;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws SQLException {
        int broken;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            DuckDbReference.load(statement, arguments[0]);
            System.out.printf(Locale.ROOT, "DuckDB loaded its tables in %d ms%n",
                    (System.nanoTime() - start) / 1_000_000);
            CatalogueBench bench = new CatalogueBench(statement,
                    arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3);
            bench.measure(arguments.length > 2 ? arguments[2] : "");
            broken = bench.broken;
        }
        System.exit(broken > 0 ? 1 : 0);
    }

    /** All procedures whose code stands in a list; an empty one names all. */
    private void measure(String codes) throws SQLException {
        ColumnarLedger ledger = TableColumns.ledger(statement);
        Map<DatasetKind, ColumnarLedger> masters = Map.of(DatasetKind.VENDORS,
                TableColumns.master(statement, "vendors", "vendor_id"), DatasetKind.EMPLOYEES,
                TableColumns.master(statement, "employees", "employee_id"));
        RowMemory memory = RowMemory.of(ledger);
        broken += memory.isTooMuch() ? 1 : 0;
        System.out.println(memory);
        System.out.printf(Locale.ROOT, "%-9s %7s %9s %9s | %9s %9s %9s | %6s %6s%n", "procedure", "alerts", "wall",
                "CPU", "SQL 1", "CPU", "SQL all", "CPU/1", "/all");
        for (Procedure procedure : Catalogue.procedures()) {
            if (codes.isEmpty() || codes.contains(procedure.declaration().code())) {
                measure(procedure, ledger, masters);
            }
        }
    }

    private void measure(Procedure procedure, ColumnarLedger ledger, Map<DatasetKind, ColumnarLedger> masters)
            throws SQLException {
        String code = procedure.declaration().code();
        String sql = DuckDbReference.questions().get(code);
        Task task = task(procedure, ledger, masters);
        Outcome outcome = procedure.perform(task);
        procedure.perform(task);
        double[][] times = new double[5][rounds];
        for (int round = 0; round < rounds; round++) {
            long processed = THREAD.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            procedure.perform(task);
            times[0][round] = (System.nanoTime() - start) / 1e6;
            times[1][round] = (THREAD.getCurrentThreadCpuTime() - processed) / 1e6;
            if (sql != null) {
                statement.execute("set threads = 1");
                processed = THREAD.getCurrentThreadCpuTime();
                times[2][round] = ask(sql);
                times[3][round] = (THREAD.getCurrentThreadCpuTime() - processed) / 1e6;
                statement.execute("reset threads");
                times[4][round] = ask(sql);
            }
        }
        print(code, outcome, Arrays.stream(times).mapToDouble(CatalogueBench::median).toArray(), sql != null);
    }

    private static Task task(Procedure procedure, ColumnarLedger ledger, Map<DatasetKind, ColumnarLedger> masters) {
        Map<DatasetKind, ColumnarLedger> read = new HashMap<>(masters);
        read.keySet().retainAll(procedure.declaration().masters().keySet());
        return new Task(ledger, read, SampleRun.parameters(procedure.declaration()), 1, Watch.NONE);
    }

    private void print(String code, Outcome outcome, double[] times, boolean asked) {
        String alerts = "n/a";
        if (outcome instanceof Outcome.Applicable said) {
            alerts = String.valueOf(said.alerts().size());
        } else {
            broken++;
        }
        System.out.printf(Locale.ROOT, "%-9s %7s %9.1f %9.1f", code, alerts, times[0], times[1]);
        if (asked) {
            double one = times[1] / times[3];
            double all = times[0] / times[4];
            broken += one > 1 ? 1 : 0;
            System.out.printf(Locale.ROOT, " | %9.1f %9.1f %9.1f | %6.2f %6.2f%s", times[2], times[3], times[4], one,
                    all, one > 1 ? "  SLOWER" : all > 1 ? "  slower than all threads" : "");
        }
        System.out.println();
    }

    private double ask(String sql) throws SQLException {
        long start = System.nanoTime();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double... values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }
}
