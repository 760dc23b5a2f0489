package com.nexusplatform.procedure.payments;

import java.util.Optional;

/**
 * The one edit that turns a text into another.
 *
 * @param kind     what was done
 * @param position place of the edit from 0, in the longer text
 * @param before   characters replaced in the first text; empty where one was inserted
 * @param after    characters that stand in their place in the second
 */
record Edit(Kind kind, int position, String before, String after) {

    private static final String[] CONFUSABLE = {"0OQD", "1IL", "5S", "8B", "2Z", "6G"};

    /** Edits at distance one. */
    enum Kind {
        INSERTED, DELETED, TRANSPOSED, SUBSTITUTED
    }

    /** The edit, if exactly one insertion, deletion, substitution or exchange of neighbours is enough. */
    static Optional<Edit> between(String one, String other) {
        int start = 0;
        while (start < one.length() && start < other.length() && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = one.length();
        int otherEnd = other.length();
        while (end > start && otherEnd > start && one.charAt(end - 1) == other.charAt(otherEnd - 1)) {
            end--;
            otherEnd--;
        }
        String before = one.substring(start, end);
        String after = other.substring(start, otherEnd);
        return kind(before, after).map(kind -> new Edit(kind, position(one, other), before, after));
    }

    private static int position(String one, String other) {
        int position = 0;
        while (position < one.length() && position < other.length() && one.charAt(position) == other.charAt(position)) {
            position++;
        }
        return position;
    }

    private static Optional<Kind> kind(String before, String after) {
        if (before.isEmpty() && after.length() == 1) {
            return Optional.of(Kind.INSERTED);
        }
        if (before.length() == 1 && after.isEmpty()) {
            return Optional.of(Kind.DELETED);
        }
        if (before.length() == 1 && after.length() == 1) {
            return Optional.of(Kind.SUBSTITUTED);
        }
        boolean exchanged = before.length() == 2 && after.length() == 2 && before.charAt(0) == after.charAt(1)
                && before.charAt(1) == after.charAt(0);
        return exchanged ? Optional.of(Kind.TRANSPOSED) : Optional.empty();
    }

    /** Whether one digit stands for another. */
    boolean changesDigit() {
        return kind == Kind.SUBSTITUTED && digit(before.charAt(0)) && digit(after.charAt(0));
    }

    /** Whether the edit is what a slip or an evasion looks like, and a run of numbers does not: an extra, missing, exchanged or look-alike character. */
    boolean altersNumber() {
        return kind != Kind.SUBSTITUTED || looksAlike(before.charAt(0), after.charAt(0));
    }

    private static boolean looksAlike(char one, char other) {
        for (String set : CONFUSABLE) {
            if (set.indexOf(one) >= 0 && set.indexOf(other) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The edit in words, such as {@code INSERTED "A" at 5}. */
    String script() {
        return switch (kind) {
            case INSERTED -> "INSERTED \"" + after + "\" at " + (position + 1);
            case DELETED -> "DELETED \"" + before + "\" at " + (position + 1);
            case TRANSPOSED, SUBSTITUTED -> kind + " \"" + before + "\" by \"" + after + "\" at " + (position + 1);
        };
    }
}
