package com.nexusplatform.sampling;

/** What an inspection of a drawn row found. */
public enum InspectionOutcome {

    /** The row is as it should be. */
    CORRECT(true, true),
    /** The row is in error, and the run was silent about it. */
    MISSED(true, false),
    /** The row should have another amount, which is stated. */
    MISSTATED(false, true),
    /** No evidence for the row was to be had; it counts as an error, of its whole amount. */
    UNSUPPORTED(true, true);

    private final boolean byRows;
    private final boolean byMoney;

    InspectionOutcome(boolean byRows, boolean byMoney) {
        this.byRows = byRows;
        this.byMoney = byMoney;
    }

    /** Whether it can be said of a row of a sample drawn by this method. */
    boolean fits(SampleMethod method) {
        return method.monetary() ? byMoney : byRows;
    }

    /** Whether the row is in error. */
    boolean isError() {
        return this != CORRECT;
    }
}
