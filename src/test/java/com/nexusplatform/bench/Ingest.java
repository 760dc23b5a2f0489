package com.nexusplatform.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

import com.sun.management.OperatingSystemMXBean;
import org.postgresql.PGConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import com.nexusplatform.NexusApplication;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.examination.Duty;
import com.nexusplatform.ledger.Dataset;
import com.nexusplatform.ledger.DatasetStatus;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.ledger.Uploads;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/**
 * Times the loading of a CSV of transactions beside PostgreSQL's own {@code \copy}, alternately: {@code FILE ROWS REPEATS}.
 * Runs the service over its embedded PostgreSQL with durable settings. Three ways are compared: (text) the file as it is into a
 * typed table with a primary key; (codes) the rows as NEXUS keeps them, exported as CSV, into a table of the same shape with
 * the same primary key; (nexus) the load of the service: reading, checking, hashing, profiling and keeping.
 */
final class Ingest {

    private static final String MAPPING = """
            {"fields":{"documentNo":"ref","account":"account","counterpartyId":"counterparty","amount":"amount",
            "currency":"currency","postedAt":"posted_at","type":"channel","description":"narrative"},"decimalMark":".",
            "datePattern":"yyyy-MM-dd'T'HH:mm:ssX","timeZone":"UTC","currency":"USD"}""";

    private final ConfigurableApplicationContext service;
    private final DataSource dataSource;
    private final Path file;
    private final long rows;

    private Ingest(ConfigurableApplicationContext service, Path file, long rows) {
        this.service = service;
        this.dataSource = service.getBean(DataSource.class);
        this.file = file;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        SpringApplication application = new SpringApplication(NexusApplication.class);
        String[] settings = {"--server.port=0", "--logging.structured.format.console=", "--logging.level.root=warn",
                "--nexus.local.data-directory=target/bench", "--spring.main.log-startup-info=false"};
        try (ConfigurableApplicationContext service = application.run(settings)) {
            new Ingest(service, Path.of(arguments[0]), Long.parseLong(arguments[1]))
                .run(Integer.parseInt(arguments[2]));
        }
        System.exit(0); // whatever threads may be left
    }

    private void run(int repeats) throws Exception {
        UUID examination = examination();
        Actor lead = lead();
        Map<String, double[]> seconds = new LinkedHashMap<>();
        Dataset last = load(examination, lead, "warm", 0, new LinkedHashMap<>());
        Path codes = export(last);
        System.out.printf(Locale.ROOT, "%-8s %8s %10s %9s %9s%n", "way", "wall s", "rows/s", "JVM s", "server s");
        for (int repeat = 0; repeat < repeats; repeat++) {
            copy("text", file, TEXT_TABLE, repeat, seconds, repeats);
            copy("codes", codes, "create table bench_codes (like record including all)", repeat, seconds, repeats);
            seconds.computeIfAbsent("nexus", way -> new double[repeats]);
            last = load(examination, lead, "nexus", repeat, seconds);
        }
        double nexus = median(seconds.get("nexus"));
        System.out.printf(Locale.ROOT, "ratio to copy of the text %.2f, to copy of the codes %.2f%n",
                median(seconds.get("text")) / nexus, median(seconds.get("codes")) / nexus);
        System.out.printf(Locale.ROOT, "heap: %d MB after the loads, %d MB are the most it can be%n", usedHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        columns(last, repeats);
    }

    private Dataset load(UUID examination, Actor lead, String way, int repeat, Map<String, double[]> seconds)
            throws Exception {
        Usage before = Usage.now();
        Dataset dataset = service.getBean(Uploads.class)
            .receive(examination, file, "transactions.csv", DatasetKind.TRANSFERS, RequestedMapping.parse(MAPPING),
                    null, lead);
        before.print("(upload)", rows);
        Usage start = Usage.now();
        Datasets datasets = service.getBean(Datasets.class);
        while (dataset.status() == DatasetStatus.RECEIVED || dataset.status() == DatasetStatus.LOADING) {
            LockSupport.parkNanos(10_000_000);
            dataset = datasets.show(dataset.id(), lead);
        }
        double wall = start.print(way, rows);
        if (dataset.status() != DatasetStatus.LOADED || dataset.rows() != rows) {
            throw new IllegalStateException(dataset.status() + " " + dataset.rows() + " " + dataset.problem());
        }
        double[] times = seconds.get(way);
        if (times != null) {
            times[repeat] = wall;
        }
        return dataset;
    }

    private static final String TEXT_TABLE = """
            create table bench_text (ref text primary key, account text, counterparty text, direction text, amount numeric(18, 2),
                currency text, posted_at timestamp with time zone, channel text, country text, narrative text)""";

    private void copy(String way, Path csv, String table, int repeat, Map<String, double[]> seconds, int repeats)
            throws Exception {
        String name = "bench_" + way;
        execute("drop table if exists " + name);
        execute(table);
        execute("checkpoint");
        Usage start = Usage.now();
        try (Connection connection = dataSource.getConnection(); InputStream in = Files.newInputStream(csv)) {
            long copied = connection.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + name + " from stdin (format csv, header)", in, 1 << 16);
            if (copied != rows) {
                throw new IllegalStateException(copied + " rows copied");
            }
        }
        seconds.computeIfAbsent(way, _ -> new double[repeats])[repeat] = start.print(way, rows);
        execute("drop table " + name);
    }

