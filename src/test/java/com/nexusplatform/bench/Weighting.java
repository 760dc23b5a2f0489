package com.nexusplatform.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import com.nexusplatform.procedure.Weights;

/**
 * Points by procedure and grade that are tried out. Grades are recognised by the points that this program runs with; points that
 * are no grade's, since a procedure computes them as part of its greatest, count as they are.
 *
 * @param points by {@code CODE.GRADE}
 */
record Weighting(Map<String, Double> points) {

    private static final int MOST_POINTS = 128;

    /** The weights of a file. */
    static Weighting read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, Double> points = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.contains(".")) {
                points.put(name, Double.valueOf(properties.getProperty(name)));
            }
        }
        return new Weighting(points);
    }

    /** Whether the name of a grade says that points are computed, up to its own. */
    static boolean isMost(String grade) {
        return grade.endsWith("MOST");
    }

    /** Weight of each number of points that a procedure raises in this program. */
    double[] byPoints(String code) {
        String[] grades = gradesByPoints(code);
        double[] weights = new double[MOST_POINTS];
        for (int raised = 1; raised < MOST_POINTS; raised++) {
            weights[raised] = grades[raised].isEmpty()
                    ? Math.max(1, Math.rint(raised * share(code)))
                    : points.getOrDefault(grades[raised], (double) raised);
        }
        return weights;
    }

    /** What becomes of the most that a procedure computes its points up to. */
    private double share(String code) {
        return Weights.of(code)
            .grades()
            .entrySet()
            .stream()
            .filter(grade -> isMost(grade.getKey()))
            .mapToDouble(grade -> points.getOrDefault(code + "." + grade.getKey(), (double) grade.getValue())
                    / grade.getValue())
            .findFirst()
            .orElse(1);
    }

    /** Grade, as {@code CODE.GRADE}, of each number of points that a procedure raises in this program; empty where none. */
    String[] gradesByPoints(String code) {
        String[] grades = new String[MOST_POINTS];
        Arrays.fill(grades, "");
        Map<String, Integer> raised = Weights.of(code).grades();
        if (raised.keySet().stream().noneMatch(Weighting::isMost)) {
            raised.forEach((grade, value) -> grades[value] = code + "." + grade);
        }
        return grades;
    }
}
