package com.nexusplatform.procedure;

import com.nexusplatform.columnar.ColumnarLedger;

/**
 * What a procedure is given.
 *
 * @param ledger     the sealed columns; the declared fields are loaded where they are mapped
 * @param parameters checked values of its parameters
 * @param seed       seed of anything random, derived from the run hash
 * @param watch      hears of progress and says when to stop
 */
public record Task(ColumnarLedger ledger, Parameters parameters, long seed, Watch watch) {}
