package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * How vendors bill, told from their payments alone: those whose invoice numbers run on as if they had no other customer, those who
 * charge round amounts only, and strangers with large ones. Linear in the rows, 17 bytes for each of a vendor that may have a habit.
 */
final class VendorHabits {

    /** Payments below which habits are not judged. */
    static final int LEAST_PAYMENTS = 100;

    private final ColumnarLedger ledger;
    private final HabitRule rule;
    private final Newcomers newcomers;
    private final Parties parties;
    private final AmountLevel round;
    private final LargeAmounts large;
    private final int[] counts;
    private final int[] starts;
    private final int[] rows; // of the vendors that are looked at, as are the next
    private final long[] numbers; // beside the rows, so that vendor by vendor nothing is fetched from afar
    private final boolean[] isRound;
    private final boolean roundIsRare;
    private int payments;
    private int rounds;
    private final Map<String, Integer> found = new LinkedHashMap<>();

    /** Payments of one vendor with a habit. */
    record Shown(VendorHabit habit, boolean isNew, int[] rows, Map<String, Object> figures) {

        /** Strength of the evidence: a new vendor's habit is of one that may not exist. */
        String grade() {
            return habit.name() + (isNew ? "_NEW" : "");
        }
    }

    private VendorHabits(ColumnarLedger ledger, HabitRule rule, Newcomers newcomers) {
        this.ledger = ledger;
        this.rule = rule;
        this.newcomers = newcomers;
        parties = Parties.of(ledger);
        round = AmountLevel.multiple(ledger, rule.roundMultiple());
        counts = new int[parties.size() + 1];
        starts = new int[counts.length + 1];
        count();
        rows = new int[starts[counts.length]];
        numbers = new long[rows.length];
        isRound = new boolean[rows.length];
        scatter();
        large = LargeAmounts.of(ledger, rule.strangerShare());
        roundIsRare = !Figures.exceeds(rounds, payments, HabitRule.RARE_SHARE);
    }

    /** The habits of a ledger's vendors. */
    static VendorHabits of(ColumnarLedger ledger, HabitRule rule, Newcomers newcomers) {
        return new VendorHabits(ledger, rule, newcomers);
    }

    /** Number of positive payments to somebody. */
    int payments() {
        return payments;
    }

    /** Positive payments of rows that name nobody. */
    int unnamed() {
        return parties.unnamed(ledger.amounts());
    }

    /** Whether round amounts are rare enough to be a habit. */
    boolean roundIsRare() {
        return roundIsRare;
    }

    /** Vendors found by habit. */
    Map<String, Integer> found() {
        return found;
    }

    /** Hands over the payments of every vendor with a habit, vendors in the order of their first row in the ledger. */
    void search(Watch watch, Consumer<Shown> receiver) {
        for (VendorHabit habit : VendorHabit.values()) {
            found.put(habit.name(), 0);
        }
        for (int party = 1; party < counts.length; party++) {
            if (party % 10_000 == 0) {
                watch.at(0.6 + 0.3 * party / counts.length);
            }
            if (isStranger(party)) {
                stranger(party, receiver);
            } else if (isRegular(party)) {
                regular(party, receiver);
            }
        }
    }

    private boolean isStranger(int party) {
        return counts[party] > 0 && counts[party] <= HabitRule.STRANGER_PAYMENTS;
    }

    private boolean isRegular(int party) {
        return counts[party] >= rule.minimumPayments() && counts[party] <= HabitRule.MOST_PAYMENTS;
    }

    private void stranger(int party, Consumer<Shown> receiver) {
        int[] own = Arrays.stream(rows, starts[party], starts[party + 1]).filter(large::reached).toArray();
        if (own.length > 0) {
            show(receiver, VendorHabit.STRANGER, party, own,
                    Figures.of("payments", starts[party + 1] - starts[party], "level", large.level(own[0]),
                            "positiveAmounts", large.amounts(own[0]), "amountsReachingLevel", large.reaching(own[0])));
        }
    }

    private void regular(int party, Consumer<Shown> receiver) {
        int from = starts[party];
        int to = starts[party + 1];
        int rounds = rounds(from, to);
        boolean mostlyRound = roundIsRare && !Figures.exceeds(to - from - rounds, to - from, HabitRule.OTHER_SHARE);
        boolean mayRunOn = NumberRun.possible(numbers, from, to);
        if (!mayRunOn && !mostlyRound) {
            return;
        }
        int[] own = Arrays.copyOfRange(rows, from, to);
        NumberRun run = mayRunOn ? NumberRun.of(ledger, own) : NumberRun.NONE;
        boolean runsOn = run.holds(rule);
        long different = Arrays.stream(own).mapToLong(row -> ledger.amounts()[row]).distinct().count();
        boolean isRound = mostlyRound && different >= HabitRule.DIFFERENT_AMOUNTS;
        if (runsOn || isRound) {
            Map<String, Object> figures = new LinkedHashMap<>(
                    Figures.of("payments", own.length, "roundPayments", rounds, "differentAmounts", different,
                            "allPayments", payments, "allRoundPayments", this.rounds));
            figures.putAll(run.figures());
            show(receiver, VendorHabit.of(runsOn, isRound), party, own, figures);
        }
    }

    private void show(Consumer<Shown> receiver, VendorHabit habit, int party, int[] own, Map<String, Object> figures) {
        Newcomers.Start start = newcomers.of(Arrays.copyOfRange(rows, starts[party], starts[party + 1]));
        Map<String, Object> dated = new LinkedHashMap<>(figures);
        dated.putAll(start.figures());
        found.merge(habit.name(), 1, Integer::sum);
        receiver.accept(new Shown(habit, start.isNew(), own, dated));
    }

    private int rounds(int from, int to) {
        int rounds = 0;
        for (int at = from; at < to; at++) {
            rounds += isRound[at] ? 1 : 0;
        }
        return rounds;
    }

    /** Counts the payments of each party and the round ones of all, and gives room to those that are looked at. */
    private void count() {
        for (int row = 0; row < ledger.rows(); row++) {
            if (paid(row)) {
                counts[parties.at(row)]++;
                payments++;
                rounds += isRound(row) ? 1 : 0;
            }
        }
        for (int party = 0; party < counts.length; party++) {
            starts[party + 1] = starts[party] + (isStranger(party) || isRegular(party) ? counts[party] : 0);
        }
    }

    private void scatter() {
        NumberRun.Reader reader = new NumberRun.Reader(ledger);
        int[] next = starts.clone();
        for (int row = 0; row < ledger.rows(); row++) {
            int party = parties.at(row);
            if (paid(row) && starts[party] < starts[party + 1]) {
                int at = next[party]++;
                rows[at] = row;
                numbers[at] = reader.read(row);
                isRound[at] = isRound(row);
            }
        }
    }

    private boolean isRound(int row) {
        return round.divides(row, ledger.amounts()[row]);
    }

    private boolean paid(int row) {
        return ledger.amounts()[row] > 0 && parties.at(row) != Parties.NOBODY;
    }
}
