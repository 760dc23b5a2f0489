package com.nexusplatform.analysis;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The score of every record: the exact sum of what each procedure contributes, which is the largest of the points of its
 * alerts that touch the record. One byte a record and procedure, and only for procedures that raised an alert.
 */
public final class ScoreSheet {

    private final List<String> labels;
    private final byte[] @Nullable [] contributions;
    private final int rows;

    /** An empty sheet for records 1 to {@code rows} and the results of a plan, named by their labels. */
    ScoreSheet(List<String> labels, int rows) {
        this.labels = List.copyOf(labels);
        this.rows = rows;
        contributions = new byte[labels.size()][];
    }

    /** Enters an alert of the result at an ordinal. */
    void enter(int ordinal, int rowNo, int points) {
        byte[] column = contributions[ordinal];
        if (column == null) {
            column = new byte[rows + 1];
            contributions[ordinal] = column;
        }
        column[rowNo] = (byte) Math.max(column[rowNo], points);
    }

    /** Number of records. */
    public int rows() {
        return rows;
    }

    /** Labels of the results: codes of the procedures, numbered where one occurs again. */
    public List<String> labels() {
        return labels;
    }

    /** Points that a result contributes to a record. */
    public int contribution(int ordinal, int rowNo) {
        byte[] column = contributions[ordinal];
        return column == null ? 0 : column[rowNo];
    }

    /** Sum of all contributions to a record. */
    public int score(int rowNo) {
        int score = 0;
        for (byte[] column : contributions) {
            score += column == null ? 0 : column[rowNo];
        }
        return score;
    }

    /** The {@code most} records of the highest scores above 0: the highest first, then by row number. */
    public int[] top(int most) {
        int[] records = new int[100 * labels.size() + 1];
        for (int rowNo = 1; rowNo <= rows; rowNo++) {
            records[score(rowNo)]++;
        }
        int[] starts = new int[records.length];
        int total = 0;
        for (int score = records.length - 1; score > 0; score--) {
            starts[score] = total;
            total += records[score];
        }
        int[] top = new int[Math.min(most, total)];
        for (int rowNo = 1; rowNo <= rows; rowNo++) {
            int score = score(rowNo);
            int place = score == 0 ? top.length : starts[score]++;
            if (place < top.length) {
                top[place] = rowNo;
            }
        }
        return top;
    }
}
