package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A sample that was drawn.
 *
 * @param id         identity
 * @param runId      run whose rows it draws from
 * @param ordinal    place among the samples of the run, from 1
 * @param method     how rows were drawn
 * @param confidence of the statement that it is to carry
 * @param tolerable  rate or misstatement that would no longer be tolerable, null where only a size was given
 * @param expected   rate or misstatement that was expected
 * @param money      what a sample by money adds, null for others
 * @param rows       rows of the population
 * @param planned    rows or items planned
 * @param drawn      rows drawn, those for their size alone among them
 * @param certain    rows drawn for their size alone
 * @param seed       seed of the draw, 16 hexadecimal digits
 * @param statement  the plan in words
 * @param createdAt  when it was drawn
 * @param createdBy  by whom
 */
public record Sample(UUID id, UUID runId, int ordinal, SampleMethod method, BigDecimal confidence,
        @Nullable BigDecimal tolerable, @Nullable BigDecimal expected, @Nullable Money money, int rows, int planned,
        int drawn, int certain, String seed, String statement, Instant createdAt, String createdBy) {

    /**
     * Currency, side and interval of a sample by money.
     *
     * @param currency ISO 4217
     * @param negative whether the amounts are below 0; they are held without their sign
     * @param interval minor units from one selection to the next
     * @param value    sum of the population in minor units
     */
    public record Money(String currency, boolean negative, long interval, long value) {}
}
