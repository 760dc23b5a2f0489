package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

/**
 * What a run would have said under other values of one parameter, everything else being as it was.
 *
 * @param procedure code of the procedure
 * @param version   version of the procedure
 * @param parameter parameter that was varied
 * @param own       what the run said
 * @param trials    one for each value, in the order asked for
 */
public record WhatIf(String procedure, int version, String parameter, Own own, List<Trial> trials) {

    /** The same with other texts in what was tried. */
    WhatIf with(List<Trial> otherTrials) {
        return new WhatIf(procedure, version, parameter, own, otherTrials);
    }

    /**
     * What the run said under its own value.
     *
     * @param value         the value
     * @param hits          alerts that it raised
     * @param rows          different rows in them
     * @param dispositioned those that were judged, by the judgement that holds
     * @param open          those that nobody judged
     */
    public record Own(Object value, int hits, int rows, Map<DispositionOutcome, Integer> dispositioned, int open) {}
}
