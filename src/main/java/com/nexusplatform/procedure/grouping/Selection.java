package com.nexusplatform.procedure.grouping;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;

/** What a procedure selected: the strongest are kept, the others only counted, so that memory does not grow with what is found. */
public final class Selection {

    private static final String LIMIT = "maximumAlerts";

    private static final Comparator<Candidate> BY_FIRST_ROW = Comparator.comparingInt(Candidate::firstRow)
        .thenComparing(Comparator.comparingInt(Candidate::points).reversed())
        .thenComparingInt(Candidate::place);

    private static final Comparator<Candidate> WEAKEST_FIRST = Comparator.comparingInt(Candidate::points)
        .thenComparingLong(Candidate::weight)
        .thenComparing(Comparator.comparingInt(Candidate::firstRow)
            .thenComparingInt(Candidate::place)
            .reversed());

    private final PriorityQueue<Candidate> strongest = new PriorityQueue<>();
    private final int limit;
    private int found;

    /** An empty selection of at most as many alerts as the parameters say. */
    public Selection(Parameters parameters) {
        limit = parameters.integer(LIMIT);
    }

    /** The parameter that limits the alerts of a procedure. */
    public static Parameter limit() {
        return Parameter.integer(LIMIT, 5_000, 1, 100_000,
                "most alerts reported, strongest first: points, then amount, then first row; all found are counted",
                "NEXUS");
    }

    /**
     * Adds a candidate; of candidates with equal points and weight the one with the earlier first row is stronger.
     *
     * @param weight amount at stake in minor units
     * @param rows   row numbers from 1, ascending
     */
    public void add(int points, long weight, int[] rows, Supplier<Explanation> explanation) {
        int place = found++;
        if (strongest.size() == limit) {
            if (!strongest.element().isWeakerThan(points, weight, rows[0])) {
                return;
            }
            strongest.remove();
        }
        strongest.add(new Candidate(points, weight, rows, place, explanation));
    }

    /** Number of candidates found. */
    public int found() {
        return found;
    }

    /** Number of alerts reported. */
    public int reported() {
        return strongest.size();
    }

    /** Alerts of the strongest, in the order of their first row. */
    public List<Alert> alerts() {
        return strongest.stream()
            .sorted(BY_FIRST_ROW)
            .map(candidate -> new Alert(candidate.points, candidate.rows, candidate.explanation.get()))
            .toList();
    }

    /** Something found; in natural order the weakest comes first. */
    private record Candidate(int points, long weight, int[] rows, int place,
            Supplier<Explanation> explanation) implements Comparable<Candidate> {

        /** Whether one that is added later is stronger. */
        private boolean isWeakerThan(int otherPoints, long otherWeight, int otherFirstRow) {
            if (points != otherPoints) {
                return points < otherPoints;
            }
            return weight != otherWeight ? weight < otherWeight : firstRow() > otherFirstRow;
        }

        @Override
        public int compareTo(Candidate other) {
            return WEAKEST_FIRST.compare(this, other);
        }

        private int firstRow() {
            return rows[0];
        }
    }
}
