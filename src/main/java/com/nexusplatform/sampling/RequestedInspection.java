package com.nexusplatform.sampling;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * What a person found of a row, as they report it.
 *
 * @param rowNo         number of the record
 * @param outcome       what was found
 * @param auditedAmount amount that the row should have, with the sign of the recorded one; for MISSTATED only
 * @param note          words of the inspector, or null
 */
public record RequestedInspection(int rowNo, InspectionOutcome outcome, @Nullable BigDecimal auditedAmount,
        @Nullable String note) {

    private static final int LONGEST_NOTE = 2_000;
    private static final int MOST_DECIMALS = 4;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000000");

    /** The amount in minor units without the sign, null unless misstated; refused with VALIDATION_FAILED, naming the row. */
    @Nullable
    Long audited(Sample sample) {
        if (!outcome.fits(sample.method())) {
            throw refused("outcome " + outcome + " does not fit a sample by " + sample.method()
                    + (sample.method().monetary() ? "; say MISSTATED with auditedAmount." : "; say MISSED."));
        }
        Sample.Money money = sample.money();
        if (outcome != InspectionOutcome.MISSTATED || money == null) {
            if (auditedAmount != null) {
                throw refused("auditedAmount belongs to the outcome MISSTATED.");
            }
            return null;
        }
        if (auditedAmount == null || auditedAmount.abs().compareTo(LARGEST) > 0
                || auditedAmount.stripTrailingZeros().scale() > Math.min(MOST_DECIMALS,
                        Currencies.digits(money.currency()))) {
            throw refused(
                    "MISSTATED needs an auditedAmount in " + money.currency() + " with no more decimals than it has.");
        }
        if (auditedAmount.signum() == (money.negative() ? 1 : -1)) {
            throw refused(
                    "auditedAmount has another sign than the record. No share of an amount above the whole can be "
                            + "reckoned with: give 0, and say the rest in the note.");
        }
        return auditedAmount.abs().movePointRight(Currencies.digits(money.currency())).longValueExact();
    }

    /** The note without space at its ends, null when there is none; refused with VALIDATION_FAILED when too long. */
    @Nullable
    String words() {
        String stripped = note == null ? "" : note.strip();
        if (stripped.codePointCount(0, stripped.length()) > LONGEST_NOTE || stripped.indexOf('\0') >= 0) {
            throw refused("note must have at most " + LONGEST_NOTE + " characters.");
        }
        return stripped.isEmpty() ? null : stripped;
    }

    private ProblemException refused(String why) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "Row " + rowNo + ": " + why).with("rowNo", rowNo);
    }
}
