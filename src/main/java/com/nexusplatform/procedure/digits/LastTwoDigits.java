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

/** DIG-5: last two digits against equal frequency. Who invents numbers repeats endings; so does who sets prices. */
public final class LastTwoDigits implements Procedure {

    /** Source of the method. */
    static final String SOURCE = "Nigrini, Benford's Law (2012), chapter 8: last-two digits test for number invention; critical"
            + " values: chi-square distribution";

    private static final int MINIMUM_ROWS = 1_000;

    private static final Declaration DECLARATION = new Declaration("DIG-5", 4, "Last two digits", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            FirstDigit.optional(),
            DigitSubsets.parameters(Sign.parameter(), DigitCounts.minimumRows(DigitTest.LAST_TWO, MINIMUM_ROWS),
                    FirstDigit.criticalZ()),
            "Counts the last two digits in minor units, 00 to 99 with their leading zero, of every amount of one sign of at least"
                    + " 10 units of its currency: the cents of 12.05 are 05; of a currency without decimals they are the last two"
                    + " of the whole number. Compares the proportions with 1/100: chi-square with 99 degrees of freedom and its"
                    + " critical values 123.225 (5 %) and 134.642 (1 %), mean absolute deviation, and z for each group with a"
                    + " continuity term where that is smaller than the difference. Selects each group with z above criticalZ and"
                    + " more amounts than expected, one alert a group; points = share of the group above expectation times"
                    + " EXCESS_MOST, rounded, at least 1." + DigitSubsets.METHOD
                    + " Groups are then selected within those named.",
            "At least minimumRows amounts of the sign of at least 10 units. The examiner must know whether prices are set or"
                    + " rounded: 00 and 50 then stand out by themselves.",
            SOURCE,
            "linear in rows; two passes, four bytes for each row selected; with a subset three passes, 20 bytes for each subset"
                    + " and at most five a row");

    private static final DigitExamination EXAMINATION = new DigitExamination(DECLARATION.code(), DigitTest.LAST_TWO,
            true);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return EXAMINATION.of(task);
    }
}
