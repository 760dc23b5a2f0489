package com.nexusplatform.procedure;

import java.util.Map;
import java.util.Optional;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;

/**
 * What a procedure is given.
 *
 * @param ledger     the sealed columns; the declared fields are loaded where they are mapped
 * @param masters    second datasets of the run that the procedure declares, sealed as well; absent where there is none
 * @param parameters checked values of its parameters
 * @param seed       seed of anything random, derived from the run hash
 * @param watch      hears of progress and says when to stop
 */
public record Task(ColumnarLedger ledger, Map<DatasetKind, ColumnarLedger> masters, Parameters parameters, long seed,
        Watch watch) {

    public Task {
        masters = Map.copyOf(masters);
    }

    /** A task over one dataset alone. */
    public Task(ColumnarLedger ledger, Parameters parameters, long seed, Watch watch) {
        this(ledger, Map.of(), parameters, seed, watch);
    }

    /** The second dataset of a kind, where the run has one. */
    public Optional<ColumnarLedger> master(DatasetKind kind) {
        return Optional.ofNullable(masters.get(kind));
    }
}
