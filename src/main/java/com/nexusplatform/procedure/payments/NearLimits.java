package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.Map;

import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Limits of the search for near duplicates.
 *
 * @param days         most days between payments whose digit or amount differs
 * @param alteredDays  most days between payments of the same amount
 * @param editShare    most edits as a share of the longer number
 * @param groupRows    most rows of one amount or number that are compared with each other
 * @param repeatShare  most rows with a repeated amount, as a share, of a counterparty that seldom repeats one
 * @param repeatRows   least rows of such a counterparty
 */
record NearLimits(int days, int alteredDays, BigDecimal editShare, int groupRows, BigDecimal repeatShare,
        int repeatRows) {

    /** Most counterparties of one number: a number that more of them use is a word, such as a licence or a month. */
    static final int MOST_COUNTERPARTIES = 3;

    /** Least length of a number that means something without its counterparty. */
    static final int LEAST_NUMBER = 5;

    /** Least digits of an amount in minor units of which one is compared. */
    static final int LEAST_AMOUNT = 5;

    /** Least place from the end of a changed digit: units and tens step by themselves in a run of numbers. */
    static final int LEAST_PLACE = 3;

    static NearLimits of(Parameters parameters) {
        return new NearLimits(parameters.integer("days"), parameters.integer("alteredDays"),
                parameters.decimal("editShare"),
                parameters.integer("groupRows"), parameters.decimal("repeatShare"), parameters.integer("repeatRows"));
    }

    /** Whether one edit is little for a number of that length. */
    boolean allowsEdit(int length) {
        return !Figures.exceeds(1, length, editShare);
    }

    /** The limits by name. */
    Map<String, Object> figures() {
        return Figures.of("edits", 1, "days", days, "alteredDays", alteredDays, "editShare", editShare, "groupRows",
                groupRows, "repeatShare", repeatShare, "repeatRows", repeatRows, "leastPlace", LEAST_PLACE, "rare",
                AmountUses.RARE, "habitMatches",
                MatchHabits.LEAST, "habitShare", MatchHabits.SHARE, "pairBills", MatchHabits.PAIR, "points",
                Weights.of("PAY-2").grades());
    }
}
