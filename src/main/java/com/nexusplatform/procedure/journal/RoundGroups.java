package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.grouping.BinomialTail;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Figures;

/**
 * Groups of rows by one column, and those with more round amounts than the share of all rows explains: the binomial tail of each,
 * corrected over all groups that are large enough.
 */
final class RoundGroups {

    private static final int LEAST_ROUND = 3;

    private final int[] codes;
    private final boolean[] round;
    private final List<Excess> tests;
    private final FalseDiscovery discovery;

    private RoundGroups(int[] codes, boolean[] round, List<Excess> tests, int judged, BigDecimal q) {
        this.codes = codes;
        this.round = round;
        this.tests = tests;
        discovery = FalseDiscovery.of(tests.stream().map(Excess::p).toList(), judged, q);
    }

    /**
     * A group and the test of it.
     *
     * @param code  code of the group's value
     * @param rows  rows with a positive amount
     * @param round round ones among them
     * @param p     probability of so many round ones or more, to four significant digits
     */
    record Excess(int code, int rows, int round, BigDecimal p) {}

    /**
     * Tests of the groups that are large enough.
     *
     * @param share share of round ones among all positive amounts
     */
    static RoundGroups of(ColumnarLedger ledger, Optional<Field> column, boolean[] round, double share,
            Parameters parameters) {
        BigDecimal q = FalseDiscovery.q(parameters);
        if (column.isEmpty()) {
            return new RoundGroups(new int[0], round, List.of(), 0, q);
        }
        int leastRows = parameters.integer("groupRows");
        int[] codes = ledger.codes(column.get());
        int[] rows = new int[ledger.dictionary(column.get()).size() + 1];
        int[] roundRows = new int[rows.length];
        int positive = 0;
        for (int row = 0; row < codes.length; row++) {
            if (ledger.amounts()[row] > 0) {
                positive++;
                rows[codes[row]]++;
                roundRows[codes[row]] += round[row] ? 1 : 0;
            }
        }
        List<Excess> tests = new ArrayList<>();
        int judged = 0;
        for (int code = 1; code < rows.length; code++) {
            if (rows[code] < leastRows || rows[code] == positive) {
                continue; // too few, or all of them: nothing is left to compare them with
            }
            judged++; // a group with too few round ones counts with p = 1: the family must not depend on what is found
            if (roundRows[code] >= LEAST_ROUND) {
                tests.add(new Excess(code, rows[code], roundRows[code], tail(rows[code], roundRows[code], share)));
            }
        }
        return new RoundGroups(codes, round, tests, judged, q);
    }

    private static BigDecimal tail(int rows, int round, double share) {
        return share >= 1
                ? BigDecimal.ONE
                : Figures.fourDigits(BinomialTail.of(round, rows, share));
    }

    /** Number of groups tested, and which of them are named. */
    FalseDiscovery discovery() {
        return discovery;
    }

    /** Groups with an excess, in the order of their first row in the ledger. */
    List<Excess> excesses() {
        return tests.stream().filter(test -> discovery.rejects(test.p())).toList();
    }

    /** Row numbers of the round amounts of a group. */
    int[] rows(Excess excess) {
        return IntStream.range(0, codes.length)
            .filter(row -> round[row] && codes[row] == excess.code())
            .map(row -> row + 1)
            .toArray();
    }
}
