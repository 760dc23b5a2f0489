package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameter.Form;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Figures;

/** SMP-3: rows and sums by strata of amount and by age. It describes, and raises no alerts. */
public final class Stratification implements Procedure {

    private static final BigDecimal LARGEST_LIMIT = new BigDecimal("100000000000000");
    private static final String ASCENDING = "ascending numbers of at most 100000000000000, such as 0, 1000, 10000";

    private static final Declaration DECLARATION = new Declaration("SMP-3", 2, "Stratify and age", Family.SAMPLING,
            Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.EFFECTIVE_ON, Field.POSTED_AT),
            List.of(Parameter.texts("limits", List.of(), List.of(),
                    "limits of the strata, ascending, in units of each currency, such as 0, 1000, 10000; none for powers of ten "
                            + "on both sides of zero",
                    "ACL STRATIFY")
                .written(new Form(ASCENDING, texts -> limits(texts).isPresent())),
                    Parameter.text("asOf", "", List.of(),
                            "day to which ages are counted, such as 2025-12-31; empty for the latest day in the data, never "
                                    + "today",
                            "ACL AGE")
                        .written(Form.DATE_OR_NONE)),
            "Rows are counted and their amounts summed, exactly and for each currency apart: by strata of the amount, where a "
                    + "limit belongs to the stratum above it, and by the days from effectiveOn, or from postedAt where no "
                    + "effectiveOn is mapped, to asOf: not yet due, 0-30, 31-60, 61-90, over 90, and no date. Strata and bands "
                    + "without rows are left out. The sums of all strata, and of all bands, are the sum of the ledger.",
            "At least one row. Without any date the strata stand alone, and the ageing says why.",
            "Descriptive; ACL STRATIFY and AGE, bands of 30 days as practice has them",
            "Linear in the rows; no memory a row, but 4 bytes for the days of postedAt.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        if (task.ledger().rows() == 0) {
            return new Outcome.NotApplicable("The ledger has no rows; there is nothing to count.",
                    Figures.of("rows", 0));
        }
        List<BigDecimal> limits = limits(task.parameters().texts("limits")).orElseThrow();
        Optional<LocalDate> asOf = Ageing.day(task.parameters().text("asOf"));
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        Strata strata = limits.isEmpty() ? Strata.decades(currencies) : Strata.at(currencies, limits);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rows", task.ledger().rows());
        figures.put("strata", strata.figures(strata.sums(task.ledger())));
        task.watch().at(0.5);
        Optional<Ageing> ageing = Ageing.of(task.ledger(), currencies, asOf);
        figures.put("ageing", ageing.map(ages -> ages(ages, asOf.isPresent()))
            .orElseGet(() -> Figures.of("notApplicable",
                    "Neither effectiveOn nor postedAt gives a date in this dataset; ages need one.")));
        task.watch().at(0.9);
        return new Outcome.Applicable(Collections.unmodifiableMap(figures), List.of());
    }

    private static Map<String, Object> ages(Ageing ageing, boolean stated) {
        return Figures.of("from", ageing.from(), "asOf", ageing.asOf(), "asOfSource",
                stated ? "stated" : "latest " + ageing.from() + " of the dataset", "bands", ageing.bands());
    }

    private static Optional<List<BigDecimal>> limits(List<String> texts) {
        List<BigDecimal> limits = new ArrayList<>();
        for (String text : texts) {
            BigDecimal limit;
            try {
                limit = new BigDecimal(text.strip());
            } catch (NumberFormatException notANumber) {
                return Optional.empty();
            }
            boolean ascends = limits.isEmpty() || limit.compareTo(limits.getLast()) > 0;
            if (!ascends || limit.scale() < -14 || limit.scale() > 100 || limit.abs().compareTo(LARGEST_LIMIT) > 0) {
                return Optional.empty();
            }
            limits.add(limit);
        }
        return Optional.of(limits);
    }
}
