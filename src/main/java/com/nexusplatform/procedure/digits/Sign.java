package com.nexusplatform.procedure.digits;

import java.util.List;

import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;

/** Amounts of which sign a procedure reads; the two have different causes and are never mixed. */
enum Sign {

    POSITIVE, NEGATIVE;

    private static final String NAME = "sign";

    /** The parameter by which it is chosen. */
    static Parameter parameter() {
        return Parameter.text(NAME, "positive", List.of("positive", "negative"),
                "amounts of which sign are read; zero is neither",
                "Nigrini (2012): positive and negative amounts apart");
    }

    /** The sign that was chosen. */
    static Sign of(Parameters parameters) {
        return parameters.text(NAME).equals("negative") ? NEGATIVE : POSITIVE;
    }

    /** Whether an amount has this sign. */
    boolean has(long amount) {
        return this == POSITIVE ? amount > 0 : amount < 0;
    }

    /** The word for sentences. */
    String word() {
        return this == POSITIVE ? "positive" : "negative";
    }
}
