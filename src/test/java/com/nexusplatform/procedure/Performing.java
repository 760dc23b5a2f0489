package com.nexusplatform.procedure;

import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;

/** Performs procedures in tests, with the parameters given and defaults for the others. */
public final class Performing {

    private Performing() {}

    /** What the procedure says. */
    public static Outcome perform(Procedure procedure, ColumnarLedger ledger, Map<String, ?> parameters) {
        return perform(procedure, ledger, Map.of(), parameters);
    }

    /** What the procedure says with second datasets; as in a run, only when no required field is missing. */
    public static Outcome perform(Procedure procedure, ColumnarLedger ledger, Map<DatasetKind, ColumnarLedger> masters,
            Map<String, ?> parameters) {
        return procedure.declaration()
            .missing(ledger)
            .orElseGet(() -> procedure.perform(new Task(ledger, masters,
                    Parameters.of(procedure.declaration(), parameters), 4_242, Watch.NONE)));
    }

    /** What the procedure says with its defaults. */
    public static Outcome perform(Procedure procedure, ColumnarLedger ledger) {
        return perform(procedure, ledger, Map.of());
    }

    /** What an applicable procedure says. */
    public static Outcome.Applicable applied(Procedure procedure, ColumnarLedger ledger, Map<String, ?> parameters) {
        return (Outcome.Applicable) perform(procedure, ledger, parameters);
    }
}
