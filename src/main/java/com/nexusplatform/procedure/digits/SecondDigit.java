package com.nexusplatform.procedure.digits;

import java.util.EnumSet;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;

/** DIG-3: second digits against Benford's law. Like DIG-1 it judges the whole and selects no rows. */
public final class SecondDigit implements Procedure {

    private static final Declaration DECLARATION = new Declaration("DIG-3", 5, "Benford second digit", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            FirstDigit.optional(),
            DigitSubsets.parameters(Sign.parameter(), DigitCounts.minimumRows(DigitTest.SECOND, 400),
                    DigitCounts.minimumSpan(), FirstDigit.criticalZ()),
            "Counts the second significant digit of every amount of one sign, from minor units as integers (that of 7 is 0, as"
                    + " of 70), and compares the proportions with the sum over i = 1 to 9 of log10(1 + 1/(10 i + d)):"
                    + " chi-square with 9 degrees of freedom, mean absolute deviation (MAD) with its verdict, excess MAD,"
                    + " Kolmogorov and Smirnov's D beside 1.36/sqrt(n), and z for each digit with a continuity term where that"
                    + " is smaller than the difference. Selects no rows of the whole: each second digit holds at least a"
                    + " twelfth of a conforming dataset. An excess of 0 and 5 is usual where prices are set or rounded."
                    + DigitSubsets.METHOD + " One alert for each named, over all its amounts of the sign.",
            "At least minimumRows amounts of the sign; the largest at least minimumSpan orders of magnitude above the smallest."
                    + " The examiner must know that the amounts are not assigned numbers and have no built-in limits.",
            DigitTest.SOURCE,
            "linear in rows; with a subset three passes, 20 bytes for each subset and at most five a row");

    private static final DigitExamination EXAMINATION = new DigitExamination(DECLARATION.code(), DigitTest.SECOND,
            false);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return EXAMINATION.of(task);
    }
}
