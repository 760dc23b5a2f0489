package com.nexusplatform.procedure.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.PlantedLedger;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.SampleRun;
import com.nexusplatform.procedure.SampleTransfers;
import com.nexusplatform.procedure.Watch;

/** Hashes of what every procedure says of two generated datasets: as they are, and with something planted for each procedure. */
final class RecordedHashes {

    private static final int ROWS = 3_000;
    private static final int SEED = 4_242;
    private static final Map<String, Map<String, ?>> FURTHER = Map.of("DIG-1", Map.of("subset", "createdBy"), "DIG-3",
            Map.of("subset", "createdBy"), "LED-3", Map.of("calendar", "US"));

    private final ColumnarLedger planted = PlantedLedger.of(ROWS, 1);
    private final ColumnarLedger transfers = SampleTransfers.of(ROWS, 1);

    /** Prints the lines, for another virtual machine to compare. */
    public static void main(String[] arguments) {
        new RecordedHashes().lines().forEach(System.out::println);
    }

    /** One line for each procedure and dataset, in the order of the catalogue, performed one after the other. */
    List<String> lines() {
        return Catalogue.procedures().stream().map(this::line).toList();
    }

    /** The same lines from so many threads, all over the same columns. */
    List<String> lines(int threads) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<String>> underWay = new ArrayList<>();
            Catalogue.procedures().forEach(procedure -> underWay.add(pool.submit(() -> line(procedure))));
            List<String> lines = new ArrayList<>();
            for (Future<String> each : underWay) {
                lines.add(each.get());
            }
            return lines;
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What a procedure says of the dataset with something planted. */
    Outcome planted(Procedure procedure) {
        return procedure.perform(SampleRun.task(procedure, ledger(procedure),
                FURTHER.getOrDefault(procedure.declaration().code(), Map.of()), SEED, Watch.NONE));
    }

    /** The dataset with something planted that suits a procedure. */
    ColumnarLedger ledger(Procedure procedure) {
        return SampleTransfers.suits(procedure.declaration()) ? transfers : planted;
    }

    private String line(Procedure procedure) {
        return procedure.declaration().reference() + " "
                + OutcomeHash.of(procedure.declaration(), SampleRun.perform(procedure, ROWS, 1)) + " "
                + OutcomeHash.of(procedure.declaration(), planted(procedure));
    }
}
