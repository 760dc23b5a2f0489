package com.nexusplatform.examination;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What other modules need to know of an examination.
 *
 * @param id          identity
 * @param status      state of the life cycle
 * @param currency    currency of the examination, ISO 4217
 * @param periodStart first day of the period
 * @param periodEnd   last day of the period
 * @param materiality amount from which a misstatement matters, or null
 */
public record ExaminationFacts(UUID id, ExaminationStatus status, String currency, LocalDate periodStart,
        LocalDate periodEnd, @Nullable BigDecimal materiality) {}
