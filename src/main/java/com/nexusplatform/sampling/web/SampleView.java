package com.nexusplatform.sampling.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.sampling.Sample;
import com.nexusplatform.sampling.SampleMethod;

/** A sample as shown: rates as numbers, amounts as decimal strings. */
record SampleView(UUID id, UUID runId, int ordinal, SampleMethod method, BigDecimal confidence,
        @Nullable BigDecimal tolerableRate, @Nullable BigDecimal expectedRate, @Nullable String tolerableMisstatement,
        @Nullable String expectedMisstatement, Population population, int plannedSize, int drawn, int certain,
        @Nullable String interval, String seed, String statement, Instant createdAt, String createdBy) {

    /** What was drawn from; value and currency of a sample by money. */
    record Population(int rows, @Nullable String value, @Nullable String currency) {}

    static SampleView of(Sample sample) {
        Sample.Money money = sample.money();
        BigDecimal tolerable = sample.tolerable();
        BigDecimal expected = sample.expected();
        return new SampleView(sample.id(), sample.runId(), sample.ordinal(), sample.method(), sample.confidence(),
                money == null ? tolerable : null, money == null ? expected : null, amount(money, tolerable),
                amount(money, expected), population(sample), sample.planned(), sample.drawn(), sample.certain(),
                money == null ? null : Numerals.money(money.interval(), money.currency()), sample.seed(),
                sample.statement(), sample.createdAt(), sample.createdBy());
    }

    private static Population population(Sample sample) {
        Sample.Money money = sample.money();
        return money == null
                ? new Population(sample.rows(), null, null)
                : new Population(sample.rows(), ItemView.signed(money.value(), money), money.currency());
    }

    private static @Nullable String amount(Sample.@Nullable Money money, @Nullable BigDecimal amount) {
        return money == null || amount == null ? null : amount.toPlainString();
    }
}
