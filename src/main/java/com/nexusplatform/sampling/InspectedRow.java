package com.nexusplatform.sampling;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A row of a sample with the inspection that holds.
 *
 * @param item    the row
 * @param outcome what was found, null before anyone looked
 * @param stated  amount that a misstated row should have, in minor units without the sign
 */
record InspectedRow(SampleItem item, @Nullable InspectionOutcome outcome, @Nullable Long stated) {

    /** Whether someone looked. */
    boolean isInspected() {
        return outcome != null;
    }

    /** Whether the row is in error. */
    boolean isError() {
        return outcome != null && outcome.isError();
    }

    /** The amount that the row should have: its own when it is correct, none when nothing supports it. */
    long audited() {
        return switch (Objects.requireNonNull(outcome)) {
            case CORRECT -> Objects.requireNonNull(item.book());
            case MISSTATED -> Objects.requireNonNull(stated);
            case MISSED, UNSUPPORTED -> 0;
        };
    }
}
