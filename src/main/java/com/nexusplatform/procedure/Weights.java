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

    private final String code;
    private final Map<String, Integer> grades;

    private Weights(String code, Map<String, Integer> grades) {
        this.code = code;
        this.grades = Collections.unmodifiableMap(grades);
    }

    /** The weights of a procedure by its code; none where it raises no alerts. */
    public static Weights of(String code) {
        Map<String, Integer> grades = new TreeMap<>();
        String prefix = code + ".";
        for (String name : ALL.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                grades.put(name.substring(prefix.length()), Integer.valueOf(ALL.getProperty(name).strip()));
            }
        }
        return new Weights(code, grades);
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
