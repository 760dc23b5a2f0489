package com.nexusplatform.analysis;

/** What an examiner makes of an alert. */
public enum DispositionOutcome {
    /** It shows what it seems to show; a finding may follow. */
    CONFIRMED,
    /** There is a sound reason for it. */
    EXPLAINED,
    /** It does not show what it seems to show. */
    REFUTED,
    /** It cannot be settled with the evidence at hand. */
    INCONCLUSIVE,
    /** Another alert says the same. */
    DUPLICATE
}
