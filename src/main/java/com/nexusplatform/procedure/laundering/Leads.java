package com.nexusplatform.procedure.laundering;

/**
 * Whether, in a window that slides over what an account is paid and pays, more has gone out at any payment than had come in by
 * then. The lead of a payment is all that went out up to it less all that came in by its moment; what lay before the window is the
 * same for all payments of it, so that the greatest lead decides, and the first of a falling queue is the greatest.
 */
final class Leads {

    private final long[] ins;
    private final long[] outs;
    private final int[] insBefore;
    private final int[] queue;
    private int first;
    private int end;

    /**
     * No payment yet.
     *
     * @param ins       sums of what comes in before each place
     * @param outs      sums of what goes out before each place
     * @param insBefore how many come in by the moment of each payment
     */
    Leads(long[] ins, long[] outs, int... insBefore) {
        this.ins = ins;
        this.outs = outs;
        this.insBefore = insBefore;
        queue = new int[insBefore.length];
    }

    /** The next payment is in the window. */
    void add(int out) {
        while (end > first && lead(queue[end - 1]) <= lead(out)) {
            end--;
        }
        queue[end++] = out;
    }

    /** Whether a payment of the window that begins at two places leads; no later window begins before them. */
    boolean any(int in, int out) {
        while (first < end && queue[first] < out) {
            first++;
        }
        return first < end && lead(queue[first]) > outs[out] - ins[in];
    }

    private long lead(int out) {
        return outs[out + 1] - ins[insBefore[out]];
    }
}
