package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
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
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/** PAY-4: payments to one counterparty within a few days that are each below an approval limit and together reach it. */
public final class PurchaseSplits implements Procedure {

    static final String DAYS = "days";
    static final String MAXIMUM_ITEMS = "maximumItems";

    private static final String CLOSE_SHARE = "closeShare";
    private static final String LARGE_SHARE = "largeShare";
    private static final String PER_BUYER = "perBuyer";
    private static final String SOURCE = "ACFE, purchases split below an approval limit; grades: NEXUS";
    private static final int SELDOM = 2;
    private static final Weights WEIGHTS = Weights.of("PAY-4");

    private static final Declaration DECLARATION = new Declaration("PAY-4", 8, "Split purchase", Family.PAYMENTS,
            Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT),
            Set.of(Field.POSTED_AT, Field.EFFECTIVE_ON, Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME,
                    Field.CREATED_BY, Field.DOCUMENT_NO),
            parameters(),
            "Positive payments of one counterparty (id, else name), currency and, where perBuyer and mapped, createdBy (upper "
                    + "case, accents composed) are put in the order of their days (" + RowDays.WORDS
                    + "). In a ledger of which more than a quarter of the amounts are negative "
                    + "the debits of one document number and day are one item. For each limit, windows of items below it "
                    + "that are at most days apart are looked for, two or more with a sum that reaches the limit; each "
                    + "window is as long as days allows, and none overlaps another. Grades: CLOSE where every item is at "
                    + "least closeShare of the limit, LARGE where every item is at least largeShare, ANY for the others; "
                    + "items taken by one grade are left out of the next. "
                    + "CLOSE_OFTEN, LARGE_OFTEN and ANY_OFTEN where the counterparty has more than 2 windows under the limit, "
                    + "of whichever buyers, as one that is paid every day has. A window of more than maximumItems is everyday "
                    + "business, and only counted, as are payments without a counterparty, or else without a day "
                    + "(paymentsWithoutCounterparty, paymentsWithoutDay). " + ApprovalLimits.LEFT_OUT,
            "Limits are given, one at least in a currency of the positive amounts; a counterparty and a day are mapped, and at "
                    + "least one positive row has both.",
            SOURCE,
            "Linear in the rows; 45 bytes a row of working memory, and three passes for each limit and currency.");

    private static List<Parameter> parameters() {
        return List.of(ApprovalLimits.parameter(),
                Parameter.integer(DAYS, 3, 0, 31,
                        "most days between the first and the last item of a window; 0 for one day",
                        "NEXUS: of the split purchases in its test journal 1 day, as the catalogue has it, finds fewer than 95 %; it"
                                + " covers weekends"),
                Parameter.decimal(CLOSE_SHARE, "0.90", "0.01", "1",
                        "share of the limit from which an item is close to it", "as PAY-3")
                    .notBelow(LARGE_SHARE),
                Parameter.decimal(LARGE_SHARE, "0.50", "0.01", "1",
                        "share of the limit from which an item is large", "NEXUS: two of them reach the limit"),
                Parameter.integer(MAXIMUM_ITEMS, 12, 2, 1_000, "most items of a window", "NEXUS: as PAY-2"),
                Parameter.flag(PER_BUYER, true, "whether the items of a window have one createdBy, where it is mapped",
                        "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 150;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        ColumnarLedger ledger = task.ledger();
        Optional<Outcome> refusal = ApprovalLimits.refusal(DECLARATION.code(), task.parameters(), ledger)
            .or(() -> RowDays.refusal(DECLARATION.code(), ledger))
            .or(() -> Parties.refusal(ledger));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RowCurrencies currencies = RowCurrencies.of(ledger);
        PaymentItems items = PaymentItems.of(ledger, currencies, task.parameters().flag(PER_BUYER));
        if (items.size() == 0) {
            return new Outcome.NotApplicable(
                    "No row has a positive amount, a counterparty and a date; there is nothing to add up.",
                    Figures.of("rows", ledger.rows(), "items", 0));
        }
        return outcome(task, items, currencies);
    }

    private static Outcome outcome(Task task, PaymentItems items, RowCurrencies currencies) {
        List<ApprovalLimits.Limit> limits = ApprovalLimits.of(task.parameters(), currencies);
        Map<String, BigDecimal> grades = new LinkedHashMap<>();
        grades.put("CLOSE", task.parameters().decimal(CLOSE_SHARE));
        grades.put("LARGE", task.parameters().decimal(LARGE_SHARE));
        grades.put("ANY", BigDecimal.ZERO);
        Map<String, Object> found = new LinkedHashMap<>();
        Selection selection = new Selection(task.parameters());
        int tooMany = 0;
        for (int i = 0; i < limits.size(); i++) {
            ApprovalLimits.Limit limit = limits.get(i);
            SplitSearch search = new SplitSearch(items, limit, task.parameters());
            List<Window> windows = new ArrayList<>();
            Map<Integer, Integer> often = new HashMap<>();
            for (var grade : grades.entrySet()) {
                task.watch().at(0.3 + 0.7 * i / limits.size());
                search.run(grade.getValue(), (window, sum) -> {
                    int party = items.party(window[0]);
                    windows.add(new Window(grade.getKey(), party, window, sum));
                    often.merge(party, 1, Integer::sum);
                });
            }
            for (Window window : windows) {
                int times = often.getOrDefault(window.party, 0);
                String grade = window.grade + (times > SELDOM ? "_OFTEN" : "");
                found.merge(grade, 1, (one, other) -> (int) one + (int) other);
                selection.add(WEIGHTS.points(grade), window.sum, items.rowNumbers(window.items),
                        () -> explanation(task, items, limit, grade, times, window.items));
            }
            tooMany += search.tooMany();
        }
        Map<String, Object> statistics = new LinkedHashMap<>(
                Figures.of("rows", task.ledger().rows(), "datedBy", RowDays.label(task.ledger()), "items", items.size(),
                        Parties.UNNAMED, items.withoutCounterparty(), "paymentsWithoutDay", items.withoutDay(),
                        "perBuyer", items.perBuyer(),
                        "foundByGrade", found, "windowsOfManyItems", tooMany, "found", selection.found(), "reported",
                        selection.reported()));
        statistics.putAll(ApprovalLimits.leftOut(task.parameters(), currencies, task.ledger().amounts()));
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private static Explanation explanation(Task task, PaymentItems items, ApprovalLimits.Limit limit, String grade,
            int times, int[] window) {
        Parameters parameters = task.parameters();
        long[] amounts = Arrays.stream(window).mapToLong(items::amount).sorted().toArray();
        String least = Numerals.money(amounts[0], limit.code());
        String largest = Numerals.money(amounts[amounts.length - 1], limit.code());
        String sum = Arrays.stream(amounts)
            .mapToObj(amount -> Currencies.decimal(amount, limit.code()))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toPlainString();
        List<String> dates = Arrays.stream(window)
            .mapToObj(item -> LocalDate.ofEpochDay(items.day(item)).toString())
            .toList();
        int span = items.day(window[window.length - 1]) - items.day(window[0]);
        return new Explanation(
                "items >= 2 AND every amount < limit AND sum(amounts) >= limit AND last day - first day <= days;"
                        + " CLOSE where least >= closeShare limit, LARGE where least >= largeShare limit, else ANY;"
                        + " _OFTEN where windows > seldom",
                Figures.of("firstRows", Arrays.stream(window).mapToObj(item -> items.firstRow(item) + 1).toList(),
                        "amounts",
                        Arrays.stream(window)
                            .mapToObj(item -> Numerals.money(items.amount(item), limit.code()))
                            .toList(),
                        "postedOn", dates, "datedBy", RowDays.label(task.ledger()), "currency",
                        limit.code(), "perBuyer",
                        items.perBuyer()),
                Figures.of("limit", limit.money(), DAYS, parameters.integer(DAYS), CLOSE_SHARE,
                        parameters.decimal(CLOSE_SHARE), LARGE_SHARE, parameters.decimal(LARGE_SHARE), MAXIMUM_ITEMS,
                        parameters.integer(MAXIMUM_ITEMS), "seldom", SELDOM, "points", WEIGHTS.grades()),
                Figures.of("items", window.length, "sum", sum, "least", least, "largest", largest, "span", span,
                        "windows", times, "grade",
                        grade, "points", WEIGHTS.points(grade)),
                sum + " >= " + limit.money() + " > " + largest + ", "
                        + Numerals.counted(span, "day", "days") + ", at most " + parameters.integer(DAYS),
                window.length + " payments to one counterparty "
                        + (span == 0 ? "on " + dates.getFirst() : "from " + dates.getFirst() + " to " + dates.getLast())
                        + ", each below the limit of " + limit.words() + ", add up to " + sum + " "
                        + limit.code() + ".",
                SOURCE);
    }

    /** Items of one counterparty that add up. */
    private record Window(String grade, int party, int[] items, long sum) {}
}
