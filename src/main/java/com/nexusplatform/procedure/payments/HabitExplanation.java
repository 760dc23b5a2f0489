package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.RowDays;

/** The arithmetic behind a way of billing. */
final class HabitExplanation {

    private static final Weights WEIGHTS = Weights.of("PAY-7");
    private static final String FORMULA = "RUN_ON: numbers >= minimumPayments AND steps - smallSteps <= otherShare steps AND"
            + " stepsBackInTime <= otherShare steps AND 2 days > numbers, where a step between neighbouring numbers is small up"
            + " to mostStep; ROUND: payments - roundPayments <= otherShare payments AND differentAmounts >= differentAmounts of"
            + " the constants AND allRoundPayments <= rareShare allPayments; STRANGER: payments <= strangerPayments AND amount >="
            + " level, where amountsReachingLevel <= strangerShare positiveAmounts; _NEW where 0 <= firstPaidOn - vendorOpenedOn <= newDays,"
            + " or without vendorOpenedOn firstPaidOn - ledgerFrom > newDays";

    private final ColumnarLedger ledger;
    private final HabitRule rule;
    private final int newDays;
    private final String source;

    HabitExplanation(ColumnarLedger ledger, HabitRule rule, int newDays, String source) {
        this.ledger = ledger;
        this.rule = rule;
        this.newDays = newDays;
        this.source = source;
    }

    /** The explanation of a vendor's payments. */
    Explanation of(VendorHabits.Shown shown) {
        int[] rows = shown.rows();
        List<String> amounts = Arrays.stream(rows)
            .mapToObj(row -> Numerals.money(ledger.amounts()[row], ledger.currency(row)))
            .toList();
        int[] days = RowDays.of(ledger);
        List<String> dates = days.length == 0
                ? List.of()
                : Arrays.stream(rows).mapToObj(row -> RowDays.text(days[row])).toList();
        Map<String, Object> steps = new LinkedHashMap<>(shown.figures());
        steps.put("grade", shown.grade());
        steps.put("points", WEIGHTS.points(shown.grade()));
        Map<String, Object> constants = new LinkedHashMap<>(rule.constants());
        constants.put("newDays", newDays);
        constants.put("points", WEIGHTS.grades());
        return new Explanation(FORMULA,
                Figures.of("firstRow", rows[0] + 1, "amounts", amounts, "postedOn", dates, "datedBy",
                        RowDays.label(ledger)),
                constants, steps, verdict(shown, amounts),
                Numerals.counted(rows.length, "payment", "payments") + " to a " + (shown.isNew() ? "new " : "")
                        + "vendor " + shown.habit().words() + ".",
                source);
    }

    private static String verdict(VendorHabits.Shown shown, List<String> amounts) {
        Map<String, Object> figures = shown.figures();
        String round = figures.get("roundPayments") + " of " + figures.get("payments") + " amounts are round";
        String run = figures.get("smallSteps") + " of " + figures.get("steps") + " steps are small";
        return switch (shown.habit()) {
            case RUN_ON_ROUND -> run + " and " + round;
            case RUN_ON -> run;
            case ROUND -> round;
            case STRANGER -> amounts.getFirst() + " >= " + figures.get("level") + ", reached by "
                    + figures.get("amountsReachingLevel") + " of " + figures.get("positiveAmounts");
        };
    }
}
