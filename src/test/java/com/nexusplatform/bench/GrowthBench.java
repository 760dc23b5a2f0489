package com.nexusplatform.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.SampleTransfers;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * How time and memory of every procedure grow with the rows. Arguments: numbers of rows, ascending (100000 1000000 10000000).
 * Prints for each number seconds by the clock and of the thread, how these grew beside n log n, and up to {@link #MANY_ROWS} the
 * peak of live memory beyond the ledger in bytes a row. Ends with 1 where a step grows more than {@link #ALLOWANCE} times as much
 * as n log n, the room that caches need which the smaller ledger fits and the larger does not; or where the columns without
 * their dictionaries need too much memory.
 */
final class GrowthBench {

    private static final double ALLOWANCE = 2.5;
    private static final double LEAST_SECONDS = 0.005;
    private static final int ROUNDS = 3;
    private static final int MANY_ROWS = 1_000_000;

    private final Map<String, List<Measure>> measures = new LinkedHashMap<>();
    private int broken;

    private GrowthBench() {}

    /** One procedure over one ledger. */
    private record Measure(int rows, double wall, double processed, double bytes) {

        /** How many times as much more it takes than n log n would beside fewer rows. */
        double ratio(Measure fewer) {
            return Math.max(processed, LEAST_SECONDS) / Math.max(fewer.processed, LEAST_SECONDS)
                    * logarithmic(fewer.rows) / logarithmic(rows);
        }
    }

    public static void main(String[] arguments) {
        int[] sizes = arguments.length > 0
                ? Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray()
                : new int[]{100_000, 1_000_000, 10_000_000};
        GrowthBench bench = new GrowthBench();
        System.out.printf(Locale.ROOT, "heap of %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
        for (int rows : sizes) {
            bench.measure(SampleLedger.of(rows, 1), false);
            bench.measure(SampleTransfers.of(rows, 1), true);
        }
        bench.print();
        System.exit(bench.broken > 0 ? 1 : 0);
    }

    private void measure(ColumnarLedger ledger, boolean transfers) {
        RowMemory memory = RowMemory.of(ledger);
        broken += memory.isTooMuch() ? 1 : 0;
        System.out.printf(Locale.ROOT, "%d %s: %s%n", ledger.rows(), transfers ? "transfers" : "payments", memory);
        for (Procedure procedure : Catalogue.procedures()) {
            if (SampleTransfers.suits(procedure.declaration()) == transfers) {
                measures.computeIfAbsent(procedure.declaration().code(), code -> new ArrayList<>())
                    .add(measure(procedure, ledger));
            }
        }
    }

    private static Measure measure(Procedure procedure, ColumnarLedger ledger) {
        Task task = SampleRun.task(procedure, ledger, 1, Watch.NONE);
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        int rounds = ledger.rows() > MANY_ROWS ? 1 : ROUNDS;
        double[] wall = new double[rounds];
        double[] processed = new double[rounds];
        for (int round = -warming(ledger.rows()); round < rounds; round++) {
            long cpu = thread.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            procedure.perform(task);
            if (round >= 0) {
                wall[round] = (System.nanoTime() - start) / 1e9;
                processed[round] = (thread.getCurrentThreadCpuTime() - cpu) / 1e9;
            }
        }
        Arrays.sort(wall);
        Arrays.sort(processed);
        double bytes = ledger.rows() > MANY_ROWS
                ? -1
                : (double) PeakMemory.of(() -> procedure.perform(task), wall[rounds / 2]) / ledger.rows();
        return new Measure(ledger.rows(), wall[rounds / 2], processed[rounds / 2], bytes);
    }

    /** Rounds before the first that counts: a few rows take many until the compiler has done with them. */
    private static int warming(int rows) {
        return rows > MANY_ROWS ? 1 : Math.max(2, MANY_ROWS / rows);
    }

    private void print() {
        List<Measure> sizes = measures.values().iterator().next();
        System.out.printf("%n%-9s", "");
        sizes.forEach(size -> System.out.printf(Locale.ROOT, " %,27d rows", size.rows));
        System.out.printf("%n%-9s", "procedure");
        sizes.forEach(size -> System.out.printf(" %8s %8s %5s %7s", "wall s", "CPU s", "ratio", "bytes"));
        System.out.println("  verdict");
        measures.forEach((code, measured) -> {
            System.out.printf("%-9s", code);
            boolean worse = false;
            for (int i = 0; i < measured.size(); i++) {
                Measure at = measured.get(i);
                Measure before = measured.get(Math.max(0, i - 1));
                System.out.printf(Locale.ROOT, " %8.3f %8.3f %5s %7s", at.wall, at.processed,
                        i == 0 ? "" : String.format(Locale.ROOT, "%.2f", at.ratio(before)),
                        at.bytes < 0 ? "" : String.format(Locale.ROOT, "%.1f", at.bytes));
                worse |= i > 0 && at.ratio(before) > ALLOWANCE;
            }
            broken += worse ? 1 : 0;
            System.out.println(worse ? "  WORSE THAN n log n" : "");
        });
        System.out.printf(Locale.ROOT, "ratio: of the growth in CPU seconds to that of n log n, at most %.1f%n",
                ALLOWANCE);
    }

    private static double logarithmic(int rows) {
        return rows * Math.log(rows);
    }
}
