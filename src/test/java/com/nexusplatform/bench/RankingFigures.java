package com.nexusplatform.bench;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How well an order of rows brings planted ones to the front.
 *
 * @param averagePrecision mean, over the planted rows, of the share of planted ones among the rows up to each
 * @param recallAt1        share of the planted rows among the first 1 % of the rows
 * @param recallAt5        the same of the first 5 %
 * @param schemes          the recalls of each scheme alone
 * @param order            indices of the rows, first to last
 */
record RankingFigures(double averagePrecision, double recallAt1, double recallAt5, Map<String, Recall> schemes,
        int[] order) {

    /** Rows of a scheme, and how many of them are among the first 1 % and 5 % of all rows. */
    static final class Recall {

        private int rows;
        private int first1;
        private int first5;

        private void count(boolean isFirst1, boolean isFirst5) {
            rows++;
            first1 += isFirst1 ? 1 : 0;
            first5 += isFirst5 ? 1 : 0;
        }

        int rows() {
            return rows;
        }

        double at1() {
            return (double) first1 / rows;
        }

        double at5() {
            return (double) first5 / rows;
        }
    }

    /** The figures of scores, greatest first, ties in a random order that is always the same. */
    static RankingFigures of(double[] scores, Evidence evidence) {
        int[] order = order(scores, evidence.models());
        Recall all = new Recall();
        double precisions = 0;
        Map<String, Recall> schemes = new TreeMap<>();
        for (int place = 0; place < order.length; place++) {
            int row = order[place];
            if (evidence.planted()[row]) {
                boolean first1 = place < order.length / 100;
                boolean first5 = place < order.length / 20;
                all.count(first1, first5);
                schemes.computeIfAbsent(evidence.schemes()[row], scheme -> new Recall()).count(first1, first5);
                precisions += (double) all.rows / (place + 1);
            }
        }
        return new RankingFigures(precisions / all.rows, all.at1(), all.at5(), schemes, order);
    }

    private static int[] order(double[] scores, boolean[] models) {
        double[] ties = new Random(20_260_101).doubles(scores.length).toArray();
        return IntStream.range(0, scores.length)
            .filter(row -> !models[row])
            .boxed()
            .sorted((one, other) -> scores[one] == scores[other]
                    ? Double.compare(ties[one], ties[other])
                    : Double.compare(scores[other], scores[one]))
            .mapToInt(Integer::intValue)
            .toArray();
    }
}
