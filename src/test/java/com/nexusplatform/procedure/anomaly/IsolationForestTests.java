package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** ANO-2: golden values, a plain walk beside the fast one, gates, and alerts that can be computed again. */
class IsolationForestTests {

    private static final IsolationForest PROCEDURE = new IsolationForest();

    /** The reference implementation by Vigna prints these for the seed 1234567. */
    @Test
    void drawsWhatSplitMix64Draws() {
        SplitMix random = new SplitMix(1_234_567);

        assertThat(List.of(random.next(), random.next(), random.next())).containsExactly(6_457_827_717_110_365_317L,
                3_203_168_211_198_807_973L, -8_629_252_141_511_181_193L);
    }

    @Test
    void drawsEachNumberBelowABoundEquallyOften() {
        SplitMix random = new SplitMix(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.below(7)]++;
        }
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 9_600 && count < 10_400);
        assertThat(random.below(1)).isZero();
    }

    /**
     * Liu, Ting and Zhou (2008): c(n) = 2 H(n-1) - 2 (n-1)/n. They estimate H by ln(n-1) + 0.5772156649, which gives 10.2448 for
     * 256; the sum gives 10.2487.
     */
    @Test
    void knowsTheAveragePathOfAnUnsuccessfulSearch() {
        assertThat(Isolation.averagePath(256)).isEqualTo(10_248_690);
        assertThat(2 * (Math.log(255) + 0.5772156649) - 2 * 255 / 256.0).isCloseTo(10.2448, within(0.00005));
        assertThat(IntStream.of(0, 1, 2, 3, 4).map(Isolation::averagePath)).containsExactly(0, 0, 1_000_000, 1_666_667,
                2_166_667);
    }

    /** The same paper: a path of average length scores one half, one of none scores 1. */
    @Test
    void scoresAnAveragePathOneHalf() {
        assertThat(Isolation.score(10.2448, 10.2448)).isEqualTo(0.5);
        assertThat(Isolation.score(0, 10.2448)).isEqualTo(1);
    }

    @Test
    void ranksAClearOutlierFirst() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, planted(2_000, 711), Map.of("share", "0.001"));

        assertThat(said.statistics()).containsEntry("found", 2);
        assertThat(said.alerts()).filteredOn(alert -> rank(alert) == 1)
            .singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(712))
            .satisfies(alert -> assertThat(alert.explanation().sentence()).contains("amount"));
    }

    @Test
    void takesEveryRowDownEveryTreeAsAPlainWalkDoes() {
        ColumnarLedger ledger = SampleLedger.of(1_003, 4);
        List<Feature> features = Features.of(ledger, Watch.NONE);
        Forest forest = new Forest(features, 20, 64, 5);
        long[] paths = forest.paths(ledger.rows(), Watch.NONE);

        for (int row = 0; row < ledger.rows(); row++) {
            assertThat(forest.averagePath() - Arrays.stream(forest.credits(row)).sum()).as("row %d", row)
                .isEqualTo(paths[row]);
        }
    }

    @Test
    void knowsTheShortestPathsAsIfEveryRowWereTakenToTheEnd() {
        ColumnarLedger ledger = SampleLedger.of(20_011, 8);
        Forest forest = new Forest(Features.of(ledger, Watch.NONE), 50, 128, 3);
        long[] whole = forest.paths(ledger.rows(), Watch.NONE);

        for (int most : new int[]{1, 20, 200, 2_001}) {
            long[] paths = forest.paths(most, Watch.NONE);
            int[] shortest = Shortest.rows(paths, most);
            assertThat(shortest).isEqualTo(Shortest.rows(whole, most));
            assertThat(Arrays.stream(shortest)).allMatch(row -> paths[row] == whole[row]);
            assertThat(IntStream.range(0, paths.length)).allMatch(row -> paths[row] <= whole[row]);
            assertThat(Arrays.equals(paths, whole)).as("no row spared").isFalse();
        }
    }

    @Test
    void scoresBetweenNoneAndOneAndExplainsCompletely() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, SampleLedger.of(4_000, 15), Map.of());

        assertThat(said.statistics()).containsEntry("found", 40).containsEntry("reported", 40);
        assertThat(said.alerts()).hasSize(40).allSatisfy(IsolationForestTests::computeAgain);
        assertThat(said.alerts()).extracting(IsolationForestTests::rank)
            .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void selectsNoMoreWhenTheShareFallsOrTheScoreRises() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 12);
        Set<Integer> before = rows(Performing.applied(PROCEDURE, ledger, Map.of("share", "0.1")));
        for (String share : List.of("0.05", "0.01", "0.001")) {
            Set<Integer> after = rows(Performing.applied(PROCEDURE, ledger, Map.of("share", share)));
            assertThat(before).containsAll(after).hasSizeGreaterThan(after.size());
            before = after;
        }
        assertThat(rows(Performing.applied(PROCEDURE, ledger, Map.of("minimumScore", "0.99")))).isEmpty();
    }

    @Test
    void drawsItsTreesFromTheSeedAlone() {
        ColumnarLedger ledger = SampleLedger.of(4_000, 13);

        assertThat(hash(ledger, 1)).isEqualTo(hash(ledger, 1)).isNotEqualTo(hash(ledger, 2));
    }

    @Test
    void samplesDifferentRows() {
        Set<Set<Integer>> parts = new HashSet<>();
        for (int part = 0; part < 50; part++) {
            int[] sample = Forest.sample(300, 256, SplitMix.part(9, part));
            Set<Integer> rows = new HashSet<>(Arrays.stream(sample).boxed().toList());
            assertThat(rows).hasSize(256).allMatch(row -> row >= 0 && row < 300);
            parts.add(rows);
        }
        assertThat(parts).hasSize(50);
    }

    @Test
    void leavesOutWhatIsNotMappedOrDoesNotVary() {
        Outcome.Applicable said = Performing.applied(PROCEDURE, planted(1_000, 5), Map.of());

        assertThat(said.statistics())
            .containsEntry("features", List.of("amount", "amountForCounterparty", "trailingZeros"))
            .containsEntry("featuresThatDoNotVary", List.of("rowsOfCounterparty"));
    }

    @Test
    void cannotSayOfFewOrEqualRows() {
        assertThat(Performing.perform(PROCEDURE, planted(255, 5))).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).contains("255 rows").contains("256"));
        long[] equal = new long[1_000];
        Arrays.fill(equal, 5_000);
        assertThat(Performing.perform(PROCEDURE, ColumnarLedger.builder(1_000).amounts(equal).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void measuresAmountsWithinTheirCurrency() {
        String[] currencies = new String[1_000];
        Arrays.setAll(currencies, row -> row % 2 == 0 ? "USD" : "JPY");
        long[] amounts = new Random(5).longs(1_000, 100, 200).toArray();
        long[] scaled = IntStream.range(0, 1_000).mapToLong(row -> row % 2 == 0 ? amounts[row] : 1_000_000L).toArray();
        Feature feature = Features
            .of(ColumnarLedger.builder(1_000).amounts(scaled).text(Field.CURRENCY, currencies).build(), Watch.NONE)
            .getFirst();

        assertThat(feature.name()).isEqualTo("amount");
        assertThat(feature.values()[1]).isZero();
        assertThat(IntStream.range(0, 1_000).map(row -> feature.values()[row]).boxed())
            .allMatch(value -> Math.abs(value) < 70);
    }

    @Test
    void namesTheUserInWhoseRowsTheRareOnesGather() {
        ColumnarLedger ledger = byUser(6_000);
        Map<String, Object> byUser = Map.of("subset", "createdBy", "share", "0.01");
        Outcome.Applicable said = Performing.applied(PROCEDURE, ledger, byUser);
        Outcome.Applicable all = Performing.applied(PROCEDURE, ledger, Map.of("share", "0.01"));

        assertThat(said.statistics()).containsEntry("subsetsTested", 6L).containsEntry("subsetsRejected", 1);
        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(ledger.text(Field.CREATED_BY, alert.rows()[0] - 1)).isEqualTo("u3");
            assertThat(alert.explanation().inputs())
                .containsEntry("subsetValue", "the value of row " + alert.rows()[0])
                .containsEntry("rowsOfSubset", 1_000)
                .containsEntry("rowsOfWhole", 6_000);
        });
        assertThat(all.alerts()).hasSizeGreaterThan(said.alerts().size());
        assertThat(Performing.applied(PROCEDURE, ledger, Map.of("subset", "createdBy", "q", 0)).alerts()).isEmpty();
    }

    /** Rows dealt out to users at random: over many of them about a share q of the runs names any. */
    @Test
    void namesHardlyAnyUserOfRowsDealtOutAtRandom() {
        int named = 0;
        for (int round = 0; round < 20; round++) {
            ColumnarLedger ledger = SampleLedger.of(2_000, 100 + round);
            named += (Integer) Performing.applied(PROCEDURE, ledger, Map.of("subset", "type"))
                .statistics()
                .get("subsetsRejected");
        }
        assertThat(named).isLessThanOrEqualTo(4);
    }

    /** Six users with rows alike, but for one amount in twenty-five of the fourth, ten thousand times as large. */
    private static ColumnarLedger byUser(int rows) {
        long[] amounts = SampleLedger.amounts(rows, 31);
        String[] users = new String[rows];
        for (int i = 0; i < rows; i++) {
            users[i] = "u" + i % 6;
            if (i % 150 == 3) {
                amounts[i] = Math.abs(amounts[i]) * 10_000;
            }
        }
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, users)
            .text(Field.TYPE, SampleLedger.of(rows, 31).codes(Field.TYPE),
                    SampleLedger.of(rows, 31).dictionary(Field.TYPE))
            .build();
    }

    /** Blocks of rows are scored by as many threads as there are, each into its own part of the scores. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void saysTheSameByAnyNumberOfThreads(int threads) {
        ColumnarLedger ledger = SampleLedger.of(120_000, 41);
        Outcome alone = Performing.perform(PROCEDURE, ledger);
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            Outcome together = pool.submit(() -> Performing.perform(PROCEDURE, ledger)).join();
            assertThat(OutcomeHash.of(PROCEDURE.declaration(), together))
                .isEqualTo(OutcomeHash.of(PROCEDURE.declaration(), alone));
        }
    }

    @Test
    void standsTheGreatestAndSmallestAmountsThereAre() {
        long[] amounts = new Random(6).longs(600).toArray();
        amounts[0] = Long.MIN_VALUE;
        amounts[1] = Long.MAX_VALUE;
        amounts[2] = 0;

        assertThat(Performing.applied(PROCEDURE, ColumnarLedger.builder(600).amounts(amounts).build(), Map.of())
            .statistics()).containsEntry("rows", 600);
    }

    private static void computeAgain(Alert alert) {
        Map<?, ?> steps = alert.explanation().steps();
        Map<?, ?> constants = alert.explanation().constants();
        double credits = ((Map<?, ?>) steps.get("credits")).values()
            .stream()
            .mapToDouble(credit -> ((BigDecimal) credit).doubleValue())
            .sum();
        double average = number(constants, "averagePath");
        double score = Math.pow(2, -(average - credits) / average);
        double shares = ((Map<?, ?>) steps.get("shares")).values()
            .stream()
            .mapToDouble(share -> ((BigDecimal) share).doubleValue())
            .sum();

        assertThat(average).isEqualTo(10.24869);
        assertThat(number(steps, "meanPath")).isCloseTo(average - credits, within(1e-6));
        assertThat(number(steps, "score")).isCloseTo(score, within(1e-6)).isBetween(0.5, 1.0);
        assertThat(shares).isCloseTo(1, within(0.001));
        assertThat(alert.points()).isEqualTo(((Map<?, ?>) constants.get("points"))
            .get(10L * rank(alert) <= (Integer) constants.get("ranks") ? "FIRST_TENTH" : "OTHER"));
    }

    private static double number(Map<?, ?> figures, String name) {
        return ((BigDecimal) figures.get(name)).doubleValue();
    }

    private static int rank(Alert alert) {
        return (Integer) alert.explanation().steps().get("rank");
    }

    private static Set<Integer> rows(Outcome.Applicable said) {
        return new HashSet<>(said.alerts().stream().map(alert -> alert.rows()[0]).toList());
    }

    private static String hash(ColumnarLedger ledger, long seed) {
        return OutcomeHash.of(PROCEDURE.declaration(), PROCEDURE
            .perform(new Task(ledger, Parameters.defaults(PROCEDURE.declaration()), seed, Watch.NONE)));
    }

    /** Amounts about 100.00 of one counterparty, one row of 9,000,000.00. */
    private static ColumnarLedger planted(int rows, int outlier) {
        long[] amounts = new Random(3).longs(rows, 8_000, 12_000).toArray();
        amounts[outlier] = 900_000_000;
        return ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .text(Field.COUNTERPARTY_ID, Collections.nCopies(rows, "V1").toArray(String[]::new))
            .build();
    }
}
