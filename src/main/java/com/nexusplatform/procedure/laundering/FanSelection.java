package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** The fans of all accounts in both directions, graded and explained. */
final class FanSelection {

    private static final Weights WEIGHTS = Weights.of(FanInOut.CODE);
    private static final long MICROS_AN_HOUR = 3_600_000_000L;
    private static final int PARTIES_A_LOOK = 1 << 12;
    private static final int ROWS_AN_ALERT = 1_000;

    private final Task task;
    private final Parameters parameters;
    private final Transfers transfers;
    private final Selection selection;
    private final int minimum;
    private final long window;
    private final long span;

    FanSelection(Task task, Transfers transfers) {
        this.task = task;
        this.transfers = transfers;
        parameters = task.parameters();
        selection = new Selection(parameters);
        minimum = parameters.integer(FanInOut.MINIMUM_PARTIES);
        window = parameters.integer(FanInOut.HOURS) * MICROS_AN_HOUR;
        span = Math.max(window, transfers.times[transfers.size - 1] - transfers.times[0]
                + (transfers.timed ? 0 : 24 * MICROS_AN_HOUR));
    }

    Outcome outcome() {
        Adjacency outgoing = Adjacency.outgoing(transfers);
        ScatterSearch onward = new ScatterSearch(transfers, outgoing,
                parameters.integer(FanInOut.ONWARD_HOURS) * MICROS_AN_HOUR, minimum);
        search(Adjacency.incoming(transfers), true, onward, 0.4);
        int inward = selection.found();
        search(outgoing, false, onward, 0.7);
        Map<String, Object> statistics = new LinkedHashMap<>(transfers.figures());
        statistics.put("fansIn", inward);
        statistics.put("fansOut", selection.found() - inward);
        statistics.put("boundMet", onward.boundedFans == 0
                ? "none: every fan was followed to its end"
                : onward.boundedFans + " fans were followed up to the bound of looks only");
        statistics.put("found", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private void search(Adjacency adjacency, boolean inward, ScatterSearch onward, double share) {
        FanSearch search = new FanSearch(transfers, adjacency, inward, minimum);
        int active = 0;
        for (int party = 0; party < transfers.parties; party++) {
            active += adjacency.size(party) > 0 ? 1 : 0;
        }
        int parties = active;
        for (int party = 0; party < transfers.parties; party++) {
            if (party % PARTIES_A_LOOK == 0) {
                task.watch().at(share + 0.3 * party / transfers.parties);
            }
            search.search(party, window, fan -> select(fan, adjacency, search, onward, parties));
        }
    }

    private void select(Fan fan, Adjacency adjacency, FanSearch search, ScatterSearch onward, int parties) {
        task.watch().at(0.9);
        int[] ids = fan.transfers(adjacency);
        BigDecimal mean = mean(adjacency.size(fan.party()) - ids.length, parties);
        BigDecimal probability = PoissonTail.atLeast(fan.parties(), mean);
        int[] further = fan.inward() ? onward.scattered(fan, ids) : onward.gathered(fan, ids);
        String grade = grade(fan, probability, further.length > 0);
        int brief = search.mostWithin(fan.from(), fan.to(),
                Math.min(window, parameters.integer(FanInOut.SHORT_HOURS) * MICROS_AN_HOUR));
        int outside = adjacency.size(fan.party()) - ids.length;
        Part own = Part.of(ids, Math.max(ROWS_AN_ALERT / 2, ROWS_AN_ALERT - further.length));
        Part onwards = Part.of(further, ROWS_AN_ALERT - own.rows);
        int[] named = IntStream.concat(Arrays.stream(ids, 0, own.rows), Arrays.stream(further, 0, onwards.rows))
            .toArray();
        selection.add(WEIGHTS.points(grade), largest(ids), transfers.rowNumbers(named),
                () -> explanation(new Found(fan, own, onwards, brief, outside, parties, mean, probability, grade)));
    }

    private static String grade(Fan fan, BigDecimal probability, boolean goesOn) {
        if (goesOn) {
            return fan.inward() ? "GATHER_SCATTER" : "SCATTER_GATHER";
        }
        if (probability.compareTo(FanInOut.RARE) <= 0) {
            return "RARE";
        }
        return probability.compareTo(FanInOut.UNUSUAL) <= 0 ? "UNUSUAL" : "USUAL";
    }

    /** Mean number of transfers in a window: the greater of the account's own outside this one and of all accounts. */
    private BigDecimal mean(int outside, int parties) {
        double ownSpan = Math.max((double) window, (double) (span - window));
        double own = outside * (double) window / ownSpan;
        double all = transfers.size * (double) window / ((double) span * parties);
        return Numerals.rounded(Math.max(own, all));
    }

    private long largest(int[] ids) {
        return Arrays.stream(ids).mapToLong(id -> transfers.amounts[id]).max().orElse(0);
    }

    private Explanation explanation(Found found) {
        Evidence evidence = new Evidence(transfers);
        Fan fan = found.fan;
        int first = found.own.listed[0];
        int middle = evidence.number(fan.party());
        return new Explanation(
                "others = distinct parties in the window; span = from the first of all transfers to the last (of"
                        + " dates alone, to the end of the last), at least hours; mean = greater of outside x hours / max(hours, span -"
                        + " hours) and transfers x hours / (span x parties); probability = P(Poisson(mean) >= others)",
                Figures.of("direction", fan.inward() ? "in" : "out", "party", middle, "transfers",
                        evidence.listed(found.own.listed), "number", found.own.number, "others", fan.parties(),
                        "newOthers",
                        fan.newcomers(), "outside", found.outside, "allTransfers", transfers.size, "allParties",
                        found.parties, "spanMicroseconds", span, "onward", evidence.listed(found.onward.listed),
                        "currency",
                        transfers.currency(first)),
                Figures.of(FanInOut.MINIMUM_PARTIES, minimum, FanInOut.HOURS, parameters.integer(FanInOut.HOURS),
                        FanInOut.SHORT_HOURS, parameters.integer(FanInOut.SHORT_HOURS), FanInOut.ONWARD_HOURS,
                        parameters.integer(FanInOut.ONWARD_HOURS), "unusual", FanInOut.UNUSUAL, "rare", FanInOut.RARE,
                        "mostRows", ROWS_AN_ALERT,
                        "points", WEIGHTS.grades()),
                Figures.of("mean", found.mean, "probability", found.probability, "othersInShortHours", found.brief,
                        "onwardTransfers", found.onward.number, "rows", found.own.rows + found.onward.rows, "grade",
                        found.grade, "points", WEIGHTS.points(found.grade)),
                fan.parties() + " >= " + minimum + " others in less than "
                        + Numerals.counted(parameters.integer(FanInOut.HOURS), "hour", "hours") + ", probability "
                        + Numerals.probability(found.probability),
                sentence(found, evidence.moment(first), evidence.moment(found.own.last)), FanInOut.SOURCE);
    }

    private String sentence(Found found, String first, String last) {
        String on = switch (found.grade) {
            case "GATHER_SCATTER" -> "; within "
                    + Numerals.counted(parameters.integer(FanInOut.ONWARD_HOURS), "hour", "hours")
                    + " it paid at least "
                    + minimum + " others in " + Numerals.counted(found.onward.number, "transfer", "transfers");
            case "SCATTER_GATHER" -> "; " + found.onward.number + " of these then paid one party";
            default -> "";
        };
        return "From " + first + " to " + last + " an account " + (found.fan.inward() ? "was paid by " : "paid ")
                + Numerals.counted(found.fan.parties(), "other", "others") + " in "
                + Numerals.counted(found.own.number, "transfer", "transfers") + ", "
                + Numerals.grouped(found.fan.newcomers()) + " of them for the first time" + on + "." + cut(found);
    }

    private static String cut(Found found) {
        if (found.own.rows + found.onward.rows == found.own.number + found.onward.number) {
            return "";
        }
        return " The first " + Numerals.grouped(found.own.rows) + " of these transfers"
                + (found.onward.rows == 0
                        ? ""
                        : " and the first " + Numerals.grouped(found.onward.rows) + " of those onward")
                + " are its rows.";
    }

    /**
     * What is kept of transfers, so that memory does not grow with them.
     *
     * @param listed the first of them
     * @param last   the last
     * @param number how many there are
     * @param rows   how many of them, from the first on, are rows of the alert
     */
    private record Part(int[] listed, int last, int number, int rows) {

        private static Part of(int[] ids, int most) {
            return new Part(Arrays.copyOf(ids, Math.min(ids.length, Evidence.LISTED)),
                    ids.length == 0 ? Parties.NONE : ids[ids.length - 1], ids.length, Math.min(ids.length, most));
        }
    }

    private record Found(Fan fan, Part own, Part onward, int brief, int outside, int parties, BigDecimal mean,
            BigDecimal probability, String grade) {}
}
