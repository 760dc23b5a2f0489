package com.nexusplatform.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.nexusplatform.shared.Role;

/** The table of {@code docs/roles.md}, read as whoever relies on it reads it. */
final class RolesPage {

    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+) `([^`]+)` \\|(.*)\\|");

    private RolesPage() {}

    /** The rows of the table in its order. */
    static List<Row> rows() {
        try {
            List<Row> rows = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("docs/roles.md"))) {
                Matcher row = ROW.matcher(line);
                if (row.matches()) {
                    rows.add(row(row.group(1), row.group(2), row.group(3).split("\\|", -1)));
                }
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Row row(String method, String pattern, String[] cells) {
        Set<Role> allowed = EnumSet.noneOf(Role.class);
        int column = 0;
        for (Role role : Role.values()) {
            if (cells[column++].strip().equals("✔")) {
                allowed.add(role);
            }
        }
        return new Row(method, pattern, allowed, !cells[column].strip().equals("–"));
    }

    /**
     * What the page says of one endpoint.
     *
     * @param method  its method; ANY for every one
     * @param pattern its path with the names of its variables
     * @param allowed roles that may call it
     * @param open    whether it is called without sign-in
     */
    record Row(String method, String pattern, Set<Role> allowed, boolean open) {

        /** Method and path, as a failure names it. */
        String name() {
            return method + " " + pattern;
        }
    }
}
