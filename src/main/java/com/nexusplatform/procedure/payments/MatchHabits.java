package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.grouping.Figures;

/** Counterparties of which many payments match in one way: what happens all the time is how they number, not a payment made again. */
final class MatchHabits {

    /** Matches from which there can be a habit. */
    static final int LEAST = 2;
    /** Share of a counterparty's positive rows above which matches are its habit. */
    static final BigDecimal SHARE = new BigDecimal("0.05");

    private final Payments payments;
    private final int[] paid;
    private final Map<NearRule, int[]> matches = new EnumMap<>(NearRule.class);

    private MatchHabits(Payments payments) {
        this.payments = payments;
        paid = new int[payments.parties() + 1];
        for (int row = 0; row < payments.amounts.length; row++) {
            if (payments.amounts[row] > 0) {
                paid[payments.party(row)]++;
            }
        }
    }

    /** The habits behind some matches; each counts for the counterparty of its first row. */
    static MatchHabits of(Payments payments, List<NearMatch> found) {
        MatchHabits habits = new MatchHabits(payments);
        for (NearMatch match : found) {
            habits.matches(match)[payments.party(match.rows()[0])]++;
        }
        return habits;
    }

    /** Matches of the kind that the counterparty has. */
    int count(NearMatch match) {
        return matches(match)[payments.party(match.rows()[0])];
    }

    /** Positive rows of the counterparty. */
    int paid(NearMatch match) {
        return paid[payments.party(match.rows()[0])];
    }

    /** Whether such matches are the counterparty's habit. */
    boolean often(NearMatch match) {
        return count(match) >= LEAST && Figures.exceeds(count(match), paid(match), SHARE);
    }

    private int[] matches(NearMatch match) {
        return matches.computeIfAbsent(match.rule().kind(), kind -> new int[paid.length]);
    }
}