    private Path export(Dataset dataset) throws Exception {
        Path codes = Files.createTempFile("nexus-bench-", ".csv");
        codes.toFile().deleteOnExit();
        try (Connection connection = dataSource.getConnection(); OutputStream out = Files.newOutputStream(codes)) {
            connection.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select * from record where dataset = " + dataset.number() + " order by row_no)"
                        + " to stdout (format csv, header)", out);
        }
        return codes;
    }

    private void columns(Dataset dataset, int repeats) throws Exception {
        LedgerReader reader = service.getBean(LedgerReader.class);
        for (int repeat = 0; repeat < repeats; repeat++) {
            Usage start = Usage.now();
            long memory = reader.columns(dataset.id(), Set.of(Field.values())).memory();
            start.print("columns", rows);
            System.out.printf(Locale.ROOT, "         %d bytes a row%n", memory / rows);
        }
        Usage start = Usage.now();
        try (Connection connection = dataSource.getConnection()) {
            connection.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select row_no, amount, posted_at, currency,"
                        + " document_no, account, counterparty_id, description, type from record_" + dataset.number()
                        + ") to stdout (format binary)", OutputStream.nullOutputStream());
        }
        start.print("copy out", rows);
    }

    private UUID examination() throws SQLException {
        UUID id = UUID.randomUUID();
        execute("insert into examination (id, version, title, institution, period_start, period_end, currency, status, created_at,"
                + " created_by) select '" + id
                + "', 0, 'Bench', 'Bench', '2025-01-01', '2025-12-31', 'USD', 'PLANNED', now(), id"
                + " from app_user where username = 'lead'");
        execute("insert into examination_preparer (examination_id, user_id) select '" + id
                + "', id from app_user where username = 'lead'");
        execute("insert into examination_member (examination_id, user_id, username, display_name, duty) select '" + id
                + "', id, username, username, '" + Duty.LEAD
                + "' from app_user where username = 'lead'");
        return id;
    }

    private Actor lead() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select id from app_user where username = 'lead'")) {
            row.next();
            return new Actor(row.getObject(1, UUID.class), "lead", Set.of(Role.LEAD_EXAMINER));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long usedHeap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Wall and CPU seconds at one moment. */
    private record Usage(long nanos, double jvm, double server) {

        static Usage now() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Usage(System.nanoTime(), system.getProcessCpuTime() / 1e9, serverCpu());
        }

        double print(String way, long rows) {
            Usage end = now();
            double wall = (end.nanos - nanos) / 1e9;
            System.out.printf(Locale.ROOT, "%-8s %8.2f %10.0f %9.2f %9.2f%n", way, wall, rows / wall, end.jvm - jvm,
                    end.server - server);
            return wall;
        }

        /** CPU of all processes that this one started, living or reaped. */
        private static double serverCpu() {
            return ProcessHandle.current().descendants().mapToDouble(Usage::cpu).sum();
        }

        private static double cpu(ProcessHandle process) {
            try {
                String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
                String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                return (Long.parseLong(parts[11]) + Long.parseLong(parts[12]) + Long.parseLong(parts[13])
                        + Long.parseLong(parts[14])) / 100.0;
            } catch (IOException gone) {
                return 0;
            }
        }
    }
}
