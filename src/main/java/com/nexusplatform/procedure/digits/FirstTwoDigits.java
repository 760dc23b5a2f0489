package com.nexusplatform.procedure.digits;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;

/** DIG-2: first two digits against Benford's law. One alert for each group of digits that is too frequent. */
public final class FirstTwoDigits implements Procedure {

    private static final Declaration DECLARATION = new Declaration("DIG-2", 5, "Benford first two digits",
            Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            FirstDigit.optional(),
            DigitSubsets.parameters(Sign.parameter(),
                    DigitCounts.minimumRows(DigitTest.FIRST_TWO, DigitTest.FIRST_TWO.leastRows()),
                    DigitCounts.minimumSpan(), FirstDigit.criticalZ()),
            "Counts the first two significant digits of every amount of one sign, from minor units as integers (7 counts as 70),"
                    + " and compares the proportions with p(d) = log10(1 + 1/d): chi-square with 89 degrees of freedom, mean"
                    + " absolute deviation (MAD) with its verdict, excess MAD, Kolmogorov and Smirnov's D beside 1.36/sqrt(n),"
                    + " and z for each group with a continuity term where that is smaller than the difference. From 2,550 amounts"
                    + " on the statistics judge the first three digits as well (899 degrees of freedom). The second-order test"
                    + " judges the first two digits of the positive differences between neighbours in the sorted amounts of"
                    + " each currency alike, from 1,301 differences on; where amounts lie so close that most differences have"
                    + " one digit, it speaks of that alone. Selects each group with z"
                    + " above criticalZ and more amounts than expected, one alert a group; points = share of the group above"
                    + " expectation times EXCESS_MOST, rounded, at least 1." + DigitSubsets.METHOD
                    + " Groups are then selected within those named.",
            "At least minimumRows amounts of the sign; the largest at least minimumSpan orders of magnitude above the smallest."
                    + " The examiner must know that the amounts are not assigned numbers and have no built-in limits.",
            DigitTest.SOURCE
                    + "; second order: Nigrini and Miller, Data Diagnostics Using Second-Order Tests of Benford's Law"
                    + " (2009)",
            "linear in rows, and n log n in amounts from 2^26 minor units on; four passes, 8 MiB, four bytes for each row"
                    + " selected and eight for each such amount; with a subset three passes, 20 bytes for each subset"
                    + " and at most five a row");

    private static final DigitExamination EXAMINATION = new DigitExamination(DECLARATION.code(), DigitTest.FIRST_TWO,
            DigitTest.FIRST_THREE, true);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return EXAMINATION.of(task, counts -> {
            Map<String, Object> further = new LinkedHashMap<>();
            if (counts.n() >= DigitTest.FIRST_THREE.leastRows()) {
                further.put("firstThree", counts.profile().summary());
            }
            further.put("secondOrder", SecondOrder.of(task));
            return further;
        });
    }
}
