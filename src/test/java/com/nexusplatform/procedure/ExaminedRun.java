package com.nexusplatform.procedure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;

/** A procedure over a generated ledger in which it finds something, to be performed again over the ledger in other forms. */
public final class ExaminedRun {

    private static final int ROWS = 20_000;
    private static final int TRANSFERS = 4_000;
    private static final long SEED = 4_242;
    private static final List<String> SUBSETS = List.of("createdBy", "account", "counterparty", "type");
    private static final ColumnarLedger LEDGER = ExaminedLedger.of(ROWS, 3);
    private static final ColumnarLedger MOVED = SampleTransfers.of(TRANSFERS, 3);

    private final Procedure procedure;
    private final ColumnarLedger ledger;
    private final Map<DatasetKind, ColumnarLedger> masters;
    private final Map<String, Object> parameters;

    private ExaminedRun(Procedure procedure, String subset) {
        this(procedure);
        parameters.put("subset", subset);
    }

    private ExaminedRun(Procedure procedure) {
        this.procedure = procedure;
        ledger = SampleTransfers.suits(procedure.declaration()) ? MOVED : LEDGER;
        Task sample = SampleRun.task(procedure, ledger, SEED, Watch.NONE);
        masters = sample.masters();
        parameters = new HashMap<>(sample.parameters().values());
        parameters.replace("maximumAlerts", 100_000);
        if (List.of("DIG-1", "DIG-3").contains(procedure.declaration().code())) {
            parameters.put("subset", "createdBy"); // of the whole they select nothing
        }
    }

    /** The usual run of a procedure. */
    public static ExaminedRun of(Procedure procedure) {
        return new ExaminedRun(procedure);
    }

    /** The usual run, and one by each column that can make subsets where the procedure can. */
    public static List<ExaminedRun> forms(Procedure procedure) {
        List<ExaminedRun> forms = new ArrayList<>(List.of(of(procedure)));
        if (procedure.declaration().parameters().stream().anyMatch(parameter -> parameter.name().equals("subset"))) {
            SUBSETS.forEach(subset -> forms.add(new ExaminedRun(procedure, subset)));
        }
        return forms;
    }

    /** Whether it runs by subset, unlike the usual run. */
    public boolean bySubset() {
        return parameters.get("subset") instanceof String subset && SUBSETS.contains(subset);
    }

    /** The ledger as it is. */
    public ColumnarLedger ledger() {
        return ledger;
    }

    /** Its second datasets. */
    public Map<DatasetKind, ColumnarLedger> masters() {
        return masters;
    }

    /** What the procedure says of the ledger. */
    public Outcome.Applicable said() {
        return (Outcome.Applicable) said(ledger, Map.of());
    }

    /** What the procedure says of the ledger, whether it applies or not. */
    public Outcome outcome() {
        return said(ledger, Map.of());
    }

    /** What the procedure says of a ledger with some parameters other than usual. */
    public Outcome said(ColumnarLedger other, Map<String, ?> changed) {
        Map<String, Object> values = new HashMap<>(parameters);
        values.putAll(changed);
        return procedure.declaration()
            .missing(other)
            .orElseGet(() -> procedure.perform(
                    new Task(other, masters, Parameters.of(procedure.declaration(), values), SEED, Watch.NONE)));
    }

    /** What the procedure says of the ledger where the run has no second datasets. */
    public Outcome saidAlone() {
        return procedure
            .perform(new Task(ledger, Parameters.of(procedure.declaration(), parameters), SEED, Watch.NONE));
    }

    /** Alerts that something says, none where it does not apply. */
    public static List<Alert> alerts(Outcome outcome) {
        return outcome instanceof Outcome.Applicable applicable ? applicable.alerts() : List.of();
    }

    /** Rows of alerts together. */
    public static Set<Integer> rows(List<Alert> alerts) {
        return alerts.stream()
            .flatMapToInt(alert -> Arrays.stream(alert.rows()))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
    }
}
