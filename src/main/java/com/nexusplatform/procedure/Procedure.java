package com.nexusplatform.procedure;

/** An analytic procedure of the catalogue: a pure function, immutable once published. */
public interface Procedure {

    /** What the procedure is, needs and says; the same at every call. */
    Declaration declaration();

    /**
     * Performs the procedure over the ledger of the task. The answer depends on the task alone: the same bit for bit on any
     * machine, in any zone and locale, with any number of threads. Its caller has seen that {@link Declaration#missing} is empty.
     *
     * @throws Watch.StoppedException when the watch says so
     */
    Outcome perform(Task task);

    /**
     * About how many nanoseconds of one processor a row takes. A run begins with the longest, so that none of them is left to go on
     * alone at its end; nothing that a procedure says depends on it.
     */
    default int nanosARow() {
        return 50;
    }
}
