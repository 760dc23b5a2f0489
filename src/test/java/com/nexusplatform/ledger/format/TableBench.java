package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.nexusplatform.columnar.DatasetKind;

/** Prints how many megabytes a second of one processor a file is surveyed, read and parsed at: {@code TableBench FILE [KIND]}. */
final class TableBench {

    private static final int ROUNDS = 5;

    private TableBench() {}

    /** Runs each reading several times and prints the best. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        DatasetKind kind = arguments.length > 1 ? DatasetKind.valueOf(arguments[1]) : DatasetKind.PAYMENTS;
        Limits limits = Tables.LIMITS;
        double megabytes = Files.size(file) / 1e6;
        Mapping mapping = Survey.of(file, file.toString(), kind, RequestedMapping.none(), "USD", limits);
        System.out.println(mapping);
        System.out.printf("survey %.0f MB/s%n", megabytes / best(() -> {
            Survey.of(file, file.toString(), kind, RequestedMapping.none(), "USD", limits);
            return 0;
        }));
        System.out.printf("reader %.0f MB/s%n", megabytes / best(() -> {
            long cells = 0;
            try (TableReader reader = TableReader.open(file, mapping.source(), limits)) {
                while (reader.next()) {
                    cells += reader.cells();
                }
            }
            return cells;
        }));
        System.out.printf("parser %.0f MB/s%n", megabytes / best(() -> {
            long sum = 0;
            long rejects = 0;
            RecordParser parser = new RecordParser(mapping, limits);
            try (TableReader reader = TableReader.open(file, mapping.source(), limits)) {
                while (reader.next()) {
                    if (parser.parse(reader)) {
                        sum += parser.parsed().amount();
                    } else if (rejects++ < 3) {
                        System.out.println(parser.rejection());
                    }
                }
            }
            return sum;
        }));
    }

    /** One reading of the file. */
    private interface Reading {

        long run() throws IOException;
    }

    private static double best(Reading reading) throws IOException {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            long answer = reading.run();
            best = Math.min(best, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9);
            System.out.println("  answer " + answer);
        }
        return best;
    }
}
