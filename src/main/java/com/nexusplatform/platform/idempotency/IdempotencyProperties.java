package com.nexusplatform.platform.idempotency;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of idempotency keys.
 *
 * @param keptFor       how long a key and its answer are kept
 * @param cleaning      time between two removals of keys that are no longer kept
 * @param longestAnswer longest body of an answer that is kept
 */
@Validated
@ConfigurationProperties("nexus.idempotency")
record IdempotencyProperties(@DefaultValue("24h") @NotNull Duration keptFor,
        @DefaultValue("10m") @NotNull Duration cleaning, @DefaultValue("1MB") @NotNull DataSize longestAnswer) {}
