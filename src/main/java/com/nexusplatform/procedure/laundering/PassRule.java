package com.nexusplatform.procedure.laundering;

import com.nexusplatform.procedure.Parameters;

/**
 * What counts as money passed on.
 *
 * @param window     microseconds, which the time between what comes in and what goes out stays below
 * @param tolerance  part of the amount that may stay behind
 * @param commission further part that may be kept before
 * @param looks      most transfers looked at for one
 */
record PassRule(long window, Margin tolerance, Margin commission, int looks) {

    private static final long MICROS_AN_HOUR = 3_600_000_000L;

    static PassRule of(Parameters parameters) {
        return new PassRule(parameters.integer("hours") * MICROS_AN_HOUR, Margin.of(parameters.decimal("tolerance")),
                Margin.of(parameters.decimal("commission")), parameters.integer("looks"));
    }

    /** Least amount that passes on another, with the commission kept or without. */
    long least(long amount) {
        return tolerance.least(amount, commission);
    }

    /** Whether an amount passes on another without a commission kept. */
    boolean whole(long in, long out) {
        return out <= in && out >= tolerance.least(in);
    }
}
