package com.nexusplatform.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grades that are steps of one thing, such as TIMES_5 and TIMES_10, say no less the higher the step: neighbours that chance put the
 * other way round share the mean of their figures, weighted by the rows behind them (pooling adjacent violators, the isotonic
 * regression of Ayer and others, 1955). A step without rows of its own keeps its prior as far as its neighbours let it.
 */
final class GradedChains {

    private static final Pattern NUMBERED = Pattern.compile("(.+?[A-Z])_?([0-9]+)(?:_([0-9]+))?");

    /** Chains whose steps no number in their names tells; the least first. */
    private static final List<List<String>> NAMED = List.of(
            List.of("PAY-5.NOTED_1", "PAY-5.NOTED_1_5", "PAY-5.TIMES_1", "PAY-5.TIMES_2_5", "PAY-5.TIMES_5",
                    "PAY-5.TIMES_10"),
            List.of("ANO-2.OTHER", "ANO-2.FIRST_TENTH"), List.of("LED-3.ONE", "LED-3.MORE"));

    private GradedChains() {}

    /** Chains among grades, the least step first. */
    static List<List<String>> of(Collection<String> grades) {
        Map<String, List<String>> chains = new TreeMap<>();
        for (String grade : grades) {
            Matcher numbered = NUMBERED.matcher(grade.substring(grade.indexOf('.') + 1));
            if (numbered.matches()) {
                chains
                    .computeIfAbsent(grade.substring(0, grade.indexOf('.') + 1) + numbered.group(1),
                            stem -> new ArrayList<>())
                    .add(grade);
            }
        }
        chains.values().forEach(chain -> chain.sort(Comparator.comparingDouble(GradedChains::number)));
        List<List<String>> all = new ArrayList<>(chains.values());
        all.removeIf(chain -> NAMED.stream().anyMatch(named -> named.containsAll(chain)));
        NAMED.stream().filter(grades::containsAll).forEach(all::add);
        return all;
    }

    /**
     * The figures by grade, made monotone along every chain.
     *
     * @param rows     rows behind a figure
     * @param informed whether a figure was learnt; otherwise it is a prior
     */
    static Map<String, Double> monotone(Map<String, Double> figures, ToDoubleFunction<String> rows,
            Predicate<String> informed) {
        Map<String, Double> monotone = new TreeMap<>(figures);
        for (List<String> chain : of(figures.keySet())) {
            pool(chain.stream().filter(informed).toList(), monotone, rows);
            fit(chain, monotone, informed);
        }
        return monotone;
    }

    /** Moves priors up to the step before them, or down to the least learnt one after. */
    private static void fit(List<String> chain, Map<String, Double> figures, Predicate<String> informed) {
        double before = 0;
        for (int i = 0; i < chain.size(); i++) {
            if (!informed.test(chain.get(i))) {
                double after = chain.subList(i, chain.size())
                    .stream()
                    .filter(informed)
                    .mapToDouble(grade -> figures.getOrDefault(grade, 0.0))
                    .findFirst()
                    .orElse(Double.MAX_VALUE);
                double floor = before;
                figures.compute(chain.get(i),
                        (grade, prior) -> Math.clamp(prior == null ? 0 : prior, floor, Math.max(floor, after)));
            }
            before = figures.getOrDefault(chain.get(i), 0.0);
        }
    }

    private static double number(String grade) {
        Matcher numbered = NUMBERED.matcher(grade.substring(grade.indexOf('.') + 1));
        if (!numbered.matches()) {
            throw new IllegalArgumentException(grade);
        }
        return Double.parseDouble(numbered.group(2) + "." + (numbered.group(3) == null ? "0" : numbered.group(3)));
    }

    private static void pool(List<String> chain, Map<String, Double> figures, ToDoubleFunction<String> rows) {
        List<List<String>> blocks = new ArrayList<>();
        for (String grade : chain) {
            blocks.add(new ArrayList<>(List.of(grade)));
            while (blocks.size() > 1
                    && mean(blocks.get(blocks.size() - 2), figures, rows) > mean(blocks.getLast(), figures, rows)) {
                List<String> last = blocks.removeLast();
                blocks.getLast().addAll(last);
            }
        }
        for (List<String> block : blocks) {
            double mean = mean(block, figures, rows);
            block.forEach(grade -> figures.put(grade, mean));
        }
    }

    private static double mean(List<String> block, Map<String, Double> figures, ToDoubleFunction<String> rows) {
        double sum = 0;
        double weights = 0;
        for (String grade : block) {
            double weight = 1 + rows.applyAsDouble(grade);
            sum += weight * figures.getOrDefault(grade, 0.0);
            weights += weight;
        }
        return sum / weights;
    }
}
