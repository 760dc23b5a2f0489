package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameter.Form;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Figures;

/** SMP-1: plans and draws a monetary unit sample. It raises no alerts: a drawn row is no suspicion. */
public final class MonetaryUnitSample implements Procedure {

    private static final String SOURCE = "Monetary unit sampling: AICPA Audit Guide Audit Sampling, table C-1, whose sizes the "
            + "gamma distribution gives; Stringer bound with Poisson factors for the evaluation";

    private static final Declaration DECLARATION = new Declaration("SMP-1", 4, "Monetary unit sample",
            Family.SAMPLING, Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS),
            Set.of(Field.AMOUNT), Set.of(Field.CURRENCY),
            List.of(Parameter.decimal("tolerableMisstatement", "0", "0", "1000000000000000",
                    "misstatement from which the total would be wrong, in units of the currency; 0 for not stated, and then no "
                            + "sample is drawn",
                    "must be stated: the examination's materiality or less"),
                    Parameter.decimal("expectedMisstatement", "0", "0", "1000000000000000",
                            "misstatement that is expected to be there, in units of the currency",
                            "AICPA: none expected"),
                    Sampled.confidence(), Parameter.text("currency", "", List.of(),
                            "ISO 4217 code of the amounts to sample; empty for the dataset's own", "NEXUS")
                        .written(Form.each("an ISO 4217 code such as EUR, or empty",
                                code -> code.isEmpty() || Currencies.exists(code))),
                    Parameter.text("sign", "positive", List.of("positive", "negative"),
                            "amounts of which sign are sampled; those of the other need a sample of their own",
                            "overstatements of debits and of credits are different questions"),
                    Parameter.text("selection", "fixed interval", List.of("fixed interval", "cell"),
                            "a unit every interval from one random start, or a random unit in each interval", "AICPA"),
                    Sampled.limit()),
            "The population are the amounts of one sign and currency, BV in all. The sample has the least n for which the gamma "
                    + "distribution of shape 1 + (EM/BV)·n and rate n lies below TM/BV with the confidence, TM being the "
                    + "tolerable and EM the expected misstatement. The interval is I = BV/n, rounded down to the minor unit. "
                    + "Every item of I or more is drawn; of the others the items that hold the selected units of money, counted "
                    + "in the order of the rows: from a random start of 1 to I a unit every I, or a random one in each I. The "
                    + "draw depends on the seed of the run alone. Should no drawn item be misstated, the overstatement of the "
                    + "others is at most I times the Poisson factor of no error, rounded up to the minor unit, and never more than what they are worth: no item is "
                    + "overstated by more than its value. That holds also where they are worth less than I and none of them was "
                    + "drawn; it is nothing only where every item is of I or more.",
            "tolerableMisstatement is stated, is more than expectedMisstatement and less than BV, and a sample of at most "
                    + Numerals.grouped(SampleSize.LARGEST)
                    + " items suffices; at least one amount of the sign and currency; their sum fits into 63 bits.",
            SOURCE, "Linear in the rows; 8 bytes a row and 4 for each item drawn.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        Parameters parameters = task.parameters();
        if (parameters.decimal("tolerableMisstatement").signum() == 0) {
            return new Outcome.NotApplicable(
                    "No tolerableMisstatement is stated; the sample cannot be planned without the "
                            + "misstatement from which the total would be wrong.",
                    Figures.of("missing", "tolerableMisstatement"));
        }
        String given = parameters.text("currency");
        String currency = given.isEmpty() ? task.ledger().currency() : given;
        boolean negative = parameters.text("sign").equals("negative");
        Optional<MonetaryPopulation> population = MonetaryPopulation.of(task.ledger(), currency, negative);
        task.watch().at(0.5);
        if (population.isEmpty()) {
            return new Outcome.NotApplicable("The " + parameters.text("sign") + " amounts in " + currency
                    + " sum to more than 2^63 - 1 minor units; intervals of such a total are not reckoned.",
                    Figures.of("currency", currency));
        }
        long value = population.get().value();
        if (value == 0) {
            return new Outcome.NotApplicable("There is no " + parameters.text("sign") + " amount in " + currency
                    + "; a sample by money needs one.", Figures.of("currency", currency, "rows", 0));
        }
        return planned(task, currency, population.get());
    }

    private static Outcome planned(Task task, String currency, MonetaryPopulation population) {
        Parameters parameters = task.parameters();
        BigDecimal tolerable = parameters.decimal("tolerableMisstatement");
        BigDecimal expected = parameters.decimal("expectedMisstatement");
        long value = population.value();
        if (MonetaryPlan.tolerates(tolerable, value, currency)) {
            return new Outcome.NotApplicable("The " + parameters.text("sign") + " amounts come to "
                    + Numerals.money(value, currency) + " " + currency
                    + "; no more could be wrong, and a misstatement of " + tolerable.toPlainString()
                    + " is tolerable. State a tolerableMisstatement below the total.",
                    Figures.of("tolerableMisstatement", tolerable, "bookValue", Numerals.money(value, currency)));
        }
        Optional<MonetaryPlan> plan = MonetaryPlan.of(value, currency, parameters.decimal("confidence"), tolerable,
                expected);
        if (plan.isEmpty()) {
            return new Outcome.NotApplicable("No sample of up to " + Numerals.grouped(SampleSize.LARGEST)
                    + " items assures a misstatement below " + tolerable.toPlainString() + " in "
                    + Numerals.money(value, currency) + " " + currency + " when " + expected.toPlainString()
                    + " is expected; state a larger tolerable or a smaller expected misstatement.",
                    Figures.of("tolerableMisstatement", tolerable, "expectedMisstatement", expected, "bookValue",
                            Numerals.money(value, currency)));
        }
        return drawn(task, currency, population, plan.get());
    }

    private static Outcome drawn(Task task, String currency, MonetaryPopulation population, MonetaryPlan plan) {
        Parameters parameters = task.parameters();
        MonetaryDraw.Selection selection = parameters.text("selection").equals("cell")
                ? MonetaryDraw.Selection.CELL
                : MonetaryDraw.Selection.FIXED_INTERVAL;
        MonetaryDraw draw = MonetaryDraw.of(population.values(), plan.interval(), selection,
                new SeededDraw(task.seed()));
        task.watch().at(0.9);
        BigDecimal confidence = parameters.decimal("confidence");
        BigDecimal factor = UpperBound.poissonFactor(0, confidence);
        long certain = population.valueOf(draw.certain());
        BigDecimal others = Currencies.decimal(population.value() - certain, currency);
        BigDecimal limit = factor.multiply(Currencies.decimal(plan.interval(), currency))
            .setScale(Currencies.digits(currency), RoundingMode.CEILING)
            .min(others);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("formula", "n = min{ n : Gamma(TM/BV; 1 + (EM/BV)·n, rate n) ≥ confidence }, I = BV/n");
        figures.put("currency", currency);
        figures.put("rows", population.rows());
        figures.put("rowsLeftOut", task.ledger().rows() - population.rows());
        figures.put("bookValue", Numerals.money(population.value(), currency));
        figures.put("plannedSize", plan.size());
        figures.put("interval", Numerals.money(plan.interval(), currency));
        figures.put("seed", Long.toUnsignedString(task.seed(), 16));
        figures.put("certainItems", draw.certain().length);
        figures.put("certainValue", Numerals.money(certain, currency));
        figures.put("otherValue", others.toPlainString());
        figures.put("drawnUnits", draw.drawn().length);
        figures.put("drawnItems", (int) Arrays.stream(draw.drawn()).distinct().count());
        figures.put("factorWithoutError", factor);
        figures.put("limitWithoutError", limit.toPlainString());
        Sampled.rowNos(figures, "certainRowNos", draw.certain(), parameters);
        Sampled.rowNos(figures, "drawnRowNos", draw.drawn(), parameters);
        return new Outcome.Applicable(Collections.unmodifiableMap(figures), List.of());
    }
}
