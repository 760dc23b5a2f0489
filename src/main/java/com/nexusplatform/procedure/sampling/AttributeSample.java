package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Figures;

/** SMP-2: plans and draws an attribute sample. It raises no alerts: a drawn row is no suspicion. */
public final class AttributeSample implements Procedure {

    private static final int BOUNDS_SHOWN = 4;

    private static final Declaration DECLARATION = new Declaration("SMP-2", 1, "Attribute sample", Family.SAMPLING,
            Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT), Set.of(),
            List.of(Parameter.decimal("tolerableRate", "0.05", "0.0001", "0.9999",
                    "share of rows in error that would no longer be tolerable",
                    "AICPA table A-1: 59 rows for 5 % at 95 %"),
                    Parameter.decimal("expectedRate", "0", "0", "0.9999", "share of rows in error that is expected",
                            "AICPA table A-1: none expected"),
                    Sampled.confidence(), Sampled.limit()),
            "The sample has the least n for which ⌈expectedRate·n⌉ errors or fewer have a probability of at most 1 - confidence "
                    + "when tolerableRate of the rows are in error: by the hypergeometric distribution in a ledger of up to "
                    + Numerals.grouped(SampleSize.SMALL_POPULATION)
                    + " rows, by the binomial in a larger one; the product is rounded up as an exact decimal. The rows are drawn "
                    + "without replacement, each as likely as any other, and depend on the seed of the run alone. For each "
                    + "number of errors that the inspection may find, the upper bound of the errors in the ledger is stated.",
            "At least one row; tolerableRate is more than expectedRate, and a sample of at most "
                    + Numerals.grouped(SampleSize.LARGEST) + " rows suffices.",
            "AICPA Audit Guide Audit Sampling, tables A-1 and A-3, recomputed exactly; Clopper and Pearson (1934)",
            "Linear in the rows; 4 bytes a row.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        ColumnarLedger ledger = task.ledger();
        Parameters parameters = task.parameters();
        if (ledger.rows() == 0) {
            return new Outcome.NotApplicable("The ledger has no rows; there is nothing to draw.",
                    Figures.of("rows", 0));
        }
        BigDecimal confidence = parameters.decimal("confidence");
        BigDecimal tolerable = parameters.decimal("tolerableRate");
        BigDecimal expected = parameters.decimal("expectedRate");
        boolean small = ledger.rows() <= SampleSize.SMALL_POPULATION;
        OptionalInt size = small
                ? SampleSize.attribute(confidence, tolerable, expected, ledger.rows())
                : SampleSize.attribute(confidence, tolerable, expected);
        task.watch().at(0.3);
        if (size.isEmpty()) {
            return new Outcome.NotApplicable("No sample of up to " + Numerals.grouped(SampleSize.LARGEST)
                    + " rows assures a rate below " + tolerable.toPlainString() + " when " + expected.toPlainString()
                    + " is expected; state a larger tolerable or a smaller expected rate.",
                    Figures.of("rows", ledger.rows(), "tolerableRate", tolerable, "expectedRate", expected));
        }
        int[] drawn = new SeededDraw(task.seed()).indices(ledger.rows(), size.getAsInt());
        Arrays.sort(drawn);
        task.watch().at(0.6);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("formula", "n = min{ n : P(errors ≤ ⌈expectedRate·n⌉; n, tolerableRate) ≤ 1 - confidence }");
        figures.put("distribution", small ? "hypergeometric" : "binomial");
        figures.put("rows", ledger.rows());
        figures.put("drawn", drawn.length);
        figures.put("errorsAccepted", expected.multiply(BigDecimal.valueOf(drawn.length))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact());
        figures.put("seed", Long.toUnsignedString(task.seed(), 16));
        figures.put("upperBounds", bounds(drawn.length, ledger.rows(), confidence));
        Sampled.rowNos(figures, "drawnRowNos", drawn, parameters);
        return new Outcome.Applicable(Collections.unmodifiableMap(figures), List.of());
    }

    /** What no error, one, two or three of them would prove. */
    private static List<Map<String, Object>> bounds(int drawn, int rows, BigDecimal confidence) {
        List<Map<String, Object>> bounds = new ArrayList<>();
        for (int errors = 0; errors < Math.min(BOUNDS_SHOWN, drawn + 1); errors++) {
            bounds.add(rows <= SampleSize.SMALL_POPULATION
                    ? Figures.of("errorsFound", errors, "errorsAtMost",
                            UpperBound.hypergeometric(errors, drawn, rows, confidence))
                    : Figures.of("errorsFound", errors, "rateAtMost", UpperBound.binomial(errors, drawn, confidence)));
        }
        return bounds;
    }
}
