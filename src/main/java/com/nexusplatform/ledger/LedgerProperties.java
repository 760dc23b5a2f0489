package com.nexusplatform.ledger;

import java.time.Duration;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import com.nexusplatform.ledger.format.Limits;

/**
 * Settings of uploading, loading and reading datasets.
 *
 * @param maxRejectShare  share of unreadable rows above which a dataset is rejected as a whole
 * @param maxKeptRejects  unreadable rows of a dataset that are kept to be shown; all are counted
 * @param concurrentLoads loads that run at the same time in one instance; others wait
 * @param memoryShare     share of the largest heap that columns in memory may take together
 * @param workbooksAtOnce workbooks that are surveyed at the same time in one instance; others wait
 * @param workbookWait    how long an upload waits at most for its workbook to be surveyed
 * @param files           what a file may ask of the service before it is refused
 */
@Validated
@ConfigurationProperties("nexus.ledger")
public record LedgerProperties(@DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double maxRejectShare,
        @DefaultValue("100000") @Min(0) int maxKeptRejects, @DefaultValue("2") @Min(1) @Max(4) int concurrentLoads,
        @DefaultValue("0.6") @DecimalMin("0.05") @DecimalMax("0.9") double memoryShare,
        @DefaultValue("2") @Min(1) @Max(64) int workbooksAtOnce, @DefaultValue("30s") Duration workbookWait,
        @DefaultValue Files files) {

    /**
     * What a file may ask of the service before it is refused.
     *
     * @param maxColumns            columns of the header
     * @param maxRecordBytes        size of one record, all its lines together
     * @param maxCellBytes          size of one cell; a longer one makes its row a reject
     * @param maxExpandedBytes      size after decompression
     * @param maxExpansionRatio     bytes out for one byte in, looked at after the first 10 MiB
     * @param maxRows               records after the header
     * @param maxSharedStringsBytes size of the shared strings of a workbook, which are held in memory
     */
    public record Files(@DefaultValue("1000") int maxColumns, @DefaultValue("1MB") DataSize maxRecordBytes,
            @DefaultValue("32KB") DataSize maxCellBytes, @DefaultValue("8GB") DataSize maxExpandedBytes,
            @DefaultValue("200") int maxExpansionRatio, @DefaultValue("50000000") long maxRows,
            @DefaultValue("64MB") DataSize maxSharedStringsBytes) {

        /** The same in bytes, as the readers take them. */
        Limits limits() {
            return new Limits(maxColumns, Math.toIntExact(maxRecordBytes.toBytes()),
                    Math.toIntExact(maxCellBytes.toBytes()), maxExpandedBytes.toBytes(), maxExpansionRatio, maxRows,
                    maxSharedStringsBytes.toBytes());
        }
    }
}
