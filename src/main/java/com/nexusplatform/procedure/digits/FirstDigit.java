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
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Subsets;

/** DIG-1: first digits against Benford's law. It judges the whole and selects no rows: a first digit holds too many of them. */
public final class FirstDigit implements Procedure {

    /** Name of {@link #criticalZ}. */
    static final String CRITICAL_Z = "criticalZ";

    private static final Declaration DECLARATION = new Declaration("DIG-1", 6, "Benford first digit", Family.DIGITS,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            optional(),
            DigitSubsets.parameters(Sign.parameter(), DigitCounts.minimumRows(DigitTest.FIRST, 300),
                    DigitCounts.minimumSpan(), criticalZ()),
            "Counts the first significant digit of every amount of one sign, from minor units as integers, and compares the"
                    + " proportions with p(d) = log10(1 + 1/d): chi-square with 8 degrees of freedom, mean absolute deviation"
                    + " (MAD) with its verdict, excess MAD, Kolmogorov and Smirnov's D beside 1.36/sqrt(n), and z for each digit"
                    + " with a continuity term where that is smaller than the difference. The distortion factor compares the"
                    + " mean of the amounts of at least 10 units, collapsed to 10 to 100, with 39.0865. The mantissa arc"
                    + " test places every amount on a circle by the fractional part m of its decimal logarithm: L2 = (mean cos"
                    + " 2 pi m)^2 + (mean sin 2 pi m)^2, and p = exp(-n L2) that chance alone gives a longer one. Selects no rows of the"
                    + " whole: each first digit holds at least a twenty-second of a conforming dataset, too many to be"
                    + " examined. DIG-2 is its drill-down." + DigitSubsets.METHOD
                    + " One alert for each named, over all its amounts of the sign.",
            "At least minimumRows amounts of the sign; the largest at least minimumSpan orders of magnitude above the smallest."
                    + " The examiner must know that the amounts are not assigned numbers and have no built-in limits.",
            DigitTest.SOURCE + "; distortion factor, mantissa arc test: Nigrini (2012)",
            "linear in rows; with a subset three passes, 20 bytes for each subset and at most five a row");

    private static final DigitExamination EXAMINATION = new DigitExamination(DECLARATION.code(), DigitTest.FIRST,
            false);

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        return EXAMINATION.of(task, counts -> {
            Map<String, Object> further = new LinkedHashMap<>(Distortion.of(task));
            further.putAll(MantissaArc.of(task));
            return further;
        });
    }

    /** The parameter for the z above which a group of digits is named. */
    static Parameter criticalZ() {
        return Parameter.decimal(CRITICAL_Z, "2.576", "1", "100",
                "z above which a group of digits with more amounts than expected is named",
                "normal distribution: exceeded by chance once in a hundred times, both sides together");
    }

    /** Fields that the digit procedures read where they are mapped. */
    static Set<Field> optional() {
        Set<Field> fields = EnumSet.of(Field.CURRENCY);
        fields.addAll(Subsets.fields());
        return fields;
    }
}
