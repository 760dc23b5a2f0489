package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes weights in which the points of one procedure all differ and keep their order, so that an alert's points name its grade:
 * {@code WEIGHTS OUTPUT}. On the class path before the product's own, they take its place. A procedure that computes its points
 * up to a most keeps them.
 */
final class DistinctWeights {

    private static final int LEAST = 20;

    private DistinctWeights() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, List<String>> grades = new TreeMap<>();
        Map<String, Double> points = Weighting.read(Path.of(arguments[0])).points();
        points.keySet()
            .forEach(name -> grades.computeIfAbsent(name.substring(0, name.indexOf('.')), code -> new ArrayList<>())
                .add(name));
        List<String> lines = new ArrayList<>(List.of("version = 1"));
        for (List<String> names : grades.values()) {
            names
                .sort(Comparator.comparing((String name) -> points.get(name)).thenComparing(Comparator.naturalOrder()));
            boolean computed = names.stream().anyMatch(Weighting::isMost);
            int next = LEAST;
            for (String name : names) {
                lines.add(name + " = " + (computed ? Math.round(points.get(name)) : next++));
            }
        }
        Path output = Path.of(arguments[1]);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.write(output, lines);
    }
}
