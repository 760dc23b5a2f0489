package com.nexusplatform.examination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.audit.Entry;

/**
 * What an examination is about; what a reviewer approves.
 *
 * @param title       heading, 1 to 200 characters
 * @param institution the examined entity, 1 to 200 characters
 * @param periodStart first day of the period
 * @param periodEnd   last day of the period
 * @param currency    currency of the examination, ISO 4217
 * @param materiality amount in that currency from which a misstatement matters, or null while undecided
 */
@Embeddable
public record Scope(@Column(name = "title") String title, @Column(name = "institution") String institution,
        @Column(name = "period_start") LocalDate periodStart, @Column(name = "period_end") LocalDate periodEnd,
        @Column(name = "currency") String currency, @Column(name = "materiality") @Nullable BigDecimal materiality) {

    /** The same as values of canonical JSON for the trail, what people wrote as a digest. */
    Map<String, ?> asMap() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("title", Entry.hashed(title));
        values.put("institution", Entry.hashed(institution));
        values.put("periodStart", periodStart.toString());
        values.put("periodEnd", periodEnd.toString());
        values.put("currency", currency);
        values.put("materiality", materiality);
        return values;
    }

    /** The same under another title. */
    Scope titled(String other) {
        return new Scope(other, institution, periodStart, periodEnd, currency, materiality);
    }

    /** Fields beside the title, in the order of their names, whose values another scope does not share. */
    List<String> differences(Scope other) {
        Map<String, ?> theirs = other.comparable();
        return comparable().entrySet()
            .stream()
            .filter(field -> !field.getValue().equals(theirs.get(field.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    }

    /** However many zeros a decimal was written with. */
    private SortedMap<String, Optional<?>> comparable() {
        SortedMap<String, Optional<?>> values = new TreeMap<>();
        values.put("institution", Optional.of(institution));
        values.put("periodStart", Optional.of(periodStart));
        values.put("periodEnd", Optional.of(periodEnd));
        values.put("currency", Optional.of(currency));
        values.put("materiality", Optional.ofNullable(materiality).map(BigDecimal::stripTrailingZeros));
        return values;
    }

    /** Decimals of the currency's minor unit; 2 where ISO 4217 states none. */
    public int decimals() {
        return ScopeProposal.decimals(currency);
    }
}
