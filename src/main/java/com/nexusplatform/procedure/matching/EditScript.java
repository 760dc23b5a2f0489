package com.nexusplatform.procedure.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The fewest edits that turn one text into another: Damerau-Levenshtein distance in its restricted form, in which no stretch is
 * edited twice (optimal string alignment); Damerau (1964), Levenshtein (1966).
 *
 * @param edits the edits from the left to the right
 */
public record EditScript(List<Step> edits) {

    private static final int LONGEST = 256;

    public EditScript {
        edits = List.copyOf(edits);
    }

    /** Edits of one or two neighbouring characters. */
    public enum Kind {
        /** A character more. */
        INSERTED,
        /** A character less. */
        DELETED,
        /** Another character. */
        SUBSTITUTED,
        /** Two neighbours in the other order. */
        TRANSPOSED
    }

    /**
     * One edit.
     *
     * @param position place in the first text, from 1; for an insertion the place before which it stands
     */
    public record Step(Kind kind, int position) {}

    /** The edits between two texts, of their first 256 characters; of several ways one that changes the end first. */
    public static EditScript between(String one, String other) {
        String from = one.substring(0, Math.min(one.length(), LONGEST));
        String to = other.substring(0, Math.min(other.length(), LONGEST));
        return new EditScript(steps(from, to, distances(from, to)));
    }

    /** Number of edits. */
    public int distance() {
        return edits.size();
    }

    /** The edits by kind and place, without any character: {@code SUBSTITUTED at 3, INSERTED at 9}. */
    public String words() {
        return edits.isEmpty()
                ? "NONE"
                : edits.stream()
                    .map(step -> step.kind + " at " + step.position)
                    .collect(Collectors.joining(", "));
    }

    private static int[][] distances(String one, String other) {
        int[][] d = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (swapped(one, i, other, j)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d;
    }

    private static boolean swapped(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) != other.charAt(j - 1) && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
    }

    private static List<Step> steps(String one, String other, int[][] d) {
        List<Step> steps = new ArrayList<>();
        int i = one.length();
        int j = other.length();
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && one.charAt(i - 1) == other.charAt(j - 1) && d[i][j] == d[i - 1][j - 1]) {
                i--;
                j--;
            } else if (swapped(one, i, other, j) && d[i][j] == d[i - 2][j - 2] + 1) {
                steps.addFirst(new Step(Kind.TRANSPOSED, i - 1));
                i -= 2;
                j -= 2;
            } else if (i > 0 && j > 0 && d[i][j] == d[i - 1][j - 1] + 1) {
                steps.addFirst(new Step(Kind.SUBSTITUTED, i));
                i--;
                j--;
            } else if (i > 0 && d[i][j] == d[i - 1][j] + 1) {
                steps.addFirst(new Step(Kind.DELETED, i));
                i--;
            } else {
                steps.addFirst(new Step(Kind.INSERTED, i + 1));
                j--;
            }
        }
        return steps;
    }
}
