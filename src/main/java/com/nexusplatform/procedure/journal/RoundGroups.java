package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.commons.statistics.distribution.BinomialDistribution;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.grouping.Figures;

/** Groups of rows by one column, and those with more round amounts than the share of all rows explains. */
final class RoundGroups {

    private static final int LEAST_ROUND = 3;

    private final int[] codes;
    private final boolean[] round;
    private final List<Excess> tests;

    private RoundGroups(int[] codes, boolean[] round, List<Excess> tests) {
        this.codes = codes;
        this.round = round;
        this.tests = tests;
    }

    /**
     * A group and the test of it.
     *
     * @param code  code of the group's value
     * @param rows  rows with a positive amount
     * @param round round ones among them
     * @param share share of round ones among all rows
     * @param p     probability of so many round ones or more
     * @param rank  rank of p among all tests, from 1
     * @param tests number of tests
     * @param q     p corrected for the number of tests
     */
    record Excess(int code, int rows, int round, BigDecimal share, BigDecimal p, int rank, int tests, BigDecimal q) {}

    /** Tests of the groups that are large enough. */
    static RoundGroups of(ColumnarLedger ledger, Optional<Field> column, boolean[] round, int leastRows) {
        if (column.isEmpty()) {
            return new RoundGroups(new int[0], round, List.of());
        }
        int[] codes = ledger.codes(column.get());
        int[] rows = new int[ledger.dictionary(column.get()).size() + 1];
        int[] roundRows = new int[rows.length];
        int positive = 0;
        int found = 0;
        for (int row = 0; row < codes.length; row++) {
            if (ledger.amounts()[row] > 0) {
                positive++;
                rows[codes[row]]++;
                found += round[row] ? 1 : 0;
                roundRows[codes[row]] += round[row] ? 1 : 0;
            }
        }
        BigDecimal share = Figures.share(found, positive);
        List<Excess> tests = new ArrayList<>();
        for (int code = 1; code < rows.length; code++) {
            if (rows[code] >= leastRows && roundRows[code] >= LEAST_ROUND) {
                tests.add(new Excess(code, rows[code], roundRows[code], share,
                        tail(rows[code], roundRows[code], share.doubleValue()), 0, 0, BigDecimal.ONE));
            }
        }
        return new RoundGroups(codes, round, corrected(tests));
    }

    private static BigDecimal tail(int rows, int round, double share) {
        return share >= 1
                ? BigDecimal.ONE
                : Figures.fourDigits(BinomialDistribution.of(rows, share).survivalProbability(round - 1));
    }

    /** Benjamini and Hochberg's step-up: q is the least p * tests / rank of this and every larger p. */
    private static List<Excess> corrected(List<Excess> tests) {
        List<Excess> ranked = tests.stream()
            .sorted(Comparator.comparing(Excess::p).thenComparingInt(Excess::code))
            .toList();
        List<Excess> corrected = new ArrayList<>();
        BigDecimal least = BigDecimal.ONE;
        for (int rank = ranked.size(); rank >= 1; rank--) {
            Excess test = ranked.get(rank - 1);
            BigDecimal q = test.p()
                .multiply(BigDecimal.valueOf(ranked.size()))
                .divide(BigDecimal.valueOf(rank), new MathContext(4, RoundingMode.HALF_EVEN));
            least = least.min(q);
            corrected.add(new Excess(test.code(), test.rows(), test.round(), test.share(), test.p(), rank,
                    ranked.size(), least));
        }
        return corrected;
    }

    /** Number of groups tested. */
    int tested() {
        return tests.size();
    }

    /** Groups with an excess, in the order of their first row in the ledger. */
    List<Excess> excesses(BigDecimal falseDiscoveryRate) {
        return tests.stream()
            .filter(test -> test.q().compareTo(falseDiscoveryRate) <= 0)
            .sorted(Comparator.comparingInt(Excess::code))
            .toList();
    }

    /** Row numbers of the round amounts of a group. */
    int[] rows(Excess excess) {
        return IntStream.range(0, codes.length)
            .filter(row -> round[row] && codes[row] == excess.code())
            .map(row -> row + 1)
            .toArray();
    }
}
