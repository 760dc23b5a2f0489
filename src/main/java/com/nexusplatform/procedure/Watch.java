package com.nexusplatform.procedure;

/** Watches over a procedure at work. Call it at least every few hundred milliseconds of work. */
@FunctionalInterface
public interface Watch {

    /** A watch that never stops anything. */
    Watch NONE = share -> {
    };

    /**
     * Tells how much is done.
     *
     * @param share from 0 to 1
     * @throws StoppedException when the run was cancelled or its time is over
     */
    void at(double share);

    /** The run was cancelled or its time is over. */
    class StoppedException extends RuntimeException {

        /** Stopped for the reason given. */
        public StoppedException(String reason) {
            super(reason);
        }
    }
}
