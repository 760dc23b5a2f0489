package com.nexusplatform.procedure.laundering;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** Spikes of all accounts in both directions and repeats of all pairs, graded and explained. */
final class SpikeSelection {

    private static final Weights WEIGHTS = Weights.of(VelocitySpike.CODE);
    private static final int PARTIES_A_LOOK = 1 << 13;
    private static final int LEAST_PAIR_DAYS = 100;
    private static final long MICROS_A_SECOND = 1_000_000L;

    private final Task task;
    private final Transfers transfers;
    private final int[] days;
    private final Selection selection;
    private final BigDecimal sigmas;
    private final BigDecimal ratio;
    private final int minimumDays;
    private final History counts = new History();
    private final History sums = new History();
    private int judged;

    SpikeSelection(Task task, Transfers transfers) {
        this.task = task;
        this.transfers = transfers;
        days = transfers.days();
        Parameters parameters = task.parameters();
        selection = new Selection(parameters);
        sigmas = parameters.decimal(VelocitySpike.SIGMAS);
        ratio = parameters.decimal(VelocitySpike.MINIMUM_RATIO);
        minimumDays = parameters.integer(VelocitySpike.MINIMUM_DAYS);
    }

    Outcome outcome() {
        Adjacency outgoing = Adjacency.outgoing(transfers);
        int[] outgoingDays = outgoing.placed(days);
        spikes(outgoing, outgoingDays, false);
        Adjacency incoming = Adjacency.incoming(transfers);
        spikes(incoming, incoming.placed(days), true);
        int spikes = selection.found();
        Repeats repeats = new Repeats(transfers, outgoing, outgoingDays, task.watch());
        Map<String, Object> statistics = new LinkedHashMap<>(transfers.figures());
        statistics.put("accountsJudged", judged);
        statistics.put("pairsAndDays", repeats.pairDays());
        if (judged == 0 && repeats.pairDays() < LEAST_PAIR_DAYS) {
            return new Outcome.NotApplicable("No account has more than "
                    + Numerals.counted(minimumDays, "day", "days") + " with transfers, and "
                    + repeats.pairDays() + " of " + LEAST_PAIR_DAYS + " pairs and days needed can be compared.",
                    statistics);
        }
        statistics.put("spikes", spikes);
        if (repeats.pairDays() < LEAST_PAIR_DAYS) {
            statistics.put("repeatsSearched",
                    "no: " + repeats.pairDays() + " of " + LEAST_PAIR_DAYS + " pairs and days needed");
        } else {
            int least = repeats.least(task.parameters().integer(VelocitySpike.MINIMUM_REPEATS),
                    task.parameters().decimal(VelocitySpike.REPEAT_SHARE));
            repeats.search(least, ids -> repeated(ids, repeats), task.watch());
            statistics.put("repeatsSearched", "yes");
            statistics.put("leastRepeats", least);
            statistics.put("repeats", selection.found() - spikes);
        }
        statistics.put("found", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private void spikes(Adjacency adjacency, int[] placeDays, boolean inward) {
        long[] amounts = adjacency.placed(transfers.amounts);
        for (int party = 0; party < transfers.parties; party++) {
            if (party % PARTIES_A_LOOK == 0) {
                task.watch().at(0.4);
            }
            if (adjacency.size(party) > minimumDays) {
                spikes(adjacency, placeDays, amounts, party, inward);
            }
        }
    }

    private void spikes(Adjacency adjacency, int[] placeDays, long[] amounts, int party, boolean inward) {
        counts.clear();
        sums.clear();
        int from = adjacency.start(party);
        long sum = 0;
        for (int place = from; place < adjacency.end(party); place++) {
            sum = Sums.plus(sum, amounts[place]);
            boolean lastOfDay = place + 1 == adjacency.end(party) || placeDays[place + 1] != placeDays[place];
            if (lastOfDay) {
                if (counts.size() >= minimumDays) {
                    judge(adjacency, from, place + 1, sum, inward);
                }
                counts.add(place + 1L - from);
                sums.add(sum);
                from = place + 1;
                sum = 0;
            }
        }
        judged += counts.size() > minimumDays ? 1 : 0;
    }

    private void judge(Adjacency adjacency, int from, int to, long sum, boolean inward) {
        boolean often = counts.exceededBy(to - from, sigmas, ratio);
        boolean much = sums.exceededBy(sum, sigmas, ratio);
        if (!often && !much) {
            return;
        }
        int[] ids = new int[to - from];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = adjacency.at(from + i);
        }
        String grade = often && much ? "COUNT_AND_SUM" : often ? "COUNT" : "SUM";
        History.Moments number = counts.moments();
        History.Moments amount = sums.moments();
        selection.add(WEIGHTS.points(grade), sum, transfers.rowNumbers(ids),
                () -> spike(ids, sum, number, amount, inward, grade));
    }

    private Explanation spike(int[] ids, long sum, History.Moments number, History.Moments amount, boolean inward,
            String grade) {
        Evidence evidence = new Evidence(transfers);
        String currency = transfers.currency(ids[0]);
        String total = Numerals.money(sum, currency);
        BigDecimal countLimit = limit(number, 0);
        BigDecimal sumLimit = limit(amount, Currencies.digits(currency));
        return new Explanation(
                "mean = total / days; deviation = root((days x squares - total^2) / (days (days - 1))); selected where value > mean and"
                        + " value >= mean + sigmas deviation and value >= minimumRatio x mean, for the number or the sum of the day",
                Figures.of("direction", inward ? "in" : "out", "transfers", evidence.listed(ids), "number", ids.length,
                        "sum", total, "currency", currency, "day", LocalDate.ofEpochDay(days[ids[0]]).toString(),
                        "days", number.days(), "totalOfNumbers", new BigDecimal(number.sum()), "squaresOfNumbers",
                        new BigDecimal(number.squares()), "totalOfSums", money(amount.sum(), currency),
                        "squaresOfSums", new BigDecimal(amount.squares(), 2 * Currencies.digits(currency))),
                constants(),
                Figures.of("meanNumber", number.mean(), "deviationOfNumbers", number.deviation(), "numberLimit",
                        countLimit, "meanSum", scaled(amount.mean(), currency), "deviationOfSums",
                        scaled(amount.deviation(), currency), "sumLimit", sumLimit, "followUps", followUps(ids),
                        "grade", grade, "points", WEIGHTS.points(grade)),
                ("SUM".equals(grade) ? "" : "number " + ids.length + " >= " + countLimit.toPlainString())
                        + ("COUNT_AND_SUM".equals(grade) ? " and " : "")
                        + ("COUNT".equals(grade) ? "" : "sum " + total + " >= " + sumLimit.toPlainString()),
                "On " + LocalDate.ofEpochDay(days[ids[0]]) + " an account " + (inward ? "received " : "paid ") + total
                        + " " + currency + " in " + Numerals.grouped(ids.length) + " transfer"
                        + (ids.length == 1 ? "" : "s") + "; on " + number.days() + " earlier days it was "
                        + Numerals.grouped(amount.mean().movePointLeft(Currencies.digits(currency)).doubleValue(), 2)
                        + " in " + Numerals.grouped(number.mean().doubleValue(), 1) + " on average.",
                VelocitySpike.SOURCE);
    }

    private void repeated(int[] ids, Repeats repeats) {
        long asOften = repeats.atLeast(ids.length);
        boolean rare = !Figures.exceeds(asOften, repeats.pairDays(), VelocitySpike.RARE_SHARE);
        String grade = rare ? "REPEATED_RARELY" : "REPEATED";
        long sum = 0;
        for (int id : ids) {
            sum = Sums.plus(sum, transfers.amounts[id]);
        }
        long total = sum;
        selection.add(WEIGHTS.points(grade), sum, transfers.rowNumbers(ids),
                () -> repeat(ids, total, asOften, repeats.pairDays(), grade));
    }

    private Explanation repeat(int[] ids, long sum, long asOften, long pairDays, String grade) {
        Evidence evidence = new Evidence(transfers);
        String currency = transfers.currency(ids[0]);
        String day = LocalDate.ofEpochDay(days[ids[0]]).toString();
        BigDecimal share = Numerals.quotient(asOften, pairDays);
        return new Explanation(
                "share = pairs and days with as many transfers or more / all pairs and days; selected where share <= repeatShare",
                Figures.of("transfers", evidence.listed(ids), "number", ids.length, "sum",
                        Numerals.money(sum, currency), "currency", currency, "day", day, "asOften", asOften,
                        "pairsAndDays", pairDays),
                constants(),
                Figures.of("share", share, "followUps", followUps(ids), "grade", grade, "points",
                        WEIGHTS.points(grade)),
                ids.length + " >= " + task.parameters().integer(VelocitySpike.MINIMUM_REPEATS) + " and share "
                        + share.toPlainString() + " <= "
                        + task.parameters().decimal(VelocitySpike.REPEAT_SHARE).toPlainString(),
                "On " + day + " one party paid another " + Numerals.counted(ids.length, "time", "times") + ", "
                        + Numerals.money(sum, currency) + " " + currency + " in all; as many or more occur for "
                        + Numerals.grouped(asOften) + " of " + Numerals.grouped(pairDays) + " pairs and days.",
                VelocitySpike.SOURCE);
    }

    private Map<String, Object> constants() {
        Parameters parameters = task.parameters();
        return Figures.of(VelocitySpike.SIGMAS, sigmas, VelocitySpike.MINIMUM_DAYS, minimumDays,
                VelocitySpike.MINIMUM_RATIO, ratio, VelocitySpike.FOLLOW_UP_SECONDS,
                parameters.integer(VelocitySpike.FOLLOW_UP_SECONDS), VelocitySpike.MINIMUM_REPEATS,
                parameters.integer(VelocitySpike.MINIMUM_REPEATS), VelocitySpike.REPEAT_SHARE,
                parameters.decimal(VelocitySpike.REPEAT_SHARE), "rareShare", VelocitySpike.RARE_SHARE, "points",
                WEIGHTS.grades());
    }

    /** Mean plus sigmas deviations, or ratio times the mean where that is more, to 12 digits, in units. */
    private BigDecimal limit(History.Moments moments, int digits) {
        BigDecimal above = moments.mean().add(sigmas.multiply(moments.deviation()));
        return Numerals.rounded(above.max(ratio.multiply(moments.mean())).movePointLeft(digits).doubleValue());
    }

    private static BigDecimal scaled(BigDecimal minorUnits, String currency) {
        return minorUnits.movePointLeft(Currencies.digits(currency));
    }

    private static String money(BigInteger minorUnits, String currency) {
        return new BigDecimal(minorUnits, Currencies.digits(currency)).toPlainString();
    }

    /** Transfers that follow the one before them at once; 0 where moments are dates. */
    private int followUps(int[] ids) {
        long window = task.parameters().integer(VelocitySpike.FOLLOW_UP_SECONDS) * MICROS_A_SECOND;
        int number = 0;
        for (int i = 1; transfers.timed && i < ids.length; i++) {
            number += transfers.times[ids[i]] - transfers.times[ids[i - 1]] < window ? 1 : 0;
        }
        return number;
    }
}
