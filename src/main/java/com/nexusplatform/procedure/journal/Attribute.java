package com.nexusplatform.procedure.journal;

import java.util.ArrayList;
import java.util.List;

/** What LED-4 looks for in an entry. Attributes of one kind tell of one fact and count once. */
enum Attribute {

    PERIOD_END(1, Kind.PERIOD, "posted in the last days of a period"),
    PERIOD_START(2, Kind.PERIOD, "posted in the first days of a period"),
    POST_CLOSE(4, Kind.LATENESS, "recorded after its period was over"),
    BACKDATED(8, Kind.LATENESS, "recorded long after its effective date"),
    POOR_TEXT(16, Kind.TEXT, "described in few characters or none"),
    ROUND(32, Kind.AMOUNT, "of a round amount"),
    MANUAL(64, Kind.TYPE, "of a type that is entered by hand");

    /** Facts about an entry. */
    enum Kind {
        PERIOD, LATENESS, TEXT, AMOUNT, TYPE
    }

    private final int bit;
    private final Kind kind;
    private final String words;

    Attribute(int bit, Kind kind, String words) {
        this.bit = bit;
        this.kind = kind;
        this.words = words;
    }

    /** Fact that it tells of. */
    Kind kind() {
        return kind;
    }

    /** The attribute in words. */
    String words() {
        return words;
    }

    /** Bit in a mark. */
    int bit() {
        return bit;
    }

    /** Place of the bit, from 0. */
    int place() {
        return Integer.numberOfTrailingZeros(bit);
    }

    /** The attributes in a mark. */
    static List<Attribute> in(int mark) {
        List<Attribute> held = new ArrayList<>();
        for (Attribute attribute : values()) {
            if ((mark & attribute.bit()) != 0) {
                held.add(attribute);
            }
        }
        return held;
    }

    /** Number of kinds in a mark. */
    static int kinds(int mark) {
        return (int) in(mark).stream().map(Attribute::kind).distinct().count();
    }
}
