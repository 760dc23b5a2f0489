package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
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
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/**
 * PAY-7: payments to vendors that the vendor master does not list, has blocked, or opened about the day of the payment; and to
 * vendors that bill as ones do that do not exist.
 */
public final class UnknownVendors implements Procedure {

    static final String BLOCKED_STATUS = "blockedStatus";

    private static final String DAYS = "days";
    private static final String MINIMUM_SHARE = "minimumShare";
    private static final int LISTED = 20;
    private static final Weights WEIGHTS = Weights.of("PAY-7");
    private static final String SOURCE = "ACFE, ghost vendors; vendor master tests of audit software; days: 30, its usual default; habits: NEXUS";

    private static final Declaration DECLARATION = new Declaration("PAY-7", 6, "Unknown, blocked or new vendor",
            Family.PAYMENTS, Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.POSTED_AT,
                    Field.EFFECTIVE_ON, Field.DOCUMENT_NO),
            parameters(),
            "Positive payments are linked to the rows of the vendor master by counterpartyId where both have the column and the "
                    + "payment an id, else by the name (upper case, without punctuation); those that name nobody are counted only "
                    + "(paymentsNotLinked). UNKNOWN: the master does not list the vendor. BLOCKED: every row "
                    + "of the vendor has one of blockedStatus. BEFORE_OPENING: posted before the vendor's first "
                    + "openedOn, by however long; many of them tell of a master that was set up later than its vendors were paid. "
                    + "NEW: posted on that day or up to days after. The day is that of " + RowDays.WORDS
                    + ". Besides, with or without a master, vendors are "
                    + "looked at by how they bill. Of those with minimumPayments to 60 payments, RUN_ON: the last digits of the "
                    + "document numbers, the text around them the same, follow each other by 1 or 2 in four of five steps, in "
                    + "the order of the days in as many, on different days for more than half, as if the vendor had no other "
                    + "customer; ROUND: four of five amounts are multiples of roundMultiple, at least 3 different ones, where "
                    + "at most a tenth of all amounts are; RUN_ON_ROUND: both. STRANGER: one or two payments alone, of an "
                    + "amount from a level that at most strangerShare of the positive amounts of its currency reach. Each of these is _NEW "
                    + "where the vendor is: opened, as the master has it, at most days before its first payment, or where no master "
                    + "says when, first paid more than days after the first day of the ledger. One alert "
                    + "for each vendor and grade, over its payments, the largest 1,000 of them.",
            "For the first four, the run has a vendor master that payments can be linked to, and it lists at least minimumShare "
                    + "of the counterparties with a positive payment. For the others, at least 100 positive payments to a "
                    + "named counterparty.",
            SOURCE, "Linear in the rows; 18 bytes for each vendor, 17 a row, and 8 for each document number.")
        .withMasters(Map.of(DatasetKind.VENDORS, Set.of(Field.COUNTERPARTY_ID, Field.NAME, Field.COUNTERPARTY_NAME,
                Field.OPENED_ON, Field.STATUS)));

    private static List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                Parameter.texts(BLOCKED_STATUS, List.of("BLOCKED", "INACTIVE", "CLOSED", "SUSPENDED", "DISABLED"),
                        List.of(), "values of status that bar a vendor, compared in upper case", "NEXUS"),
                Parameter.integer(DAYS, 30, 0, 3_650,
                        "most days from a vendor's opening to a payment of a new vendor", "ACFE practice"),
                Parameter.decimal(MINIMUM_SHARE, "0.5", "0", "1",
                        "least share of the counterparties that the master lists; else it is not their master",
                        "NEXUS")));
        parameters.addAll(HabitRule.parameters());
        parameters.add(Selection.limit());
        return List.copyOf(parameters);
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        Selection selection = new Selection(task.parameters());
        Listed master = byMaster(task, selection);
        Outcome listed = master.outcome();
        int days = task.parameters().integer(DAYS);
        VendorHabits habits = VendorHabits.of(task.ledger(), HabitRule.of(task.parameters()),
                new Newcomers(task.ledger(), master.openings(), days));
        boolean judged = habits.payments() >= VendorHabits.LEAST_PAYMENTS;
        if (judged) {
            HabitExplanation explanation = new HabitExplanation(task.ledger(), HabitRule.of(task.parameters()), days,
                    SOURCE);
            habits.search(task.watch(), shown -> selection.add(WEIGHTS.points(shown.grade()),
                    task.ledger().amounts()[shown.rows()[0]], ExactDuplicates.rowNumbers(shown.rows()),
                    () -> explanation.of(shown)));
        }
        if (listed instanceof Outcome.NotApplicable(String reason, Map<String, Object> facts) && !judged) {
            return new Outcome.NotApplicable(reason + " How vendors bill is judged from " + VendorHabits.LEAST_PAYMENTS
                    + " positive payments to named counterparties on; there "
                    + (habits.payments() == 1 ? "is " : "are ") + habits.payments() + ".", facts);
        }
        Map<String, Object> statistics = new LinkedHashMap<>(Figures.of("rows", task.ledger().rows()));
        switch (listed) {
            case Outcome.Applicable(Map<String, Object> figures, List<Alert> none) -> statistics.putAll(figures);
            case Outcome.NotApplicable(String reason, Map<String, Object> facts) -> statistics.put("master", reason);
        }
        statistics.putAll(Figures.of("payments", habits.payments(), Parties.UNNAMED, habits.unnamed(), "habitsJudged",
                judged, "roundAmountsAreRare",
                habits.roundIsRare(), "foundByHabit", habits.found(), "found", selection.found(), "reported",
                selection.reported()));
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    /** What a vendor master says: figures without alerts, or why there can be none, and when the vendor of a row was opened. */
    private record Listed(Outcome outcome, IntUnaryOperator openings) {

        private static Listed none(Outcome why) {
            return new Listed(why, row -> ColumnarLedger.NO_DATE);
        }
    }

    /** Selects by the vendor master. */
    private static Listed byMaster(Task task, Selection selection) {
        Optional<ColumnarLedger> vendors = task.master(DatasetKind.VENDORS);
        if (vendors.isEmpty()) {
            return Listed.none(new Outcome.NotApplicable(
                    DECLARATION.code()
                            + " needs a vendor master as a second dataset of the run to tell which vendors it"
                            + " lists; none is given.",
                    Figures.of("missing", "VENDORS")));
        }
        Optional<VendorLink> link = VendorLink.of(task.ledger(), vendors.get());
        if (link.isEmpty()) {
            return Listed.none(VendorLink.refusal(DECLARATION.code()));
        }
        VendorStates states = VendorStates.of(vendors.get(), link.get(), task.parameters().texts(BLOCKED_STATUS));
        Outcome said = new Search(task, link.get(), states, selection).outcome();
        return said instanceof Outcome.Applicable
                ? new Listed(said, row -> states.opened(link.get().paid(row)))
                : Listed.none(said);
    }

    /** One performance. */
    private static final class Search {

        private final Task task;
        private final ColumnarLedger ledger;
        private final VendorLink link;
        private final VendorStates states;
        private final int[] dates;
        private final int days;
        private final Selection selection;
        private final Map<String, Object> found = new LinkedHashMap<>();

        Search(Task task, VendorLink link, VendorStates states, Selection selection) {
            this.task = task;
            this.link = link;
            this.states = states;
            ledger = task.ledger();
            dates = RowDays.of(ledger);
            days = task.parameters().integer(DAYS);
            this.selection = selection;
        }

        Outcome outcome() {
            boolean[] paid = new boolean[link.size() + 1];
            int notLinked = 0;
            for (int row = 0; row < ledger.rows(); row++) {
                int vendor = number(row);
                paid[vendor] = true;
                notLinked += vendor == VendorLink.NOBODY && ledger.amounts()[row] > 0 ? 1 : 0;
            }
            int counterparties = 0;
            int known = 0;
            for (int vendor = 1; vendor < paid.length; vendor++) {
                counterparties += paid[vendor] ? 1 : 0;
                known += paid[vendor] && states.listed(vendor) ? 1 : 0;
                paid[vendor] &= !states.listed(vendor) || states.blocked(vendor) || states.dated(vendor);
            }
            paid[VendorLink.NOBODY] = false;
            BigDecimal least = task.parameters().decimal(MINIMUM_SHARE);
            if (counterparties == 0 || BigDecimal.valueOf(known)
                .compareTo(least.multiply(BigDecimal.valueOf(counterparties))) < 0) {
                return new Outcome.NotApplicable("The vendor master lists " + known + " of "
                        + Numerals.counted(counterparties, "counterparty", "counterparties")
                        + " with a positive payment; a share of at least " + least.toPlainString()
                        + " is needed to take it for theirs.",
                        Figures.of("counterparties", counterparties, "listed", known));
            }
            task.watch().at(0.4);
            select(LargestRows.byNumber(paid, ledger.rows(), this::candidate));
            return new Outcome.Applicable(
                    Figures.of("linkedBy", link.columns(), VendorLink.NOT_LINKED, notLinked, "vendorRows",
                            link.masterRows(), "counterparties", counterparties, "listed", known, "foundByGrade",
                            found),
                    List.of());
        }

        private int number(int row) {
            return ledger.amounts()[row] > 0 ? link.paid(row) : VendorLink.NOBODY;
        }

        /** The vendor of a row that can be selected for any grade. */
        private int candidate(int row) {
            int vendor = number(row);
            boolean early = states.dated(vendor) && dates.length > 0 && dates[row] != ColumnarLedger.NO_DATE
                    && (long) dates[row] - states.opened(vendor) <= days;
            return early || !states.listed(vendor) || states.blocked(vendor) ? vendor : VendorLink.NOBODY;
        }

        private void select(int[][] rows) {
            Stream.of("UNKNOWN", "BLOCKED", "BEFORE_OPENING", "NEW").forEach(grade -> found.put(grade, 0));
            for (int vendor = 1; vendor < rows.length; vendor++) {
                if (vendor % 100_000 == 0) {
                    task.watch().at(0.5 + 0.4 * vendor / rows.length);
                }
                if (rows[vendor].length == 0) {
                    continue;
                }
                if (!states.listed(vendor)) {
                    add("UNKNOWN", vendor, rows[vendor]);
                } else if (states.blocked(vendor)) {
                    add("BLOCKED", vendor, rows[vendor]);
                }
                if (states.dated(vendor) && dates.length > 0) {
                    int opened = states.opened(vendor);
                    add("BEFORE_OPENING", vendor, within(rows[vendor], Long.MIN_VALUE, opened - 1L));
                    add("NEW", vendor, within(rows[vendor], opened, (long) opened + days));
                }
            }
        }

        private int[] within(int[] rows, long from, long to) {
            return Arrays.stream(rows)
                .filter(row -> dates[row] != ColumnarLedger.NO_DATE && dates[row] >= from && dates[row] <= to)
                .toArray();
        }

        private void add(String grade, int vendor, int[] payments) {
            if (payments.length > 0) {
                int[] rows = LargestRows.of(ledger, payments);
                found.merge(grade, 1, (one, other) -> (int) one + (int) other);
                selection.add(WEIGHTS.points(grade), ledger.amounts()[rows[0] - 1], rows,
                        () -> explanation(grade, vendor, payments.length, rows));
            }
        }

        private Explanation explanation(String grade, int vendor, int payments, int[] rows) {
            boolean dated = "NEW".equals(grade) || "BEFORE_OPENING".equals(grade);
            String opened = dated ? LocalDate.ofEpochDay(states.opened(vendor)).toString() : "";
            List<String> posted = dated
                    ? Arrays.stream(rows)
                        .limit(LISTED)
                        .mapToObj(row -> LocalDate.ofEpochDay(dates[row - 1]).toString())
                        .toList()
                    : List.of();
            return new Explanation(
                    "UNKNOWN: no master row; BLOCKED: every master row's status in blockedStatus; BEFORE_OPENING:"
                            + " posted < opened; NEW: opened <= posted <= opened + days",
                    Figures.of("linkedBy", link.column(rows[0] - 1), "firstRow", rows[0], "firstVendorMasterRow",
                            states.firstRow(vendor), "vendorMasterRows", states.rows(vendor), "status",
                            states.status(vendor), "openedOn", opened, "postedOn", posted, "datedBy",
                            RowDays.label(ledger)),
                    Figures.of(DAYS, days, BLOCKED_STATUS, task.parameters().texts(BLOCKED_STATUS), "points",
                            WEIGHTS.grades()),
                    Figures.of("payments", payments, "rowsListed", rows.length, "grade", grade, "points",
                            WEIGHTS.points(grade)),
                    switch (grade) {
                        case "UNKNOWN" -> "0 master rows";
                        case "BLOCKED" -> "status of all master rows is one of blockedStatus";
                        case "BEFORE_OPENING" -> posted.getFirst() + " is before " + opened;
                        default ->
                            posted.getFirst() + " is at most " + Numerals.counted(days, "day", "days") + " after "
                                    + opened;
                    },
                    sentence(grade, payments, opened), SOURCE);
        }

        private String sentence(String grade, int payments, String opened) {
            String subject = Numerals.counted(payments, "payment", "payments") + " to a vendor ";
            return subject + switch (grade) {
                case "UNKNOWN" -> "that the vendor master does not list.";
                case "BLOCKED" -> "that the vendor master has as blocked or inactive.";
                case "BEFORE_OPENING" -> "that was opened only afterwards, on " + opened + ".";
                default -> "that was opened at most " + Numerals.counted(days, "day", "days") + " before, on " + opened
                        + ".";
            };
        }
    }
}
