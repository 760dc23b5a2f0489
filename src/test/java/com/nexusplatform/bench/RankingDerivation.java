package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Derives points from ledgers with planted schemes and writes them into the file of weights and the page about ranking.
 * Arguments: the file of weights, the file of priors, the page, and the seeds of the ledgers.
 */
final class RankingDerivation {

    private static final double DEVIATION = 1.0;
    private static final double LEAST_ROWS = 30;
    private static final int MOST_POINTS = 40;

    private RankingDerivation() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Double> stated = new TreeMap<>(Weighting.read(Path.of(arguments[0])).points());
        Weighting.read(Path.of(arguments[1])).points().forEach((name, points) -> stated.replace(name, points));
        Weighting priors = new Weighting(stated);
        List<Evidence> ledgers = LongStream.rangeClosed(1, Long.parseLong(arguments[3]))
            .boxed()
            .flatMap(seed -> RankingBench.ledgers(seed, seed % 2 == 0).stream())
            .toList();
        Derivation derivation = new Derivation(priors, DEVIATION);
        Map<String, Double> learnt = derivation.of(ledgers);
        learnt.replaceAll((grade, derived) -> informed(derivation, grade) ? derived : stated.get(grade));
        Map<String, Double> decibans = together(GradedChains.monotone(learnt, grade -> derivation.support(grade)[0],
                grade -> informed(derivation, grade)));
        Map<String, Integer> points = new TreeMap<>();
        List<String> table = new ArrayList<>(List.of("| grade | prior | derived | points | rows | planted |",
                "|---|---|---|---|---|---|"));
        decibans.forEach((grade, derived) -> {
            double[] support = derivation.support(grade);
            boolean informed = informed(derivation, grade);
            double prior = stated.get(grade);
            points.put(grade, (int) Math.max(1, Math.min(MOST_POINTS, Math.round(derived))));
            table.add(String.format(Locale.ROOT, "| %s | %.0f | %s | %d | %.0f | %.0f |", grade, prior,
                    informed ? String.format(Locale.ROOT, "%.1f", derived) : "prior", points.get(grade), support[0],
                    support[1]));
        });
        table.forEach(System.out::println);
        WrittenWeights.write(Path.of(arguments[0]), points);
        WrittenWeights.document(Path.of(arguments[2]), table);
    }

    private static boolean informed(Derivation derivation, String grade) {
        return derivation.support(grade)[0] >= LEAST_ROWS && !Derivation.isStated(grade);
    }

    /** A grade of two habits together, which few vendors have, says no less than that of either. */
    private static Map<String, Double> together(Map<String, Double> decibans) {
        for (String age : List.of("", "_NEW")) {
            for (String habit : List.of("PAY-7.RUN_ON", "PAY-7.ROUND")) {
                decibans.merge("PAY-7.RUN_ON_ROUND" + age, decibans.getOrDefault(habit + age, 0.0), Math::max);
            }
        }
        return decibans;
    }
}
