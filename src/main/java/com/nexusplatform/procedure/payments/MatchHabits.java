package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.nexusplatform.procedure.grouping.Figures;

/**
 * Counterparties of which many payments match in one way: what happens all the time is how they number, not a payment made again. And
 * pairs of counterparties that share bills more than once: often one counterparty under two numbers.
 */
final class MatchHabits {

    /** Matches from which there can be a habit. */
    static final int LEAST = 2;
    /** Share of a counterparty's positive rows above which matches are its habit. */
    static final BigDecimal SHARE = new BigDecimal("0.05");

    /** Bills that two counterparties share from which they are taken for a pair. */
    static final int PAIR = 2;

    private final Payments payments;
    private final int[] paid;
    private final Map<Long, Integer> pairs = new HashMap<>();
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

    /** The habits behind some matches; each counts for all its counterparties. */
    static MatchHabits of(Payments payments, List<NearMatch> found) {
        MatchHabits habits = new MatchHabits(payments);
        for (NearMatch match : found) {
            int[] matches = habits.matches(match);
            habits.parties(match).forEach(party -> matches[party]++);
            habits.pairs(match).forEach(pair -> habits.pairs.merge(pair, 1, Integer::sum));
        }
        return habits;
    }

    /** Matches of the kind that the counterparty has whose habit they are most. */
    int count(NearMatch match) {
        return matches(match)[habitual(match)];
    }

    /** Positive rows of that counterparty. */
    int paid(NearMatch match) {
        return paid[habitual(match)];
    }

    /** Whether such matches are the habit of one of the counterparties. */
    boolean often(NearMatch match) {
        return count(match) >= LEAST && Figures.exceeds(count(match), paid(match), SHARE);
    }

    /** Most bills that two of the counterparties share; 0 where there is but one. */
    int shared(NearMatch match) {
        return pairs(match).stream().mapToInt(pair -> pairs.getOrDefault(pair, 0)).max().orElse(0);
    }

    /** Whether two of the counterparties share bills more than once. */
    boolean pair(NearMatch match) {
        return shared(match) >= PAIR;
    }

    private List<Long> pairs(NearMatch match) {
        if (match.rule().kind() != NearRule.ANOTHER_COUNTERPARTY) {
            return List.of();
        }
        int[] parties = parties(match).sorted().toArray();
        List<Long> found = new ArrayList<>();
        for (int one = 0; one < parties.length; one++) {
            for (int other = one + 1; other < parties.length; other++) {
                found.add((long) parties[one] << Integer.SIZE | parties[other]);
            }
        }
        return found;
    }

    private IntStream parties(NearMatch match) {
        return Arrays.stream(match.rows()).map(payments::party).distinct();
    }

    /** The counterparty with the greatest share of such matches in its rows, of those that have enough for a habit if any has. */
    private int habitual(NearMatch match) {
        int[] matches = matches(match);
        return parties(match).reduce((one, other) -> {
            boolean enough = matches[one] >= LEAST;
            int byShare = Long.compare((long) matches[one] * paid[other], (long) matches[other] * paid[one]);
            boolean more = byShare != 0 ? byShare > 0 : matches[one] > matches[other];
            return (enough == matches[other] >= LEAST ? more : enough) ? one : other;
        }).orElseThrow();
    }

    private int[] matches(NearMatch match) {
        return matches.computeIfAbsent(match.rule().kind(), kind -> new int[paid.length]);
    }
}
