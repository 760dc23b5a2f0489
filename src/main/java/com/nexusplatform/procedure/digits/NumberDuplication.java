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
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;

/**
 * DIG-6: amounts that occur remarkably often, each set beside the frequency of amounts near it. Repetition is mostly routine
 * (fees, rents), so the points are few.
 */
public final class NumberDuplication implements Procedure {

    private static final String MINIMUM_REPEATS = "minimumRepeats";
    private static final String TOP = "top";
    private static final String DE_MINIMIS = "deMinimis";
    private static final Weights POINTS = Weights.of("DIG-6");
    private static final List<String> GRADES = List.of("LISTED", "TENFOLD", "HUNDREDFOLD");
    private static final int STRIDE = 1 << 18;
    private static final String SOURCE = "Nigrini, Benford's Law (2012), number duplication test; neighbourhood, limits and points:"
            + " NEXUS's proposals";

    private static final Declaration DECLARATION = new Declaration("DIG-6", 2, "Number duplication", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY),
            List.of(Sign.parameter(),
                    Parameter.integer(MINIMUM_REPEATS, 20, 2, 1_000_000, "occurrences from which an amount is listed",
                            "NEXUS's proposal"),
                    Parameter.integer(TOP, 20, 1, 100, "most amounts listed, most frequent first, then smallest first",
                            "the length of the table in benford.analysis"),
                    Parameter.decimal(DE_MINIMIS, "0", "0", "1000000000000",
                            "amounts smaller by magnitude are left out, in units of each row's currency",
                            "NEXUS's proposal")),
            "Counts how often each amount of one sign occurs in its currency. Beside it stands the frequency expected from its"
                    + " neighbourhood: occurrences of other amounts within a tenth below and above, divided by the number of"
                    + " such amounts. Lists the most frequent, one alert an amount, of grade LISTED; TENFOLD where it occurs at"
                    + " least 10 times as often as expected, HUNDREDFOLD at 100 times.",
            "At least one amount of the sign, not below deMinimis.", SOURCE,
            "linear in rows; 4 MiB and up to 64 bytes for each different amount");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        Sign sign = Sign.of(task.parameters());
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        long[] least = currencies.minorUnits(task.parameters().decimal(DE_MINIMIS));
        AmountCounts counts = new AmountCounts(sign, currencies.codes().size(), task.ledger().amounts().length);
        int n = count(task, sign, currencies, least, counts);
        if (n == 0) {
            return new Outcome.NotApplicable(
                    "There is no " + sign.word() + " amount of at least "
                            + task.parameters().decimal(DE_MINIMIS).toPlainString() + ".",
                    Map.of("n", 0, DE_MINIMIS, task.parameters().decimal(DE_MINIMIS)));
        }
        List<AmountCounts.Repeated> found = counts.repeated(task.parameters().integer(MINIMUM_REPEATS));
        List<AmountCounts.Repeated> listed = found.stream().limit(task.parameters().integer(TOP)).toList();
        return said(task, sign, currencies, counts, n, found, listed);
    }

    private static int count(Task task, Sign sign, RowCurrencies currencies, long[] least, AmountCounts counts) {
        long[] amounts = task.ledger().amounts();
        int n = 0;
        for (int i = 0; i < amounts.length; i++) {
            if (i % STRIDE == 0) {
                task.watch().at(0.6 * i / amounts.length);
            }
            if (sign.has(amounts[i])) {
                int currency = currencies.at(i);
                if (amounts[i] >= least[currency] || amounts[i] <= -least[currency]) {
                    counts.add(amounts[i], currency);
                    n++;
                }
            }
        }
        return n;
    }

    private static Outcome said(Task task, Sign sign, RowCurrencies currencies, AmountCounts counts, int n,
            List<AmountCounts.Repeated> found, List<AmountCounts.Repeated> listed) {
        Neighbourhoods near = Neighbourhoods.of(task.ledger().amounts(), currencies, counts, listed);
        task.watch().at(0.9);
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("sign", sign.word());
        statistics.put("n", n);
        statistics.put("differentAmounts", counts.size());
        statistics.put("found", found.size());
        statistics.put("reported", listed.size());
        statistics.put("rowsFound", found.stream().mapToLong(AmountCounts.Repeated::count).sum());
        Alert[] alerts = new Alert[listed.size()];
        Arrays.setAll(alerts, place -> {
            AmountCounts.Repeated repeated = listed.get(place);
            return new Alert(POINTS.points(grade(near, place, repeated.count())), near.rows(place),
                    explanation(task.parameters(), repeated, currencies.code(repeated.currency()), near, place));
        });
        return new Outcome.Applicable(statistics, List.of(alerts));
    }

    /** The grade rises with each power of ten by which the count exceeds the expected neighbours/values; whole numbers only. */
    private static String grade(Neighbourhoods near, int place, long count) {
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
        BigDecimal expected = Numerals.quotient(near.occurrences(place), near.values(place));
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("amount", amount);
        inputs.put("currency", currency);
        inputs.put("observed", repeated.count());
        inputs.put("rank", place + 1);
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("neighboursFrom", Numerals.money(near.from(place), currency));
        steps.put("neighboursTo", Numerals.money(near.to(place), currency));
        steps.put("neighbouringOccurrences", near.occurrences(place));
        steps.put("neighbouringAmounts", near.values(place));
        steps.put("expected", expected);
        steps.put("grade", grade(near, place, repeated.count()));
        steps.put("points", POINTS.points(grade(near, place, repeated.count())));
        return new Explanation(
                "neighbours = amounts within a tenth of the amount, itself left out;"
                        + " expected = neighbouringOccurrences / neighbouringAmounts;"
                        + " grade HUNDREDFOLD where observed >= 100 expected, else TENFOLD where observed >= 10 expected, else LISTED",
                inputs,
                Map.of(MINIMUM_REPEATS, parameters.integer(MINIMUM_REPEATS), TOP, parameters.integer(TOP), DE_MINIMIS,
                        parameters.decimal(DE_MINIMIS)),
                steps,
                "observed " + repeated.count() + " >= " + parameters.integer(MINIMUM_REPEATS) + " and rank "
                        + (place + 1)
                        + " <= " + parameters.integer(TOP),
                "The amount " + amount + " " + currency + " occurs " + Numerals.grouped(repeated.count())
                        + " times; amounts near it occur about " + Numerals.grouped(expected.doubleValue(), 1)
                        + " times each.",
                SOURCE);
    }
}
