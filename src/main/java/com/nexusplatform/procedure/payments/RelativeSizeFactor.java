package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Dictionary;
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
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;

/** PAY-5: counterparties whose largest amount is many times their second largest, as a slipped decimal point makes it. */
public final class RelativeSizeFactor implements Procedure {

    private static final String THRESHOLD = "threshold";
    private static final String MINIMUM_ROWS = "minimumRows";
    private static final String NOTED = "noted";
    private static final String NOTED_ROWS = "notedRows";
    private static final String DE_MINIMIS = "deMinimis";
    private static final String MAXIMUM_ALERTS = "maximumAlerts";
    private static final Weights WEIGHTS = Weights.of("PAY-5");
    private static final List<String> MULTIPLES = List.of("10", "5", "2.5");
    private static final String SOURCE = "Nigrini, Benford's Law (2012), chapter 11: relative size factor; 10 is the rule of thumb"
            + " quoted by practitioners";

    private static final Declaration DECLARATION = new Declaration("PAY-5", 8, "Relative size factor", Family.PAYMENTS,
            EnumSet.of(DatasetKind.PAYMENTS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME),
            List.of(Parameter.decimal(THRESHOLD, "10", "1", "1000000",
                    "largest amount divided by the second largest, from which it is selected",
                    "rule of thumb, Nigrini (2012)"),
                    Parameter.integer(MINIMUM_ROWS, 3, 2, 1_000_000,
                            "positive amounts below which a counterparty is not judged", "NEXUS's proposal"),
                    Parameter.decimal(NOTED, "3", "1", "1000000",
                            "smaller factor from which it is noted where the counterparty has notedRows; no effect from the"
                                    + " threshold on",
                            "NEXUS's proposal"),
                    Parameter.integer(NOTED_ROWS, 5, 2, 1_000_000,
                            "positive amounts below which a smaller factor says nothing", "NEXUS's proposal"),
                    Parameter.decimal(DE_MINIMIS, "0", "0", "1000000000000",
                            "least largest amount, in units of its currency; a tenth of the materiality is usual, to be stated"
                                    + " here since a procedure sees its dataset and parameters alone, not the examination",
                            "NEXUS's proposal"),
                    Parameter.integer(MAXIMUM_ALERTS, 5_000, 1, 100_000,
                            "most alerts reported, greatest factor first, then by row; all found are counted",
                            "NEXUS's proposal")),
            "For each counterparty (counterpartyId in upper case, or where no id is mapped counterpartyName in upper case without"
                    + " punctuation; accents composed in both) and currency: the largest positive"
                    + " amount divided by the second largest. Selects the row of the largest where the factor is at least the"
                    + " threshold, one alert a counterparty; amounts are multiplied out, not divided, to compare exactly."
                    + " Graded TIMES_1, TIMES_2_5, TIMES_5 or TIMES_10 by the highest of 1, 2.5, 5 and 10 times the threshold"
                    + " that the factor reaches. Of counterparties with notedRows positive amounts, also factors from noted on:"
                    + " NOTED_1_5 from 1.5 times noted, NOTED_1 below. Payments whose row names nobody in that column are counted"
                    + " only (paymentsWithoutCounterparty).",
            "A column of counterparties, and at least one counterparty with minimumRows positive amounts of one currency.",
            SOURCE, "linear in rows; 32 bytes for each counterparty");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        Optional<Field> counterparty = Stream.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME)
            .filter(ledger::has)
            .findFirst();
        if (counterparty.isEmpty()) {
            return new Outcome.NotApplicable("The dataset has no column mapped to counterpartyId or counterpartyName."
                    + " Map one, or leave PAY-5 out of the plan.", Map.of("missing", List.of("counterpartyId")));
        }
        return new Search(task, counterparty.get()).outcome();
    }

    /** One performance: the factors of all counterparties, currency by currency. */
    private static final class Search {

        private final ColumnarLedger ledger;
        private final Parameters parameters;
        private final Field counterparty;
        private final int[] numbers;
        private final int counterparties;
        private final RowCurrencies currencies;
        private final BigDecimal threshold;
        private final List<Factor> factors = new ArrayList<>();
        private int judged;
        private int tooSmall;
        private int withoutCounterparty;

        Search(Task task, Field counterparty) {
            ledger = task.ledger();
            parameters = task.parameters();
            this.counterparty = counterparty;
            Dictionary.Builder forms = new Dictionary.Builder();
            NormalForm form = counterparty == Field.COUNTERPARTY_ID ? NormalForm.IDENTIFIER : NormalForm.NAME;
            numbers = form.classes(ledger.dictionary(counterparty), forms);
            counterparties = forms.size();
            currencies = RowCurrencies.of(ledger);
            threshold = parameters.decimal(THRESHOLD);
            long[] least = currencies.minorUnits(parameters.decimal(DE_MINIMIS));
            for (int currency = 0; currency < least.length; currency++) {
                task.watch().at((double) currency / least.length);
                search(currency, least[currency]);
            }
        }

        private void search(int currency, long least) {
            LargestPayments payments = LargestPayments.of(ledger, counterparty, numbers, counterparties, currencies,
                    currency);
            withoutCounterparty += payments.withoutCounterparty();
            for (int number = 1; number <= counterparties; number++) {
                int count = payments.count(number);
                if (count < parameters.integer(MINIMUM_ROWS)) {
                    tooSmall += count == 0 ? 0 : 1;
                    continue;
                }
                judged++;
                Factor factor = new Factor(payments.largest(number), payments.second(number), count,
                        ledger.amounts()[payments.largest(number)], ledger.amounts()[payments.second(number)]);
                boolean noted = count >= parameters.integer(NOTED_ROWS) && factor.isAtLeast(parameters.decimal(NOTED));
                if (factor.largest >= least && (noted || factor.isAtLeast(threshold))) {
                    factors.add(factor);
                }
            }
        }

        Outcome outcome() {
            Map<String, Object> statistics = new LinkedHashMap<>();
            statistics.put("groupedBy", counterparty.label());
            statistics.put("counterpartiesJudged", judged);
            statistics.put("counterpartiesTooSmall", tooSmall);
            statistics.put(Parties.UNNAMED, withoutCounterparty);
            if (judged == 0) {
                return new Outcome.NotApplicable(
                        "No counterparty has " + parameters.integer(MINIMUM_ROWS)
                                + " positive amounts of one currency.",
                        statistics);
            }
            List<Factor> reported = factors.stream().sorted().limit(parameters.integer(MAXIMUM_ALERTS)).toList();
            statistics.put("found", factors.size());
            statistics.put("reported", reported.size());
            return new Outcome.Applicable(statistics, reported.stream().map(this::alert).toList());
        }

        private Alert alert(Factor factor) {
            String currency = currencies.code(currencies.at(factor.row));
            String largest = Numerals.money(factor.largest, currency);
            String second = Numerals.money(factor.second, currency);
            String ratio = factor.rounded().toPlainString();
            Map<String, Object> inputs = new LinkedHashMap<>();
            inputs.put("groupedBy", counterparty.label());
            // a name can be personal data, which only the records themselves show
            inputs.put("counterparty", counterparty.personal()
                    ? "the value of row " + (factor.row + 1)
                    : ledger.text(counterparty, factor.row));
            inputs.put("currency", currency);
            inputs.put("amounts", factor.count);
            inputs.put("largest", largest);
            inputs.put("largestRow", factor.row + 1);
            inputs.put("second", second);
            inputs.put("secondRow", factor.secondRow + 1);
            Map<String, Object> constants = Map.of(THRESHOLD, threshold, MINIMUM_ROWS, parameters.integer(MINIMUM_ROWS),
                    NOTED, parameters.decimal(NOTED), NOTED_ROWS, parameters.integer(NOTED_ROWS), DE_MINIMIS,
                    parameters.decimal(DE_MINIMIS), "points", WEIGHTS.grades());
            BigDecimal reached = factor.isAtLeast(threshold) ? threshold : parameters.decimal(NOTED);
            String grade = factor.grade(threshold, parameters.decimal(NOTED));
            Explanation explanation = new Explanation(
                    "factor = largest / second; selected where largest >= threshold second, or amounts >= notedRows AND"
                            + " largest >= noted second; grade TIMES by the highest of 1, 2.5, 5 and 10 times the threshold that"
                            + " the factor reaches, else NOTED_1_5 from 1.5 noted, else NOTED_1",
                    inputs, constants,
                    Figures.of("factor", factor.rounded(), "grade", grade, "points", WEIGHTS.points(grade)),
                    "factor " + ratio + " >= " + reached.toPlainString() + " and largest " + largest + " >= "
                            + parameters.decimal(DE_MINIMIS).toPlainString(),
                    "The amount " + largest + " " + currency + " is " + ratio + " times the next largest of "
                            + Numerals.grouped(factor.count) + " amounts of this counterparty, " + second + ".",
                    SOURCE);
            return new Alert(WEIGHTS.points(grade), new int[]{factor.row + 1}, explanation);
        }
    }

    /** The two largest amounts of a counterparty; the greatest factor comes first, then the earliest row. */
    private record Factor(int row, int secondRow, int count, long largest, long second) implements Comparable<Factor> {

        boolean isAtLeast(BigDecimal threshold) {
            return BigDecimal.valueOf(largest).compareTo(threshold.multiply(BigDecimal.valueOf(second))) >= 0;
        }

        String grade(BigDecimal threshold, BigDecimal noted) {
            for (String times : MULTIPLES) {
                if (isAtLeast(threshold.multiply(new BigDecimal(times)))) {
                    return "TIMES_" + times.replace('.', '_');
                }
            }
            if (isAtLeast(threshold)) {
                return "TIMES_1";
            }
            return isAtLeast(noted.multiply(new BigDecimal("1.5"))) ? "NOTED_1_5" : "NOTED_1";
        }

        /** The factor to four decimals, cut off, so that it never seems to reach what it does not. */
        BigDecimal rounded() {
            return BigDecimal.valueOf(largest).divide(BigDecimal.valueOf(second), 4, RoundingMode.DOWN);
        }

        @Override
        public int compareTo(Factor other) {
            // largest / second against the other's, exactly: products of 128 bits, none negative
            int byHighHalf = Long.compare(Math.multiplyHigh(other.largest, second),
                    Math.multiplyHigh(largest, other.second));
            int byFactor = byHighHalf != 0
                    ? byHighHalf
                    : Long.compareUnsigned(other.largest * second, largest * other.second);
            return byFactor != 0 ? byFactor : Integer.compare(row, other.row);
        }
    }
}
