package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;

/**
 * Payments that are nearly the same.
 *
 * @param rule what they share
 * @param rows indices, ascending
 * @param edit the edit between the first and the last, where there is one
 */
record NearMatch(NearRule rule, int[] rows, Optional<Edit> edit) {

    /** Method and its origin. */
    static final String SOURCE = "Nigrini, Forensic Analytics (2011), same-same-different test; one edit and at most 20 % of the "
            + "number after fuzzy duplicate tests of audit software; exclusions: NEXUS";

    /** Days between the first and the last payment. */
    static int days(Payments payments, int... rows) {
        int[] days = Arrays.stream(rows).map(payments::day).sorted().toArray();
        return (int) Math.min(Integer.MAX_VALUE, (long) days[days.length - 1] - days[0]);
    }

    /** The largest of the amounts, in minor units. */
    long amount(Payments payments) {
        return Arrays.stream(rows).mapToLong(row -> payments.amounts[row]).max().orElseThrow();
    }

    /**
     * Strength of the evidence: less where other payments have the amount too or two
     * counterparties share bills, and least where it is the counterparty's habit.
     */
    String grade(AmountUses uses, MatchHabits habits) {
        if (rule.graded() && habits.often(this)) {
            return rule.kind().name() + "_OFTEN";
        }
        if (habits.pair(this)) {
            return rule.kind().name() + "_PAIR";
        }
        return rule.graded() && rule == rule.kind() && !uses.rare(rows) ? rule.name() + "_KNOWN" : rule.name();
    }

    /** The arithmetic. */
    Explanation explanation(Payments payments, NearLimits limits, AmountUses uses, MatchHabits habits) {
        List<Integer> listed = Arrays.stream(rows).limit(20).boxed().toList();
        int first = rows[0];
        int last = rows[rows.length - 1];
        int days = days(payments, rows);
        String amounts = payments.amount(first)
                + (payments.amounts[first] == payments.amounts[last]
                        ? ""
                        : " and " + payments.amount(last));
        return new Explanation(rule.formula(),
                Figures.of("rows", listed.stream().map(row -> row + 1).toList(), "documentNo",
                        listed.stream().map(payments::document).toList(), "amount",
                        listed.stream().map(payments::amount).toList(), "currency", payments.ledger.currency(first),
                        "postedAt", listed.stream().map(payments::date).toList(), "datedBy",
                        RowDays.label(payments.ledger)),
                limits.figures(), steps(payments, uses, habits),
                Numerals.counted(days, "day", "days") + ", at most " + allowedDays(limits)
                        + edit.map(found -> "; " + found.script()).orElse(""),
                "Documents " + payments.document(first) + " and " + payments.document(last) + ", "
                        + Numerals.counted(days, "day", "days") + " apart, show " + rule.words() + ", over " + amounts
                        + " "
                        + payments.ledger.currency(first) + ".",
                SOURCE);
    }

    private int allowedDays(NearLimits limits) {
        return rule == NearRule.CHANGED_DIGIT || rule == NearRule.ALTERED_AMOUNT ? limits.days() : limits.alteredDays();
    }

    private Map<String, Object> steps(Payments payments, AmountUses uses, MatchHabits habits) {
        int first = rows[0];
        int last = rows[rows.length - 1];
        String one = payments.normalDocument(first);
        String other = payments.normalDocument(last);
        int length = Math.max(one.length(), other.length());
        boolean numberEdited = edit.isPresent() && rule != NearRule.ALTERED_AMOUNT;
        return Figures.of("rule", rule.name(), "normalDocumentNo", List.of(one, other), "edit",
                edit.map(Edit::script).orElse("NONE"), "similarity",
                numberEdited ? Figures.share(length - 1L, length) : Figures.share(one.equals(other) ? 1 : 0, 1), "days",
                days(payments, rows), "rowsWithAmount", uses.at(first), "matchesOfCounterparty", habits.count(this),
                "rowsOfCounterparty", habits.paid(this), "billsOfPair", habits.shared(this), "grade",
                grade(uses, habits), "points",
                Weights.of("PAY-2").points(grade(uses, habits)));
    }
}
