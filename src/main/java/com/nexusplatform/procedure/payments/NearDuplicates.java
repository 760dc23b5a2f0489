package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/** PAY-2: payments that share all but one of counterparty, document number and amount, and that one nearly. */
public final class NearDuplicates implements Procedure {

    private static final BigDecimal ROUND = new BigDecimal("100");

    private static final Declaration DECLARATION = new Declaration("PAY-2", 10, "Near duplicate payment",
            Family.PAYMENTS,
            Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT, Field.DOCUMENT_NO),
            Set.of(Field.POSTED_AT, Field.EFFECTIVE_ON, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.CURRENCY,
                    Field.ACCOUNT),
            parameters(),
            "Numbers, counterparties, days and double entry are taken as in PAY-1. Seven rules, each a grade. "
                    + "ALTERED_NUMBER: same "
                    + "counterparty and amount, within alteredDays, and the numbers are one edit apart that a run of numbers does "
                    + "not make: one character more or less, two neighbours exchanged, or a look-alike (0 O Q D, 1 I L, 5 S, "
                    + "8 B, 2 Z, 6 G); ALTERED_NUMBER_USUAL where the counterparty has the amount more than twice. "
                    + "CHANGED_DIGIT: the counterparty has the amount exactly twice, within days, and the "
                    + "numbers differ in one digit of the third place or higher (units and tens step by themselves in a "
                    + "sequence), and are not calendar dates. ANOTHER_COUNTERPARTY: one number of five or more characters, "
                    + "not a date, and one amount under two or three counterparties within alteredDays; "
                    + "ANOTHER_COUNTERPARTY_COMMON where the number is shorter or a date, and the amount no multiple of 100. "
                    + "ALTERED_AMOUNT: one "
                    + "counterparty and number, amounts of five or more digits with one changed or two neighbours exchanged, "
                    + "within days. REPEATED_AMOUNT: the counterparty has the amount, which is no multiple of 100, exactly "
                    + "twice under different numbers within alteredDays, and otherwise seldom repeats an amount. Of ALTERED_NUMBER "
                    + "and ANOTHER_COUNTERPARTY, matches over an amount that more than 2 other positive rows of the ledger have are "
                    + "graded ALTERED_NUMBER_KNOWN and ANOTHER_COUNTERPARTY_KNOWN, and all of either kind, usual or common ones "
                    + "too, ALTERED_NUMBER_OFTEN and ANOTHER_COUNTERPARTY_OFTEN where one of the counterparties has 2 "
                    + "such matches or more, over 5 % of its positive rows; ANOTHER_COUNTERPARTY_PAIR where two of the counterparties "
                    + "have 2 such matches or more in common, often one counterparty under two numbers. Matches with "
                    + "a payment that was taken back are dropped. An amount or number that more than groupRows rows share is "
                    + "common, hence no evidence, and is passed over; how many is stated. Of several rows with one number that one "
                    + "is compared which is nearest in days to the other number, the earliest of equally near ones.",
            "Amount, document number, a day and a counterparty are mapped, and at least two rows have all four.",
            NearMatch.SOURCE,
            "Linear in the rows: groups of at most groupRows are compared pair by pair; 25 bytes a row.");

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.decimal("deMinimis", "0", "0", "1000000000000",
                        "least amount examined, in units of the row's currency", "NEXUS: every amount"),
                Parameter.integer("days", 3, 0, 366, "most days between payments whose digit or amount differs",
                        "fuzzy duplicate tests of audit software"),
                Parameter.integer("alteredDays", 60, 0, 366,
                        "most days between payments that share an amount exactly",
                        "NEXUS: two payment terms of 30 days"),
                Parameter.decimal("editShare", "0.20", "0.01", "1",
                        "most edits, as a share of the longer number's characters",
                        "fuzzy duplicate tests of audit software"),
                Parameter.integer("groupRows", 12, 2, 100, "most rows that may share an amount or number",
                        "NEXUS: a monthly charge, once a month for a year"),
                Parameter.decimal("repeatShare", "0.05", "0", "1",
                        "most rows with a repeated amount, as a share, of a counterparty that seldom repeats one",
                        "NEXUS"),
                Parameter.integer("repeatRows", 10, 3, 100_000, "least rows of such a counterparty", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 190;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        Optional<Outcome> refusal = Payments.refusal(ledger, Field.AMOUNT, Field.DOCUMENT_NO)
            .or(() -> RowDays.refusal(DECLARATION.code(), ledger));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        task.watch().at(0);
        Payments payments = Payments.of(ledger, task.parameters().decimal("deMinimis"));
        NearLimits limits = NearLimits.of(task.parameters());
        NearSearch search = new NearSearch(payments, limits, AmountLevel.multiple(ledger, ROUND));
        int examined = search.examined();
        if (examined < 2) {
            return new Outcome.NotApplicable(
                    "Fewer than two rows have a positive amount of at least the least amount, a counterparty, a document "
                            + "number and a date; there is nothing to compare.",
                    Figures.of("rows", ledger.rows(), "examined", examined));
        }
        task.watch().at(0.1);
        return outcome(task, payments, limits, search, examined);
    }

    private static Outcome outcome(Task task, Payments payments, NearLimits limits, NearSearch search, int examined) {
        Selection selection = new Selection(task.parameters());
        Map<String, Object> foundByRule = new TreeMap<>();
        for (NearRule rule : NearRule.values()) {
            foundByRule.put(rule.name(), 0);
        }
        List<NearMatch> matches = search.run(task.watch());
        AmountUses uses = AmountUses.of(payments, matches.stream().map(NearMatch::rows).toList());
        MatchHabits habits = MatchHabits.of(payments, matches);
        for (NearMatch match : matches) {
            foundByRule.merge(match.rule().name(), 1, (one, other) -> (Integer) one + (Integer) other);
            selection.add(DECLARATION.weights().points(match.grade(uses, habits)), match.amount(payments),
                    ExactDuplicates.rowNumbers(match.rows()), () -> match.explanation(payments, limits, uses, habits));
        }
        return new Outcome.Applicable(
                Figures.of("rows", task.ledger().rows(), "datedBy", RowDays.label(task.ledger()), "examined", examined,
                        "found", selection.found(),
                        "foundByRule",
                        foundByRule, "groupsPassedOver", search.groupsPassedOver(), "rowsPassedOver",
                        search.rowsPassedOver(), "roundedNumbers", payments.roundedNumbers(), Parties.UNNAMED,
                        payments.withoutCounterparty(), "doubleEntry",
                        payments.doubleEntry, "reported",
                        selection.reported()),
                selection.alerts());
    }
}
