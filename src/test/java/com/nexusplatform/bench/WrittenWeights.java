package com.nexusplatform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts derived points into the file of weights, line by line, and the evidence behind them into the page about ranking. */
final class WrittenWeights {

    private static final String BEGIN = "<!-- derived: begin -->";
    private static final String END = "<!-- derived: end -->";

    private WrittenWeights() {}

    /** Replaces the points of the grades given and raises the version, when anything changes. */
    static void write(Path file, Map<String, Integer> points) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean changed = false;
        for (String line : Files.readAllLines(file)) {
            String name = line.contains("=") ? line.substring(0, line.indexOf('=')).strip() : "";
            Integer value = points.get(name);
            String written = value == null ? line : name + " = " + value;
            changed |= !written.equals(line);
            lines.add(written);
        }
        if (changed) {
            lines.replaceAll(line -> line.startsWith("version =")
                    ? "version = " + (1 + Integer.parseInt(line.substring(line.indexOf('=') + 1).strip()))
                    : line);
            Files.write(file, lines);
        }
    }

    /** Replaces what stands between the two marks of a page. */
    static void document(Path page, List<String> table) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean skipping = false;
        for (String line : Files.readAllLines(page)) {
            skipping &= !line.equals(END);
            if (!skipping) {
                lines.add(line);
            }
            if (line.equals(BEGIN)) {
                lines.addAll(table);
                skipping = true;
            }
        }
        Files.write(page, lines);
    }
}
