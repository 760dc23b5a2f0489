package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Subsets;

/**
 * DIG-6: amounts that occur remarkably often, each set beside the frequency of amounts near it. Repetition is mostly routine
 * (fees, rents), so the points are few.
 */
public final class NumberDuplication implements Procedure {

    static final String MINIMUM_REPEATS = "minimumRepeats";
    private static final String TOP = "top";
    static final String DE_MINIMIS = "deMinimis";
    static final Weights POINTS = Weights.of("DIG-6");
    private static final List<String> GRADES = List.of("LISTED", "TENFOLD", "HUNDREDFOLD");
    static final String SOURCE = "Nigrini, Benford's Law (2012), number duplication test; neighbourhood, limits and points:"
            + " NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration("DIG-6", 6, "Number duplication", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            FirstDigit.optional(),
            DigitSubsets.parameters(Sign.parameter(),
                    Parameter.integer(MINIMUM_REPEATS, 20, 2, 1_000_000, "occurrences from which an amount is listed",
                            "NEXUS's proposal"),
                    Parameter.integer(TOP, 20, 1, 100,
                            "without a subset: most amounts listed, most frequent first, then smallest first",
                            "the length of the table in benford.analysis"),
                    Parameter.decimal(DE_MINIMIS, "0", "0", "1000000000000",
                            "amounts smaller by magnitude are left out, in units of each row's currency",
                            "NEXUS's proposal")),
            "Counts how often each amount of one sign occurs in its currency. Beside it stands the frequency expected from its"
                    + " neighbourhood: occurrences of other amounts within a tenth below and above, none below deMinimis, divided by"
                    + " the number of such amounts. Lists the most frequent, one alert an amount, of grade LISTED; TENFOLD where it occurs at"
                    + " least 10 times as often as expected, HUNDREDFOLD at 100 times. With a subset, each amount that occurs at least"
                    + " minimumRepeats times in its currency is tested in each account, counterparty, user or type: of K"
                    + " occurrences, k in a subset that holds n of the N rows counted have the one-sided binomial p value of k"
                    + " successes or more in K trials of n/N, which is not below the exact one of rows dealt out at random."
                    + " Benjamini and Hochberg's procedure at q, over all amounts so tested times all subsets, names those with"
                    + " at least minimumRepeats occurrences, one alert each, graded alike by k beside K n/N. It says that a"
                    + " subset has a number of its own, not that the number is wrong.",
            "At least one amount of the sign, not below deMinimis.", SOURCE,
            "linear in rows; 4 MiB and up to 64 bytes for each different amount; with a subset 24 bytes a row more, and a pass"
                    + " for each currency");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return Subsets.refusal(DECLARATION.code(), task).orElseGet(() -> said(task));
    }

    private static Outcome said(Task task) {
        RepeatedAmounts amounts = RepeatedAmounts.of(task);
        if (amounts.n() == 0) {
            BigDecimal deMinimis = task.parameters().decimal(DE_MINIMIS);
            return new Outcome.NotApplicable("There is no " + amounts.words(deMinimis) + ".",
                    Map.of("n", 0, DE_MINIMIS, deMinimis));
        }
        return Subsets.of(task.ledger(), task.parameters())
            .map(subsets -> SubsetRepetitions.of(task, amounts, subsets))
            .orElseGet(() -> said(task, amounts));
    }

    private static Outcome said(Task task, RepeatedAmounts amounts) {
        List<AmountCounts.Repeated> found = amounts.repeated();
        List<AmountCounts.Repeated> listed = found.stream().limit(task.parameters().integer(TOP)).toList();
        Neighbourhoods near = Neighbourhoods.of(amounts, listed);
        task.watch().at(0.9);
        Map<String, Object> statistics = amounts.statistics();
        statistics.put("found", found.size());
        statistics.put("reported", listed.size());
        statistics.put("rowsFound", found.stream().mapToLong(AmountCounts.Repeated::count).sum());
        Alert[] alerts = new Alert[listed.size()];
        Arrays.setAll(alerts, place -> {
            AmountCounts.Repeated repeated = listed.get(place);
            return new Alert(POINTS.points(grade(near, place, repeated.count())), near.rows(place),
                    explanation(task.parameters(), repeated, amounts.currencies().code(repeated.currency()), near,
                            place));
        });
        return new Outcome.Applicable(statistics, List.of(alerts));
    }

    /** The parameters that every explanation shows. */
    static Map<String, Object> constants(Parameters parameters) {
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put(MINIMUM_REPEATS, parameters.integer(MINIMUM_REPEATS));
        constants.put(DE_MINIMIS, parameters.decimal(DE_MINIMIS));
        constants.put("points", POINTS.grades());
        return constants;
    }

    /** The grade rises with each power of ten by which the count exceeds the expected neighbours/values; whole numbers only. */
    private static String grade(Neighbourhoods near, int place, long count) {
        if (near.values(place) == 0) {
            return GRADES.getFirst();
        }
        BigInteger observed = BigInteger.valueOf(count).multiply(BigInteger.valueOf(near.values(place)));
        BigInteger expected = BigInteger.valueOf(near.occurrences(place));
        int grade = 0;
        while (grade < GRADES.size() - 1
                && observed.compareTo(expected.multiply(BigInteger.TEN.pow(grade + 1))) >= 0) {
            grade++;
        }
        return GRADES.get(grade);
    }

    private static Explanation explanation(Parameters parameters, AmountCounts.Repeated repeated, String currency,
            Neighbourhoods near, int place) {
        String amount = Numerals.money(repeated.amount(), currency);
        boolean alone = near.values(place) == 0;
        BigDecimal expected = alone ? BigDecimal.ZERO : Numerals.quotient(near.occurrences(place), near.values(place));
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("amount", amount);
        inputs.put("currency", currency);
        inputs.put("observed", repeated.count());
        inputs.put("rank", place + 1);
        Map<String, Object> constants = constants(parameters);
        constants.put(TOP, parameters.integer(TOP));
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("neighboursFrom", Numerals.money(near.from(place), currency));
        steps.put("neighboursTo", Numerals.money(near.to(place), currency));
        steps.put("neighbouringOccurrences", near.occurrences(place));
        steps.put("neighbouringAmounts", near.values(place));
        steps.put("expected", expected);
        steps.put("grade", grade(near, place, repeated.count()));
        steps.put("points", POINTS.points(grade(near, place, repeated.count())));
        return new Explanation(
                "neighbours = amounts within a tenth of the amount and not below deMinimis, itself left out;"
                        + " expected = neighbouringOccurrences / neighbouringAmounts;"
                        + " grade HUNDREDFOLD where observed >= 100 expected, else TENFOLD where observed >= 10 expected, else LISTED;"
                        + " LISTED where neighbouringAmounts = 0",
                inputs,
                constants,
                steps,
                "observed " + repeated.count() + " >= " + parameters.integer(MINIMUM_REPEATS) + " and rank "
                        + (place + 1)
                        + " <= " + parameters.integer(TOP),
                "The amount " + amount + " " + currency + " occurs " + Numerals.grouped(repeated.count())
                        + " times; " + (alone
                                ? "no other amount is within a tenth of it."
                                : "amounts near it occur about " + Numerals.grouped(expected.doubleValue(), 1)
                                        + " times each."),
                SOURCE);
    }
}
