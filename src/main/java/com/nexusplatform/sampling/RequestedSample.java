package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.procedure.sampling.SampleSize;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * A sample as a caller asks for it; what is left out takes its default.
 *
 * @param method                rows to draw from; those below the line by default
 * @param confidence            of the statement that the sample is to carry, 0.95 by default
 * @param tolerableRate         share of rows in error that would no longer be tolerable, 0.05 by default
 * @param expectedRate          share of rows in error that is expected, 0 by default
 * @param size                  rows to draw, in place of the rates
 * @param tolerableMisstatement misstatement from which the total would be wrong, in units of the currency
 * @param expectedMisstatement  misstatement that is expected, 0 by default
 * @param currency              currency of the amounts, the dataset's own by default
 * @param negative              whether amounts below 0 are sampled in place of those above
 */
public record RequestedSample(@Nullable SampleMethod method, @Nullable BigDecimal confidence,
        @Nullable BigDecimal tolerableRate, @Nullable BigDecimal expectedRate, @Nullable Integer size,
        @Nullable BigDecimal tolerableMisstatement, @Nullable BigDecimal expectedMisstatement,
        @Nullable String currency, @Nullable Boolean negative) {

    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000");
    private static final BigDecimal ONE_IN_TEN_THOUSAND = new BigDecimal("0.0001");
    private static final int MOST_DECIMALS = 12;

    /** Refuses with VALIDATION_FAILED, naming the field, what no sample can be drawn by. */
    void check() {
        within("confidence", confidence, new BigDecimal("0.5"), new BigDecimal("0.9999"));
        within("tolerableRate", tolerableRate, ONE_IN_TEN_THOUSAND, new BigDecimal("0.9999"));
        within("expectedRate", expectedRate, BigDecimal.ZERO, new BigDecimal("0.9999"));
        within("tolerableMisstatement", tolerableMisstatement, ONE_IN_TEN_THOUSAND, LARGEST);
        within("expectedMisstatement", expectedMisstatement, BigDecimal.ZERO, LARGEST);
        within("size", size == null ? null : BigDecimal.valueOf(size), BigDecimal.ONE,
                BigDecimal.valueOf(SampleSize.LARGEST));
        if (drawnBy().monetary()) {
            checkMoney();
        } else {
            checkRows();
        }
    }

    private void checkMoney() {
        if (tolerableRate != null || expectedRate != null || size != null) {
            throw refused("method",
                    "A sample by money follows from tolerableMisstatement and expectedMisstatement; leave out "
                            + "tolerableRate, expectedRate and size.");
        }
        if (tolerableMisstatement == null) {
            throw refused("tolerableMisstatement",
                    "State in tolerableMisstatement from which misstatement on the total would be wrong.");
        }
        if (currency != null && !Currencies.exists(currency)) {
            throw refused("currency", "currency must be a code of ISO 4217, such as EUR.");
        }
    }

    private void checkRows() {
        if (tolerableMisstatement != null || expectedMisstatement != null || currency != null || negative != null) {
            throw refused("method",
                    "tolerableMisstatement, expectedMisstatement, currency and negative belong to the method "
                            + "MONETARY_UNIT; here rows are drawn whatever their amounts.");
        }
        if (size != null && (tolerableRate != null || expectedRate != null)) {
            throw refused("size", "Give size, or the rates from which it follows, not both.");
        }
    }

    /** The method, or its default. */
    SampleMethod drawnBy() {
        return Objects.requireNonNullElse(method, SampleMethod.BELOW_THE_LINE);
    }

    /** The confidence, or its default. */
    BigDecimal confidenceOrUsual() {
        return Objects.requireNonNullElse(confidence, new BigDecimal("0.95"));
    }

    /** What is no longer tolerable, as a rate or an amount; null where only a size is given. */
    @Nullable
    BigDecimal tolerable() {
        if (drawnBy().monetary()) {
            return tolerableMisstatement;
        }
        return size == null ? Objects.requireNonNullElse(tolerableRate, new BigDecimal("0.05")) : null;
    }

    /** What is expected, as a rate or an amount. */
    BigDecimal expected() {
        return Objects.requireNonNullElse(drawnBy().monetary() ? expectedMisstatement : expectedRate, BigDecimal.ZERO);
    }

    /** Whether amounts below 0 are sampled. */
    boolean ofNegative() {
        return Boolean.TRUE.equals(negative);
    }

    private static void within(String field, @Nullable BigDecimal value, BigDecimal least, BigDecimal most) {
        if (value != null && (value.compareTo(least) < 0 || value.compareTo(most) > 0
                || value.stripTrailingZeros().scale() > MOST_DECIMALS)) {
            throw refused(field, field + " must be from " + least.toPlainString() + " to " + most.toPlainString()
                    + ", of at most " + MOST_DECIMALS + " decimals.");
        }
    }

    private static ProblemException refused(String field, String why) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, why).with("field", field);
    }
}
