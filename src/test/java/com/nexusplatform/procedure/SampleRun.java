package com.nexusplatform.procedure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;

/** What the procedures of the catalogue are given beside a sample ledger: parameters without a default, and second datasets. */
public final class SampleRun {

    private static final Map<String, Map<String, ?>> PARAMETERS = Map.of("PAY-3", limits("1000", "5000"), "PAY-4",
            limits("1000", "5000"), "SMP-1", Map.of("tolerableMisstatement", "200000"));

    private SampleRun() {}

    /** What the procedure says of the sample ledger of so many rows that suits it. */
    public static Outcome perform(Procedure procedure, int rows, long seed) {
        return procedure.perform(task(procedure, SampleTransfers.suiting(procedure.declaration(), rows, seed), 4_242,
                Watch.NONE));
    }

    /** The task of a procedure over a sample ledger. */
    public static Task task(Procedure procedure, ColumnarLedger ledger, long seed, Watch watch) {
        return task(procedure, ledger, Map.of(), seed, watch);
    }

    /** The parameters of a procedure over generated data: defaults, and values where there are none. */
    public static Parameters parameters(Declaration declaration) {
        return Parameters.of(declaration, PARAMETERS.getOrDefault(declaration.code(), Map.of()));
    }

    /** The task with further parameters. */
    public static Task task(Procedure procedure, ColumnarLedger ledger, Map<String, ?> further, long seed,
            Watch watch) {
        Declaration declaration = procedure.declaration();
        Map<String, Object> parameters = new HashMap<>(PARAMETERS.getOrDefault(declaration.code(), Map.of()));
        parameters.putAll(further);
        return new Task(ledger, declaration.masters().isEmpty() ? Map.of() : masters(ledger),
                Parameters.of(declaration, parameters), seed, watch);
    }

    private static Map<DatasetKind, ColumnarLedger> masters(ColumnarLedger ledger) {
        return Map.of(DatasetKind.VENDORS, SampleMasters.vendors(ledger), DatasetKind.EMPLOYEES,
                SampleMasters.employees(ledger));
    }

    private static Map<String, ?> limits(String... limits) {
        return Map.of("limits", List.of(limits));
    }
}
