package com.nexusplatform.ledger;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of uploading, loading and reading datasets.
 *
 * @param maxRejectShare  share of unreadable rows above which a dataset is rejected as a whole
 * @param maxKeptRejects  unreadable rows of a dataset that are kept to be shown; all are counted
 * @param concurrentLoads loads that run at the same time in one instance; others wait
 * @param memoryShare     share of the largest heap that columns in memory may take together
 */
@Validated
@ConfigurationProperties("nexus.ledger")
public record LedgerProperties(@DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double maxRejectShare,
        @DefaultValue("100000") @Min(0) int maxKeptRejects, @DefaultValue("2") @Min(1) @Max(4) int concurrentLoads,
        @DefaultValue("0.6") @DecimalMin("0.05") @DecimalMax("0.9") double memoryShare) {}
