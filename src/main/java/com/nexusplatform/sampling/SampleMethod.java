package com.nexusplatform.sampling;

/** How rows are drawn, and from which. */
public enum SampleMethod {

    /** Rows that no alert of the run touched, each as likely as any other: what may the run have missed? */
    BELOW_THE_LINE,
    /** All rows of the dataset, each as likely as any other. */
    ATTRIBUTE,
    /** All rows of one currency and sign, in proportion to their amounts. */
    MONETARY_UNIT;

    /** Whether an item of twice the amount is twice as likely to be drawn. */
    boolean monetary() {
        return this == MONETARY_UNIT;
    }

    /** The rows drawn from, for sentences. */
    String population() {
        return this == BELOW_THE_LINE ? "rows that no alert of the run touched" : "rows of the dataset";
    }
}
