package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** AML-6: money that leads through other accounts back to where it came from. */
public final class CircularFlow implements Procedure {

    private static final String CODE = "AML-6";
    private static final Weights WEIGHTS = Weights.of(CODE);
    private static final String PROPOSAL = "NEXUS's proposal";
    private static final String SOURCE = "AMLSim, pattern CYCLE with its margin ratio; time-respecting simple cycles;"
            + " points: NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration(CODE, 4, "Circular flow", Family.MONEY_LAUNDERING,
            Set.of(DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT, Field.POSTED_AT, Field.ACCOUNT, Field.COUNTER_ACCOUNT), Set.of(Field.CURRENCY),
            List.of(Parameter.integer("minimumHops", 3, 2, 8, "fewest transfers of a cycle", "AMLSim"),
                    Parameter.integer("maximumHops", 8, 2, 8, "most transfers of a cycle", PROPOSAL)
                        .notBelow("minimumHops"),
                    Parameter.integer("days", 30, 1, 3_650,
                            "window: the last transfer comes less than so many days of 24 hours after the first",
                            PROPOSAL),
                    Parameter.decimal("margin", "0.1", "0", "0.9",
                            "part of the amount that may stay behind at each hop", "AMLSim")
                        .toDecimals(Margin.DECIMALS),
                    Parameter.integer("looksAStart", 10_000, 16, 10_000_000,
                            "most looks at transfers in the search from one of them", PROPOSAL),
                    Parameter.integer("looksInAll", 200_000_000, 1_000, 2_000_000_000,
                            "most looks at transfers in the whole search", PROPOSAL),
                    Selection.limit()),
            "From every transfer, in the order of time (rows of one moment in their order), a way back to its payer is searched:"
                    + " minimumHops to maximumHops transfers of one currency, none earlier than the one before it, the last less"
                    + " than days after the first, each amount at most the one before it and at least that less the margin,"
                    + " through accounts that differ. The shortest way is taken, of those the first in the order of time, and its"
                    + " transfers belong to no other cycle. The search looks at most at looksAStart transfers for one start, and at"
                    + " 16 more than eight times the even share of what is left of looksInAll; the statistics say where that ended"
                    + " a search. Grade TIGHT where the last amount is at least the first less one margin, otherwise LOOSE.",
            "At least one transfer between two accounts." + Transfers.DIRECTION, SOURCE,
            "linear in the transfers times the looks at those that follow each, bounded; 80 bytes a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 250;
    }

    @Override
    public Outcome perform(Task task) {
        CycleRule rule = CycleRule.of(task.parameters());
        Transfers transfers = new Transfers(task.ledger(), true, task.watch());
        Optional<Outcome> none = transfers.none();
        if (none.isPresent()) {
            return none.get();
        }
        CycleSearch search = new CycleSearch(transfers, rule);
        Selection selection = new Selection(task.parameters());
        search.search(hops -> {
            boolean tight = transfers.amounts[hops[hops.length - 1]] >= rule.margin()
                .least(transfers.amounts[hops[0]]);
            selection.add(WEIGHTS.points(grade(tight)), transfers.amounts[hops[0]],
                    transfers.rowNumbers(hops),
                    () -> explanation(task, transfers, hops, grade(tight)));
        }, task.watch());
        Map<String, Object> statistics = new LinkedHashMap<>(transfers.figures());
        statistics.put("looks", search.looks);
        statistics.put("startsEndedByBound", search.boundedStarts);
        statistics.put("boundMet", search.boundedStarts == 0
                ? "none: every way within the rule was searched"
                : "the search from " + Numerals.counted(search.boundedStarts, "transfer", "transfers")
                        + " ended at its bound of looks; cycles may be missed");
        statistics.put("found", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private static String grade(boolean tight) {
        return tight ? "TIGHT" : "LOOSE";
    }

    private static Explanation explanation(Task task, Transfers transfers, int[] hops, String grade) {
        Evidence evidence = new Evidence(transfers);
        int first = hops[0];
        int last = hops[hops.length - 1];
        List<BigDecimal> retained = new ArrayList<>();
        for (int hop = 1; hop < hops.length; hop++) {
            retained.add(Numerals.quotient(transfers.amounts[hops[hop]], transfers.amounts[hops[hop - 1]]));
        }
        BigDecimal margin = task.parameters().decimal("margin");
        BigDecimal total = Numerals.quotient(transfers.amounts[last], transfers.amounts[first]);
        return new Explanation(
                "retained(i) = amount(i) / amount(i - 1); 1 - margin <= retained(i) <= 1 at each hop; to(last) = from(first);"
                        + " at(i) >= at(i - 1); at(last) - at(first) < days; TIGHT where amount(last) >= (1 - margin) amount(first)",
                Figures.of("transfers", evidence.listed(hops), "currency", transfers.currency(first)),
                Figures.of("margin", margin, "days", task.parameters().integer("days"), "minimumHops",
                        task.parameters().integer("minimumHops"), "maximumHops",
                        task.parameters().integer("maximumHops"), "points", WEIGHTS.grades()),
                Figures.of("hops", hops.length, "retained", retained, "retainedInAll", total, "grade", grade, "points",
                        WEIGHTS.points(grade)),
                hops.length + " hops return to the first account, each retaining at least "
                        + BigDecimal.ONE.subtract(margin).toPlainString(),
                hops.length + " transfers lead " + evidence.money(transfers.amounts[first], first) + " "
                        + transfers.currency(first) + " of " + evidence.moment(first) + " through " + (hops.length - 1)
                        + " other accounts back to the first, where " + evidence.money(transfers.amounts[last], last)
                        + " arrive on " + evidence.moment(last) + ".",
                SOURCE);
    }
}
