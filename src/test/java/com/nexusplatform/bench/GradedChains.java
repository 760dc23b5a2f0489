package com.nexusplatform.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grades that a number tells apart, such as TIMES_5 and TIMES_10, say no less the greater it is: neighbours that chance put the
 * other way round share the mean of their figures, weighted by the rows behind them.
 */
final class GradedChains {

    private static final Pattern NUMBERED = Pattern.compile("(.+?[A-Z])_?([0-9]+)(?:_([0-9]+))?");

    private GradedChains() {}

    /** The figures by grade, made monotone along every chain. */
    static Map<String, Double> monotone(Map<String, Double> figures, ToDoubleFunction<String> rows) {
        Map<String, List<String>> chains = new TreeMap<>();
        for (String grade : figures.keySet()) {
            Matcher numbered = NUMBERED.matcher(grade.substring(grade.indexOf('.') + 1));
            if (numbered.matches()) {
                chains
                    .computeIfAbsent(grade.substring(0, grade.indexOf('.') + 1) + numbered.group(1),
                            stem -> new ArrayList<>())
                    .add(grade);
            }
        }
        Map<String, Double> monotone = new TreeMap<>(figures);
        for (List<String> chain : chains.values()) {
            chain.sort(Comparator.comparingDouble(GradedChains::number));
            pool(chain, monotone, rows);
        }
        return monotone;
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
