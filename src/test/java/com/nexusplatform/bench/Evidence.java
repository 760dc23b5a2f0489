package com.nexusplatform.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.anomaly.IsolationForest;
import com.nexusplatform.procedure.catalogue.Catalogue;

/**
 * What the procedures raised on a ledger whose planted rows are known: for each procedure and row the points of the alerts that
 * touch it. The points name the grade, since this program runs with weights in which those of a procedure all differ.
 *
 * @param name     name of the ledger
 * @param planted  whether each row was planted
 * @param schemes  scheme of each row, empty where none
 * @param models   rows that a planted one repeats: rightly in its finding, they count neither for a ranking nor against it
 * @param amounts  amounts by magnitude
 * @param columns  by procedure, points of the alerts that touch each row
 * @param forest   score of each row by the isolation forest alone, 0 where it is below the tenth of the rows with the greatest
 */
record Evidence(String name, boolean[] planted, String[] schemes, boolean[] models, long[] amounts,
        Map<String, PointSets> columns,
        double[] forest) {

    /** Points that touch each row of a ledger, as sets; most rows have none. */
    static final class PointSets {

        private final long[][] sets;

        PointSets(int rows) {
            sets = new long[rows][];
        }

        private void add(int row, int points) {
            if (sets[row] == null) {
                sets[row] = new long[2];
            }
            sets[row][points >> 6] |= 1L << points;
        }

        /** The greatest of the weights of the points that touch a row; 0 where none does. */
        double greatest(int row, double[] weights) {
            int strongest = strongest(row, weights);
            return strongest < 0 ? 0 : weights[strongest];
        }

        /** The points with the greatest weight of those that touch a row; -1 where none do. */
        int strongest(int row, double[] weights) {
            long[] set = sets[row];
            int strongest = -1;
            for (int word = 0; set != null && word < 2; word++) {
                for (long left = set[word]; left != 0; left &= left - 1) {
                    int points = (word << 6) + Long.numberOfTrailingZeros(left);
                    strongest = strongest < 0 || weights[points] > weights[strongest] ? points : strongest;
                }
            }
            return strongest;
        }
    }

    /**
     * Performs the procedures that an empty plan runs on a kind of dataset; an approval limit goes to those that ask for limits, and
     * masters to those that declare them.
     */
    static Evidence of(String name, DatasetKind kind, ColumnarLedger ledger, String[] schemes, boolean[] models,
            List<String> limits, Map<DatasetKind, ColumnarLedger> masters) {
        boolean[] planted = new boolean[schemes.length];
        for (int i = 0; i < schemes.length; i++) {
            planted[i] = !schemes[i].isEmpty();
        }
        Map<String, PointSets> columns = new TreeMap<>();
        for (Procedure procedure : Catalogue.procedures()) {
            Declaration declaration = procedure.declaration();
            if (!declaration.kinds().contains(kind)) {
                continue;
            }
            Map<String, Object> given = new LinkedHashMap<>();
            if (!limits.isEmpty()
                    && declaration.parameters().stream().anyMatch(parameter -> parameter.name().equals("limits"))) {
                given.put("limits", limits);
            }
            Task task = new Task(ledger, masters, Parameters.of(declaration, given), 1, Watch.NONE);
            Outcome outcome = declaration.missing(ledger).orElseGet(() -> procedure.perform(task));
            if (outcome instanceof Outcome.Applicable said && !said.alerts().isEmpty()) {
                PointSets sets = new PointSets(ledger.rows());
                for (Alert alert : said.alerts()) {
                    for (int row : alert.rows()) {
                        sets.add(row - 1, alert.points());
                    }
                }
                columns.put(declaration.code(), sets);
            }
        }
        long[] amounts = Arrays.stream(ledger.amounts()).map(Math::abs).toArray();
        return new Evidence(name, planted, schemes, models, amounts, columns, forest(ledger));
    }

    private static double[] forest(ColumnarLedger ledger) {
        IsolationForest forest = new IsolationForest();
        Parameters parameters = Parameters.of(forest.declaration(),
                Map.of("share", "0.1", "minimumScore", "0", "maximumAlerts", 100_000));
        double[] scores = new double[ledger.rows()];
        if (forest.perform(new Task(ledger, parameters, 1, Watch.NONE)) instanceof Outcome.Applicable said) {
            for (Alert alert : said.alerts()) {
                Object score = alert.explanation().steps().get("score");
                scores[alert.rows()[0] - 1] = score instanceof BigDecimal figure ? figure.doubleValue() : 0;
            }
        }
        return scores;
    }

    /** Number of rows. */
    int rows() {
        return planted.length;
    }

    /** The same with the models as ordinary rows. */
    Evidence strict() {
        return new Evidence(name, planted, schemes, new boolean[rows()], amounts, columns, forest);
    }

    /** Score of each row under weights by procedure and points. */
    double[] scores(Weighting weighting) {
        double[] scores = new double[rows()];
        columns.forEach((code, sets) -> {
            double[] weights = weighting.byPoints(code);
            for (int row = 0; row < scores.length; row++) {
                scores[row] += sets.greatest(row, weights);
            }
        });
        return scores;
    }

    /** The strongest grade of each procedure that touches a row, under weights by procedure and points. */
    String grades(int row, Weighting weighting) {
        List<String> grades = new ArrayList<>();
        columns.forEach((code, sets) -> {
            double[] weights = weighting.byPoints(code);
            int strongest = sets.strongest(row, weights);
            if (strongest >= 0) {
                String grade = weighting.gradesByPoints(code)[strongest];
                grades.add((grade.isEmpty() ? code : grade) + "=" + Math.round(weights[strongest]));
            }
        });
        return String.join(" ", grades);
    }
}
