package com.nexusplatform.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.SampleTransfers;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * Times every procedure of the catalogue over a generated ledger in memory, or transfers, and the hashing of what it says, by the wall and by
 * the CPU of the thread: medians of alternating rounds after two of warming up. Arguments: rows (2,000,000), rounds (5).
 */
public final class ProcedureBench {

    private ProcedureBench() {}

    /** Prints one line for each procedure. */
    public static void main(String[] arguments) {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        ColumnarLedger ledger = SampleLedger.of(rows, 1);
        ColumnarLedger transfers = SampleTransfers.of(rows, 1);
        int size = Catalogue.procedures().size();
        double[][] performing = new double[size][rounds];
        double[][] processing = new double[size][rounds];
        double[][] hashing = new double[size][rounds];
        ThreadMXBean thread = ManagementFactory.getThreadMXBean();
        Outcome[] outcomes = new Outcome[size];
        for (int round = -2; round < rounds; round++) {
            for (int i = 0; i < size; i++) {
                Procedure procedure = Catalogue.procedures().get(i);
                ColumnarLedger suiting = SampleTransfers.suits(procedure.declaration()) ? transfers : ledger;
                Task task = SampleRun.task(procedure, suiting, 1, Watch.NONE);
                long cpu = thread.getCurrentThreadCpuTime();
                long start = System.nanoTime();
                outcomes[i] = procedure.perform(task);
                long middle = System.nanoTime();
                long worked = thread.getCurrentThreadCpuTime();
                OutcomeHash.of(procedure.declaration(), outcomes[i]);
                if (round >= 0) {
                    performing[i][round] = (middle - start) / 1e6;
                    processing[i][round] = (worked - cpu) / 1e6;
                    hashing[i][round] = (thread.getCurrentThreadCpuTime() - worked) / 1e6;
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d rows, %d rounds, medians%n%-8s %9s %9s %12s %8s %10s%n", rows, rounds, "",
                "wall ms", "CPU ms", "hash CPU ms", "alerts", "alert rows");
        for (int i = 0; i < size; i++) {
            System.out.printf(Locale.ROOT, "%-8s %9.1f %9.1f %12.1f %8d %10d%n",
                    Catalogue.procedures().get(i).declaration().code(), median(performing[i]), median(processing[i]),
                    median(hashing[i]),
                    alerts(outcomes[i]), alertRows(outcomes[i]));
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static int alerts(Outcome outcome) {
        return outcome instanceof Outcome.Applicable said ? said.alerts().size() : 0;
    }

    private static long alertRows(Outcome outcome) {
        return outcome instanceof Outcome.Applicable said
                ? said.alerts().stream().mapToLong(alert -> alert.rows().length).sum()
                : 0;
    }
}
