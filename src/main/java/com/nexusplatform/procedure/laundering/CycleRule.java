package com.nexusplatform.procedure.laundering;

import com.nexusplatform.procedure.Parameters;

/**
 * What counts as money that comes back, and how long it is looked for.
 *
 * @param leastHops   fewest transfers of a way
 * @param mostHops    most transfers of a way
 * @param window      microseconds from the first transfer, which the last must come before
 * @param margin      part of an amount that may stay behind at each hop
 * @param looksAStart most looks at transfers for one start
 * @param looksInAll  most looks at transfers for all starts
 */
record CycleRule(int leastHops, int mostHops, long window, Margin margin, int looksAStart, long looksInAll) {

    private static final long MICROS_A_DAY = 86_400_000_000L;

    static CycleRule of(Parameters parameters) {
        return new CycleRule(parameters.integer("minimumHops"), parameters.integer("maximumHops"),
                parameters.integer("days") * MICROS_A_DAY, Margin.of(parameters.decimal("margin")),
                parameters.integer("looksAStart"), parameters.integer("looksInAll"));
    }
}
