package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
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
import com.nexusplatform.procedure.grouping.Groups;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/** PAY-1: the same counterparty, document number and amount more than once. */
public final class ExactDuplicates implements Procedure {

    private static final String SOURCE = "Nigrini, Forensic Analytics (2011), same-same-same test; normal form of document numbers: NEXUS";

    private static final String WITHOUT_DAY = "paymentsWithoutDay";
    private static final Weights WEIGHTS = Weights.of("PAY-1");
    private static final BigDecimal SELDOM_SHARE = new BigDecimal("0.10");
    private static final int RECURRING_PAYMENTS = 3;
    private static final int RECURRING_DAYS = 25;

    private static final Declaration DECLARATION = new Declaration("PAY-1", 10, "Exact duplicate payment",
            Family.PAYMENTS, Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER),
            Set.of(Field.AMOUNT, Field.DOCUMENT_NO),
            Set.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.CURRENCY, Field.POSTED_AT,
                    Field.EFFECTIVE_ON, Field.ACCOUNT),
            List.of(Parameter.decimal("deMinimis", "0", "0", "1000000000000",
                    "least amount examined, in units of the row's currency", "NEXUS: every amount"),
                    Parameter.flag("sameDate", false,
                            "whether payments must have been posted on one day to count as the same",
                            "NEXUS: a payment made again usually has another date"),
                    Selection.limit()),
            "Rows with a positive amount are grouped by counterparty (id, else name in upper case without punctuation; accents composed, Unicode's "
                    + "NFC, in both), currency, amount and document number (upper case, accents composed, letters with their "
                    + "marks and digits alone, no leading zeros; one that a spreadsheet has rounded, such as 2.1E+13, says nothing and is left out). "
                    + "Negative rows of the same group and account take payments back; at least two must remain. "
                    + "Where sameDate is set the days with two such payments or more are groups, payments without a day are counted only "
                    + "(paymentsWithoutDay), and a negative row is used once: "
                    + "for the latest of these days not after its own that has a payment left on its account, else for the "
                    + "earliest. Where more "
                    + "than a quarter of the amounts are negative the ledger is taken as double entry: debits alone are "
                    + "compared, and rows with one spelling of the number and one instant are lines of one document, a row without one a "
                    + "document of its own. Days are those of "
                    + RowDays.WORDS + ". Grades: "
                    + "ANOTHER_DAY when posted on different days and at most 2 other positive rows of the ledger have the amount, "
                    + "ANOTHER_DAY_KNOWN when more have, ANOTHER_DAY_COMMON when more than 20 have, NO_DAY where fewer than "
                    + "two payments have a date (else those that have one are graded), SAME_DAY on one day (often one "
                    + "document entered in lines), SAME_DAY_SELDOM on one day where at most a tenth of the counterparty's positive "
                    + "rows are in such groups, RECURRING for three or more payments at least 25 days apart (a "
                    + "recurring charge under one number).",
            "Amount, document number and a counterparty are mapped, and at least one row has all three.", SOURCE,
            "Linear in the rows; 20 bytes a row of working memory.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        boolean sameDate = task.parameters().flag("sameDate");
        Optional<Outcome> refusal = Payments.refusal(ledger, Field.AMOUNT, Field.DOCUMENT_NO)
            .or(() -> sameDate ? RowDays.refusal(DECLARATION.code(), ledger) : Optional.empty());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        task.watch().at(0);
        Payments payments = Payments.of(ledger, task.parameters().decimal("deMinimis"));
        int withoutDay = sameDate ? withoutDay(payments) : 0;
        long[] keys = new long[ledger.rows()];
        int examined = keys(payments, sameDate, keys);
        if (examined == 0) {
            return new Outcome.NotApplicable(
                    "No row has a positive amount of at least the least amount, a counterparty"
                            + (sameDate ? ", a day" : "") + " and a document number; there is nothing to compare.",
                    Figures.of("rows", ledger.rows(), "examined", 0, WITHOUT_DAY, withoutDay));
        }
        task.watch().at(0.3);
        List<int[]> groups = exact(payments, Groups.of(keys), sameDate);
        task.watch().at(0.7);
        return outcome(task, payments, groups, TakenBack.of(payments, groups, sameDate),
                Figures.of("rows", ledger.rows(), "examined", examined, WITHOUT_DAY, withoutDay));
    }

    private static int withoutDay(Payments payments) {
        int undated = 0;
        for (int row = 0; row < payments.amounts.length; row++) {
            undated += payments.examined(row) && payments.day(row) == ColumnarLedger.NO_DATE ? 1 : 0;
        }
        return undated;
    }

    private static int keys(Payments payments, boolean sameDate, long[] keys) {
        int examined = 0;
        for (int row = 0; row < keys.length; row++) {
            boolean judged = !sameDate || payments.day(row) != ColumnarLedger.NO_DATE; // no day is not one day
            if (judged && payments.examined(row)) {
                examined++;
                keys[row] = sameDate ? Key.with(payments.paymentKey(row), payments.day(row)) : payments.paymentKey(row);
            }
        }
        return examined;
    }

    /** The groups of equal keys, verified: rows that share a key by chance alone are parted. */
    private static List<int[]> exact(Payments payments, Groups found, boolean sameDate) {
        List<int[]> groups = new ArrayList<>(found.size());
        for (int g = 0; g < found.size(); g++) {
            int[] left = found.members(g);
            while (left.length > 1) {
                int first = left[0];
                int[] same = Arrays.stream(left).filter(row -> same(payments, first, row, sameDate)).toArray();
                if (same.length > 1) {
                    groups.add(same);
                }
                left = same.length == left.length
                        ? new int[0]
                        : Arrays.stream(left).filter(row -> !same(payments, first, row, sameDate)).toArray();
            }
        }
        return groups;
    }

    private static boolean same(Payments payments, int one, int other, boolean sameDate) {
        return payments.sameParty(one, other) && payments.sameAmount(one, other) && payments.sameDocument(one, other)
                && (!sameDate || payments.day(one) == payments.day(other));
    }

    private static Outcome outcome(Task task, Payments payments, List<int[]> groups, TakenBack takenBack,
            Map<String, Object> facts) {
        Selection selection = new Selection(task.parameters());
        Repetition repetition = Repetition.of(payments, groups);
        AmountUses uses = AmountUses.of(payments, groups);
        long rows = 0;
        int corrected = 0;
        for (int[] group : groups) {
            Remaining remaining = Remaining.of(payments, group, takenBack.of(group));
            if (remaining.size() < 2) {
                corrected += remaining.corrected() ? 1 : 0;
                continue;
            }
            rows += remaining.rows().length;
            PaymentDays days = PaymentDays.of(payments, remaining.rows());
            String grade = grade(days, remaining.rows(), repetition.seldom(group[0]), uses);
            selection.add(WEIGHTS.points(grade), payments.amounts[group[0]], rowNumbers(remaining.rows()),
                    () -> explanation(payments, remaining, days, repetition, uses, grade));
        }
        task.watch().at(0.9);
        return new Outcome.Applicable(
                Figures.with(facts, "groups", selection.found(),
                        "rowsInGroups",
                        rows, "corrected", corrected, "roundedNumbers", payments.roundedNumbers(), Parties.UNNAMED,
                        payments.withoutCounterparty(), "doubleEntry",
                        payments.doubleEntry, "reported",
                        selection.reported()),
                selection.alerts());
    }

    private static String grade(PaymentDays days, int[] rows, boolean seldom, AmountUses uses) {
        if (days.dated() < 2) {
            return "NO_DAY";
        }
        if (days.different() == 1) {
            return seldom ? "SAME_DAY_SELDOM" : "SAME_DAY";
        }
        if (days.recurring(RECURRING_PAYMENTS, RECURRING_DAYS)) {
            return "RECURRING";
        }
        if (uses.common(rows)) {
            return "ANOTHER_DAY_COMMON";
        }
        return uses.rare(rows) ? "ANOTHER_DAY" : "ANOTHER_DAY_KNOWN";
    }

    private static Explanation explanation(Payments payments, Remaining remaining, PaymentDays days,
            Repetition repetition, AmountUses uses, String grade) {
        int[] rows = remaining.rows();
        int first = rows[0];
        List<Integer> listed = remaining.listed();
        String dates = String.join(", ",
                listed.stream().map(payments::date).filter(date -> !date.isEmpty()).distinct().toList());
        Map<String, Object> inputs = new LinkedHashMap<>(
                Figures.of("amount", payments.amount(first), "currency", payments.ledger.currency(first), "documentNo",
                        listed.stream().map(payments::document).toList(), "postedAt",
                        listed.stream().map(payments::date).toList(), "datedBy", RowDays.label(payments.ledger)));
        inputs.putAll(remaining.inputs());
        Map<String, Object> steps = new LinkedHashMap<>(Figures.of("normalDocumentNo", payments.normalDocument(first)));
        steps.putAll(remaining.steps());
        steps.putAll(days.figures());
        steps.putAll(Figures.of("counterpartyRows", repetition.paid(first), "counterpartyRowsInGroups",
                repetition.repeated(first), "rowsWithAmount", uses.at(first), "grade", grade, "points",
                WEIGHTS.points(grade)));
        return new Explanation(
                "same counterparty AND same amount AND normal(documentNo) equal AND remaining >= 2;"
                        + " net = payments - reversals, both on the accounts of the payments;"
                        + " remaining = net, or documents where these are fewer",
                inputs,
                Figures.of("rare", AmountUses.RARE, "common", AmountUses.COMMON, "seldomShare", SELDOM_SHARE,
                        "recurringPayments", RECURRING_PAYMENTS, "recurringDays", RECURRING_DAYS, "points",
                        WEIGHTS.grades()),
                steps, remaining.size() + " remain, 2 or more are needed",
                "Document " + payments.document(first) + " of one counterparty was posted "
                        + Numerals.grouped(rows.length) + " times with the amount " + payments.amount(first) + " "
                        + payments.ledger.currency(first) + takenBack(remaining.reversals().length)
                        + (dates.isEmpty() ? "" : " (" + dates + ")") + ".",
                SOURCE);
    }

    private static String takenBack(int reversals) {
        return reversals == 0 ? "" : " and taken back " + Numerals.counted(reversals, "time", "times");
    }

    /** Row numbers of indices. */
    static int[] rowNumbers(int... indices) {
        return Arrays.stream(indices).map(row -> row + 1).toArray();
    }

    /** How many rows each counterparty has, and how many of them in groups of equal payments. */
    private record Repetition(Payments payments, int[] paid, int[] repeated) {

        static Repetition of(Payments payments, List<int[]> groups) {
            int[] paid = new int[payments.parties() + 1];
            int[] repeated = new int[payments.parties() + 1];
            for (int row = 0; row < payments.amounts.length; row++) {
                if (payments.amounts[row] > 0) {
                    paid[payments.party(row)]++;
                }
            }
            groups.forEach(group -> repeated[payments.party(group[0])] += group.length);
            return new Repetition(payments, paid, repeated);
        }

        int paid(int row) {
            return paid[payments.party(row)];
        }

        int repeated(int row) {
            return repeated[payments.party(row)];
        }

        boolean seldom(int row) {
            return !Figures.exceeds(repeated(row), paid(row), SELDOM_SHARE);
        }
    }
}
