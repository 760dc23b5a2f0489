package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;
import com.nexusplatform.procedure.grouping.Selection;

/** Payments to vendors that a master does not list, has blocked, or opened about the day of the payment. */
final class ListedVendors {

    private static final int LISTED = 20;

    private final Task task;
    private final ColumnarLedger ledger;
    private final VendorLink link;
    private final VendorStates states;
    private final int[] dates;
    private final int days;
    private final Selection selection;
    private final Map<String, Object> found = new LinkedHashMap<>();

    private ListedVendors(Task task, VendorLink link, VendorStates states, Selection selection) {
        this.task = task;
        this.link = link;
        this.states = states;
        ledger = task.ledger();
        dates = RowDays.of(ledger);
        days = task.parameters().integer(UnknownVendors.DAYS);
        this.selection = selection;
    }

    /** Selects the payments of a task by its vendor master. */
    static Said of(Task task, Selection selection) {
        Optional<ColumnarLedger> vendors = task.master(DatasetKind.VENDORS);
        if (vendors.isEmpty()) {
            return Said.none(new Outcome.NotApplicable(
                    UnknownVendors.CODE
                            + " needs a vendor master as a second dataset of the run to tell which vendors it"
                            + " lists; none is given.",
                    Figures.of("missing", "VENDORS")));
        }
        Optional<VendorLink> link = VendorLink.of(task.ledger(), vendors.get());
        if (link.isEmpty()) {
            return Said.none(VendorLink.refusal(UnknownVendors.CODE));
        }
        VendorStates states = VendorStates.of(vendors.get(), link.get(),
                task.parameters().texts(UnknownVendors.BLOCKED_STATUS));
        Outcome said = new ListedVendors(task, link.get(), states, selection).outcome();
        return said instanceof Outcome.Applicable
                ? new Said(said, row -> states.opened(link.get().paid(row)))
                : Said.none(said);
    }

    /** What a vendor master says: figures without alerts, or why there can be none, and when the vendor of a row was opened. */
    record Said(Outcome outcome, IntUnaryOperator openings) {

        private static Said none(Outcome why) {
            return new Said(why, row -> ColumnarLedger.NO_DATE);
        }
    }

    private Outcome outcome() {
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
        BigDecimal least = task.parameters().decimal(UnknownVendors.MINIMUM_SHARE);
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
            selection.add(UnknownVendors.WEIGHTS.points(grade), ledger.amounts()[rows[0] - 1], rows,
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
                Figures.of(UnknownVendors.DAYS, days, UnknownVendors.BLOCKED_STATUS,
                        task.parameters().texts(UnknownVendors.BLOCKED_STATUS), "points",
                        UnknownVendors.WEIGHTS.grades()),
                Figures.of("payments", payments, "rowsListed", rows.length, "grade", grade, "points",
                        UnknownVendors.WEIGHTS.points(grade)),
                switch (grade) {
                    case "UNKNOWN" -> "0 master rows";
                    case "BLOCKED" -> "status of all master rows is one of blockedStatus";
                    case "BEFORE_OPENING" -> posted.getFirst() + " is before " + opened;
                    default ->
                        posted.getFirst() + " is at most " + Numerals.counted(days, "day", "days") + " after "
                                + opened;
                },
                sentence(grade, payments, opened), UnknownVendors.SOURCE);
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
