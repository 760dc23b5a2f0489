package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.sampling.UpperBound;

/**
 * What the misstatements found in a sample by money say of the whole. Overstatement is projected by taint and interval and
 * limited by Stringer's bound with Poisson factors, and by what the items are worth; that of items drawn for their size alone is
 * known, and added as it is.
 */
final class MonetaryEvaluation {

    private static final String SOURCE = "Stringer bound with Poisson factors; AICPA Audit Guide Audit Sampling";

    private final Sample.Money money;
    private final BigDecimal confidence;
    private final List<BigDecimal> taints = new ArrayList<>();
    private BigDecimal known = BigDecimal.ZERO;
    private BigDecimal understated = BigDecimal.ZERO;
    private long others;

    MonetaryEvaluation(Sample.Money money, BigDecimal confidence, List<InspectedRow> rows) {
        this.money = money;
        this.confidence = confidence;
        others = money.value();
        rows.forEach(this::add);
    }

    /**
     * The upper limit of overstatement among items that were not drawn for their size, rounded up to the minor unit.
     *
     * @param others what these items are worth in minor units; none is overstated by more than its value, so they are not either
     */
    static BigDecimal limit(Sample.Money money, long others, List<BigDecimal> taints, BigDecimal confidence) {
        BigDecimal interval = Currencies.decimal(money.interval(), money.currency());
        return UpperBound.stringerFactor(taints, confidence)
            .multiply(interval)
            .setScale(Currencies.digits(money.currency()), RoundingMode.CEILING)
            .min(Currencies.decimal(others, money.currency()));
    }

    private void add(InspectedRow row) {
        long book = Objects.requireNonNull(row.item().book());
        long audited = row.audited();
        others -= row.item().certain() ? book : 0; // all of these are in the sample
        BigDecimal overstated = Currencies.decimal(book, money.currency())
            .subtract(Currencies.decimal(audited, money.currency()));
        if (row.item().certain()) {
            known = known.add(overstated.max(BigDecimal.ZERO));
            understated = understated.subtract(overstated.min(BigDecimal.ZERO));
        } else if (overstated.signum() > 0) {
            taints.add(taint(overstated, book));
        } else {
            understated = understated.add(projected(taint(overstated.negate(), book)));
        }
    }

    /** The evaluation, once every row was inspected. */
    Evaluation.Verdict verdict(BigDecimal tolerable) {
        BigDecimal worth = Currencies.decimal(others, money.currency());
        BigDecimal projection = known
            .add(taints.stream().map(this::projected).reduce(BigDecimal.ZERO, BigDecimal::add).min(worth));
        BigDecimal limit = known.add(limit(money, others, taints, confidence));
        boolean within = limit.compareTo(tolerable) <= 0;
        String currency = " " + money.currency();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("formula",
                "limit = known + min{ otherValue, interval · [f(0) + Σ (f(i) - f(i - 1)) · taint(i)] }, taints descending");
        figures.put("interval", Numerals.money(money.interval(), money.currency()));
        figures.put("otherValue", worth.toPlainString());
        figures.put("factorWithoutError", UpperBound.poissonFactor(0, confidence));
        figures.put("taints", taints.stream().sorted(Comparator.reverseOrder()).toList());
        figures.put("factor", UpperBound.stringerFactor(taints, confidence));
        figures.put("knownMisstatement", known.toPlainString());
        figures.put("projectedMisstatement", rounded(projection));
        figures.put("projectedUnderstatement", rounded(understated));
        figures.put("upperLimit", limit.toPlainString());
        figures.put("tolerableMisstatement", tolerable.toPlainString());
        return new Evaluation.Verdict(within, figures, "Overstatement is projected at " + rounded(projection) + currency
                + " and is at most " + limit.toPlainString() + currency + " at " + AttributeBound.percent(confidence)
                + " confidence, which is " + (within ? "not " : "") + "more than the tolerable "
                + tolerable.toPlainString() + currency + "."
                + (understated.signum() > 0
                        ? " Understatement is projected at " + rounded(understated) + currency
                                + "; this sample gives no limit of it."
                        : ""),
                SOURCE);
    }

    private BigDecimal taint(BigDecimal difference, long book) {
        return difference.divide(Currencies.decimal(book, money.currency()),
                new MathContext(12, RoundingMode.HALF_EVEN));
    }

    private BigDecimal projected(BigDecimal taint) {
        return taint.multiply(Currencies.decimal(money.interval(), money.currency()));
    }

    private String rounded(BigDecimal amount) {
        return amount.setScale(Currencies.digits(money.currency()), RoundingMode.HALF_EVEN).toPlainString();
    }
}
