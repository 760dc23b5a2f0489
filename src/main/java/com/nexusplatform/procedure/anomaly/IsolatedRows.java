package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Concentration;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** The rows that a forest tells apart most easily, with what each feature had to do with it. */
final class IsolatedRows {

    private static final String FORMULA = "credit of a feature = mean over the trees of the sum, over its splits on the row's path,"
            + " of c(n) - 1 - c(m), where the split takes the row from n sampled rows to m; meanPath = averagePath - sum of"
            + " credits; score = 2^(-meanPath / averagePath); share of a feature = credit / sum of credits; selected where rank"
            + " <= floor(share rows), at least 1, and score > minimumScore; the points of FIRST_TENTH where 10 rank <="
            + " ranks, of OTHER elsewhere";
    private static final int NAMED = 3;

    private final Task task;
    private final List<Feature> features;
    private final List<int[]> ranks = new ArrayList<>();
    private final Forest forest;
    private final long[] paths;
    private final int[] ranked;
    private final Weights weights = Weights.of("ANO-2");

    IsolatedRows(Task task, List<Feature> features, Forest forest, long[] paths, int[] ranked) {
        this.task = task;
        this.features = features;
        this.forest = forest;
        this.paths = paths;
        this.ranked = ranked;
    }

    /** The score of a sum of path lengths, as shown and compared. */
    BigDecimal score(long path) {
        return Numerals.rounded(Isolation.score((double) path, (double) forest.averagePath()));
    }

    /** Indices of the rows whose score is high enough, in the order of their ranks. */
    List<Integer> rows() {
        return Arrays.stream(ranked).filter(this::isRare).boxed().toList();
    }

    /** Adds these rows, of the subsets named where there are any, to a selection. */
    void select(Selection selection, @Nullable RareSubsets subsets) {
        for (int place = 0; place < ranked.length; place++) {
            int row = ranked[place];
            if (isRare(row) && (subsets == null || subsets.names(row))) {
                int rank = place + 1;
                int points = weights.points(10L * rank <= ranked.length ? "FIRST_TENTH" : "OTHER");
                long amount = Math.max(0, Math.abs(task.ledger().amounts()[row]));
                selection.add(points, amount, new int[]{row + 1}, () -> explanation(row, rank, points, subsets));
            }
        }
    }

    private boolean isRare(int row) {
        return score(paths[row]).compareTo(task.parameters().decimal(IsolationForest.MINIMUM_SCORE)) > 0;
    }

    private Explanation explanation(int row, int rank, int points, @Nullable RareSubsets subsets) {
        BigDecimal score = score(paths[row]);
        long[] credits = forest.credits(row);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> quantiles = new LinkedHashMap<>();
        Map<String, Object> meanCredits = new LinkedHashMap<>();
        Map<String, Object> shares = new LinkedHashMap<>();
        long saved = forest.averagePath() - paths[row];
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            values.put(feature.name(), feature.shown(row));
            quantiles.put(feature.name(), Figures.share(atOrBelow(i, feature.values()[row]), paths.length));
            meanCredits.put(feature.name(), mean(credits[i]));
            shares.put(feature.name(), share(credits[i], saved));
        }
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("row", row + 1);
        inputs.put("features", values);
        inputs.put("rowsAtOrBelow", quantiles);
        Map<String, Object> constants = new LinkedHashMap<>(constants());
        Map<String, Object> steps = new LinkedHashMap<>(Figures.of("credits", meanCredits, "sumOfCredits", mean(saved),
                "meanPath", mean(paths[row]), "score", score, "shares", shares, "rank", rank, "points", points));
        String verdict = "rank " + rank + " <= " + ranked.length + " and score " + score.toPlainString() + " > "
                + task.parameters().decimal(IsolationForest.MINIMUM_SCORE).toPlainString();
        if (subsets == null) {
            return new Explanation(FORMULA, inputs, constants, steps, verdict, sentence(rank, score, credits, saved),
                    IsolationForest.SOURCE);
        }
        subsets.describe(row, inputs);
        constants.put(FalseDiscovery.Q, subsets.q());
        subsets.compute(row, steps);
        return new Explanation(FORMULA + "; " + Concentration.FORMULA, inputs, constants, steps,
                verdict + " and " + subsets.comparison(row),
                sentence(rank, score, credits, saved) + subsets.sentence(row),
                IsolationForest.SOURCE + "; subsets: " + FalseDiscovery.SOURCE);
    }

    private Map<String, Object> constants() {
        return Figures.of(IsolationForest.TREES, task.parameters().integer(IsolationForest.TREES),
                IsolationForest.SAMPLE, task.parameters().integer(IsolationForest.SAMPLE), "height", forest.height(),
                "averagePath", mean(forest.averagePath()), IsolationForest.SHARE,
                task.parameters().decimal(IsolationForest.SHARE), IsolationForest.MINIMUM_SCORE,
                task.parameters().decimal(IsolationForest.MINIMUM_SCORE), "rows", paths.length, "ranks", ranked.length,
                "points",
                weights.grades());
    }

    private String sentence(int rank, BigDecimal score, long[] credits, long saved) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < credits.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong((Integer i) -> -credits[i]));
        String most = order.stream()
            .limit(NAMED)
            .filter(i -> credits[i] > 0)
            .map(i -> features.get(i).name() + " "
                    + share(credits[i], saved).movePointRight(2).setScale(0, RoundingMode.HALF_EVEN).toPlainString()
                    + " %")
            .collect(Collectors.joining(", "));
        return "By its figures together this row is number " + Numerals.grouped(rank) + " of "
                + Numerals.grouped(paths.length) + " in being told apart from the others (score "
                + score.setScale(3, RoundingMode.HALF_EVEN).toPlainString() + ")"
                + (saved > 0 ? "; most of that comes from " + most : "") + ".";
    }

    /** A sum over all trees in millionths of a step as the mean of a tree, exact as far as eight decimals go. */
    private BigDecimal mean(long sum) {
        return BigDecimal.valueOf(sum, 6)
            .divide(BigDecimal.valueOf(task.parameters().integer(IsolationForest.TREES)), 8, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal share(long credit, long saved) {
        return saved <= 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(credit).divide(BigDecimal.valueOf(saved), 4, RoundingMode.HALF_EVEN);
    }

    private int atOrBelow(int feature, short value) {
        if (ranks.isEmpty()) {
            features.forEach(each -> ranks.add(each.ranks()));
        }
        return ranks.get(feature)[value - Short.MIN_VALUE];
    }
}
