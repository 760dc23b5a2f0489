package com.nexusplatform.ledger.format;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Watches how much comes out of a compressed file, so that a small upload cannot fill the machine. */
final class ExpansionLimit {

    private final Limits limits;
    private long expanded;

    ExpansionLimit(Limits limits) {
        this.limits = limits;
    }

    /** Adds bytes that came out after so many compressed bytes went in; refuses at the limit. */
    void expanded(long bytes, long compressed) {
        expanded += bytes;
        if (expanded > limits.maxExpandedBytes()) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "The file expands to more than " + limits.maxExpandedBytes()
                            + " bytes. Split it into several datasets.")
                .with("maxExpandedBytes", limits.maxExpandedBytes());
        }
        if (expanded > Limits.HARMLESS_EXPANSION && expanded / limits.maxExpansionRatio() > compressed) {
            throw new ProblemException(ProblemType.TOO_LARGE, "The file expands to more than "
                    + limits.maxExpansionRatio()
                    + " bytes for each byte uploaded, as no table does. Upload the table as plain CSV if it is one.")
                .with("maxExpansionRatio", limits.maxExpansionRatio());
        }
    }
}
