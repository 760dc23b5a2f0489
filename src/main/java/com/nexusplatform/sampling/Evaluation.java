package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Numerals;

/**
 * What a sample proves. Before every row is inspected it proves nothing, and says so.
 *
 * @param drawn        rows drawn
 * @param inspected    rows that someone looked at
 * @param errors       rows found in error so far
 * @param samplesOfRun samples drawn of the run, this one among them
 * @param verdict      the bound, null before every row is inspected
 * @param statement    all of it in words
 */
public record Evaluation(int drawn, int inspected, int errors, int samplesOfRun, @Nullable Verdict verdict,
        String statement) {

    /**
     * The bound that a whole inspection gives.
     *
     * @param tolerated whether it is below what was tolerable, null where nothing was said of that
     * @param figures   the arithmetic: bound, projection, and what they were computed from
     * @param sentence  in words
     * @param source    where the method comes from
     */
    public record Verdict(@Nullable Boolean tolerated, Map<String, Object> figures, String sentence, String source) {}

    /** Rows that nobody looked at. */
    public int open() {
        return drawn - inspected;
    }

    /** Evaluates a sample by the inspections that hold. */
    static Evaluation of(Sample sample, List<InspectedRow> rows, int samplesOfRun) {
        int inspected = (int) rows.stream().filter(InspectedRow::isInspected).count();
        int errors = (int) rows.stream().filter(InspectedRow::isError).count();
        String which = " This is sample " + sample.ordinal() + " of " + samplesOfRun + " of the run.";
        if (inspected < rows.size()) {
            return new Evaluation(rows.size(), inspected, errors, samplesOfRun, null,
                    Numerals.grouped(rows.size() - inspected) + " of " + Numerals.grouped(rows.size())
                            + " rows drawn are not inspected yet; nothing can be said before they are." + which);
        }
        Sample.Money money = sample.money();
        Verdict verdict = money == null
                ? byRows(sample, errors)
                : new MonetaryEvaluation(money, sample.confidence(), rows)
                    .verdict(Objects.requireNonNull(sample.tolerable()));
        return new Evaluation(rows.size(), inspected, errors, samplesOfRun, verdict, verdict.sentence() + which);
    }

    private static Verdict byRows(Sample sample, int errors) {
        AttributeBound bound = AttributeBound.of(errors, sample.drawn(), sample.rows(), sample.confidence());
        BigDecimal tolerable = sample.tolerable();
        BigDecimal projected = Numerals.quotient((long) errors * sample.rows(), sample.drawn());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("distribution", bound.distribution());
        figures.put("populationRows", sample.rows());
        figures.put("errorsFound", errors);
        figures.put("confidence", sample.confidence());
        figures.put("rateAtMost", bound.rate());
        figures.put("errorsAtMost", bound.errors());
        figures.put("projectedErrors", projected);
        Boolean tolerated = null;
        if (tolerable != null) {
            figures.put("tolerableRate", tolerable);
            tolerated = bound.rate().compareTo(tolerable) <= 0;
        }
        String sentence = Numerals.grouped(sample.drawn()) + " drawn, " + Numerals.grouped(errors) + " missed: "
                + bound.words() + ", or " + Numerals.grouped(bound.errors()) + " of the "
                + Numerals.grouped(sample.rows()) + " " + sample.method().population() + "; projected are "
                + Numerals.grouped(projected.doubleValue(), 0) + ".";
        return new Verdict(tolerated, figures,
                sample.method() == SampleMethod.ATTRIBUTE ? sentence.replace(" missed: ", " in error: ") : sentence,
                "Clopper and Pearson (1934); hypergeometric in a population of up to 10,000 rows");
    }
}
