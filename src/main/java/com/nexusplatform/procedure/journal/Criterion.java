package com.nexusplatform.procedure.journal;

import java.util.ArrayList;
import java.util.List;

/** What makes the time of an entry unusual. */
enum Criterion {

    WEEKEND(1, "on a weekend day"), HOLIDAY(2, "on a holiday"), AFTER_HOURS(4, "outside business hours");

    private final int bit;
    private final String words;

    Criterion(int bit, String words) {
        this.bit = bit;
        this.words = words;
    }

    /** Bit in a mark. */
    int bit() {
        return bit;
    }

    /** Place of the bit, from 0. */
    int place() {
        return Integer.numberOfTrailingZeros(bit);
    }

    /** The criterion in words. */
    String words() {
        return words;
    }

    /** Names of the criteria in a mark. */
    static List<String> names(int mark) {
        return held(mark).stream().map(Criterion::name).toList();
    }

    /** Words of the criteria in a mark. */
    static List<String> words(int mark) {
        return held(mark).stream().map(Criterion::words).toList();
    }

    private static List<Criterion> held(int mark) {
        List<Criterion> held = new ArrayList<>();
        for (Criterion criterion : values()) {
            if ((mark & criterion.bit) != 0) {
                held.add(criterion);
            }
        }
        return held;
    }
}
