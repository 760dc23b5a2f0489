package com.nexusplatform.ledger.format;

/**
 * What a file may ask of the service before it is refused.
 *
 * @param maxColumns            columns of the header
 * @param maxRecordBytes        bytes of one record, all its lines together
 * @param maxCellBytes          bytes of one cell, UTF-8; a longer one makes its row a reject
 * @param maxExpandedBytes      bytes after decompression
 * @param maxExpansionRatio     bytes out for one byte in, looked at after the first 10 MiB
 * @param maxRows               records after the header
 * @param maxSharedStringsBytes size of the shared strings of a workbook, which are held in memory
 */
public record Limits(int maxColumns, int maxRecordBytes, int maxCellBytes, long maxExpandedBytes, int maxExpansionRatio,
        long maxRows, long maxSharedStringsBytes) {

    /** Expansion that is never called a bomb, in bytes. */
    static final long HARMLESS_EXPANSION = 10L << 20;

    public Limits {
        if (maxColumns < 1 || maxRecordBytes < 1 || maxCellBytes < 1 || maxExpandedBytes < 1 || maxExpansionRatio < 1
                || maxRows < 1 || maxSharedStringsBytes < 1) {
            throw new IllegalArgumentException("each limit of a file must be at least 1");
        }
    }
}
