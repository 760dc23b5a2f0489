package com.nexusplatform.procedure.payments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
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

    static final String CODE = "PAY-7";
    static final String BLOCKED_STATUS = "blockedStatus";
    static final String DAYS = "days";
    static final String MINIMUM_SHARE = "minimumShare";
    static final Weights WEIGHTS = Weights.of(CODE);
    static final String SOURCE = "ACFE, ghost vendors; vendor master tests of audit software; days: 30, its usual default; habits: NEXUS";

    private static final Declaration DECLARATION = new Declaration(CODE, 10, "Unknown, blocked or new vendor",
            Family.PAYMENTS, Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.POSTED_AT,
                    Field.EFFECTIVE_ON, Field.DOCUMENT_NO),
            parameters(),
            "Positive payments are linked to the rows of the vendor master by counterpartyId where both have the column and the "
                    + "payment an id, else by the name (upper case, accents composed, without punctuation); those that name "
                    + "nobody are counted only (paymentsNotLinked). UNKNOWN: the master does not list the vendor. BLOCKED: every row "
                    + "of the vendor has one of blockedStatus. BEFORE_OPENING: posted before the vendor's first "
                    + "openedOn, by however long; many of them tell of a master that was set up later than its vendors were paid. "
                    + "NEW: posted on that day or up to days after. The day is that of " + RowDays.WORDS
                    + ". Besides, with or without a master, vendors are "
                    + "looked at by how they bill. Of those with minimumPayments to 60 payments, RUN_ON: the last digits of the "
                    + "document numbers, the text around them the same, follow each other by 1 or 2 in four of five steps, in "
                    + "the order of the days in as many, on different days for more than half (bills without a day have none), as if the vendor had no other "
                    + "customer; ROUND: four of five amounts are multiples of roundMultiple, at least 3 different ones, where "
                    + "at most a tenth of all amounts are; RUN_ON_ROUND: both. STRANGER: one or two payments alone, of an "
                    + "amount from a level that at most strangerShare of the positive amounts of its currency reach. Each of these is _NEW "
                    + "where the vendor is: opened, as the master has it, at most days before its first payment and not after it (that is "
                    + "BEFORE_OPENING), or where no master "
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
        ListedVendors.Said master = ListedVendors.of(task, selection);
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
}
