package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;

import com.nexusplatform.columnar.Dictionary;

/** The dictionary of one column over all segments, and for each segment what its own codes become. */
final class GlobalCodes {

    private final Dictionary dictionary;
    private final int[] firstRows;
    private final int[][] codes;

    private GlobalCodes(Dictionary dictionary, int[] firstRows, int[][] codes) {
        this.dictionary = dictionary;
        this.firstRows = firstRows;
        this.codes = codes;
    }

    /** Reads the text blocks of a column in the order of the rows, so that codes number the texts by their first row. */
    static GlobalCodes read(DataSource dataSource, UUID datasetId, Envelope envelope, int columnNo)
            throws SQLException {
        Dictionary.Builder dictionary = new Dictionary.Builder();
        int[] firstRows = new int[16];
        int[][] codes = new int[16][];
        int blocks = 0;
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false); // lets the driver fetch a few blocks at a time
            try (PreparedStatement query = connection.prepareStatement("select first_row, entries, raw_size, sealed,"
                    + " bytes from dataset_text_block where dataset_id = ? and column_no = ? order by first_row")) {
                query.setObject(1, datasetId);
                query.setInt(2, columnNo);
                query.setFetchSize(4);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        if (blocks == codes.length) {
                            firstRows = Arrays.copyOf(firstRows, blocks * 2);
                            codes = Arrays.copyOf(codes, blocks * 2);
                        }
                        firstRows[blocks] = row.getInt(1);
                        codes[blocks++] = add(TextBlock.read(row, columnNo, envelope), dictionary);
                    }
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        return new GlobalCodes(dictionary.build(), Arrays.copyOf(firstRows, blocks), Arrays.copyOf(codes, blocks));
    }

    /** The texts of the whole column. */
    Dictionary dictionary() {
        return dictionary;
    }

    /** Index of the block that holds the texts of a row, -1 when there is none. */
    int block(int rowNo) {
        int at = Arrays.binarySearch(firstRows, rowNo);
        return at >= 0 ? at : -at - 2;
    }

    /** First row after those of a block. */
    int end(int block) {
        return block + 1 < firstRows.length ? firstRows[block + 1] : Integer.MAX_VALUE;
    }

    /** First row of a block; for -1 the first of all. */
    int start(int block) {
        return block < 0 ? 0 : firstRows[block];
    }

    /** What the codes of a block become. */
    int[] codes(int block) {
        return block < 0 ? new int[1] : codes[block];
    }

    private static int[] add(TextBlock block, Dictionary.Builder dictionary) {
        int[] codes = new int[block.entries() + 1];
        block.addTo(dictionary, codes);
        return codes;
    }
}
