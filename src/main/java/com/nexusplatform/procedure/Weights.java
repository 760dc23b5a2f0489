package com.nexusplatform.procedure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Points of evidence of one procedure, by grade: data with a version of their own, so that a calibration changes neither code
 * nor method. A row's score is the sum of its points.
 */
public final class Weights {

    private static final Properties ALL = read();
    private static final int VERSION = Integer.parseInt(ALL.getProperty("version"));
    private static final Map<String, Weights> BY_CODE = byCode();

    private final String code;
    private final Map<String, Integer> grades;

    private Weights(String code, Map<String, Integer> grades) {
        this.code = code;
        this.grades = Collections.unmodifiableMap(grades);
    }

    /** The weights of a procedure by its code; none where it raises no alerts. */
    public static Weights of(String code) {
        Weights weights = BY_CODE.get(code);
        return weights == null ? new Weights(code, Map.of()) : weights;
    }

    /** Version of all weights together; part of the run hash. */
    public static int version() {
        return VERSION;
    }

    /**
     * Points of a grade, 1 to 100.
     *
     * @throws IllegalArgumentException when the procedure has no such grade
     */
    public int points(String grade) {
        Integer points = grades.get(grade);
        if (points == null) {
            throw new IllegalArgumentException(code + " has no grade " + grade + "; there are " + grades.keySet());
        }
        return points;
    }

    /** Points by grade, in alphabetical order. */
    public Map<String, Integer> grades() {
        return grades;
    }

    private static Map<String, Weights> byCode() {
        Map<String, Map<String, Integer>> grades = new TreeMap<>();
        for (String name : ALL.stringPropertyNames()) {
            int dot = name.indexOf('.');
            if (dot > 0) {
                grades.computeIfAbsent(name.substring(0, dot), _ -> new TreeMap<>())
                    .put(name.substring(dot + 1), Integer.valueOf(ALL.getProperty(name).strip()));
            }
        }
        Map<String, Weights> weights = new TreeMap<>();
        grades.forEach((code, of) -> weights.put(code, new Weights(code, of)));
        return weights;
    }

    private static Properties read() {
        try (InputStream file = Weights.class.getResourceAsStream("weights.properties")) {
            if (file == null) {
                throw new IllegalStateException("weights.properties is not beside " + Weights.class.getName());
            }
            Properties all = new Properties();
            all.load(file);
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
