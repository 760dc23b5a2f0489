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
 * @param missed           by scheme, share of its rows that are not among the first 5 %
 */
record RankingFigures(double averagePrecision, double recallAt1, double recallAt5, Map<String, Double> missed) {

    /** The figures of scores, greatest first, ties in a random order that is always the same. */
    static RankingFigures of(double[] scores, Evidence evidence) {
        double[] ties = new Random(20_260_101).doubles(scores.length).toArray();
        int[] order = IntStream.range(0, scores.length)
            .filter(row -> !evidence.models()[row])
            .boxed()
            .sorted((one, other) -> scores[one] == scores[other]
                    ? Double.compare(ties[one], ties[other])
                    : Double.compare(scores[other], scores[one]))
            .mapToInt(Integer::intValue)
            .toArray();
        int rows = order.length;
        int planted = 0;
        double precisions = 0;
        double first1 = 0;
        double first5 = 0;
        Map<String, int[]> schemes = new TreeMap<>();
        for (int place = 0; place < rows; place++) {
            int row = order[place];
            if (evidence.planted()[row]) {
                planted++;
                precisions += (double) planted / (place + 1);
                first1 += place < rows / 100 ? 1 : 0;
                first5 += place < rows / 20 ? 1 : 0;
                int[] counts = schemes.computeIfAbsent(evidence.schemes()[row], scheme -> new int[3]);
                counts[0]++;
                counts[1] += place < rows / 20 ? 0 : 1;
            }
        }
        Map<String, Double> missed = new TreeMap<>();
        schemes.forEach((scheme, counts) -> missed.put(scheme, (double) counts[1] / counts[0]));
        return new RankingFigures(precisions / planted, first1 / planted, first5 / planted, missed);
    }
}
