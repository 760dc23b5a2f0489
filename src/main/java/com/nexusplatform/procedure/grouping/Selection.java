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

    private static final Comparator<Candidate> WEAKEST_FIRST = Comparator.comparingInt(Candidate::points)
        .thenComparingLong(Candidate::weight)
        .thenComparing(Comparator.comparingInt(Candidate::place).reversed());

    private static final Comparator<Candidate> BY_FIRST_ROW = Comparator.comparingInt(Candidate::firstRow)
        .thenComparing(Comparator.comparingInt(Candidate::points).reversed())
        .thenComparingInt(Candidate::place);

    private final PriorityQueue<Candidate> strongest = new PriorityQueue<>(WEAKEST_FIRST);
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
     * Adds a candidate; of candidates with equal points and weight the one added first is stronger.
     *
     * @param weight amount at stake in minor units
     * @param rows   row numbers from 1, ascending
     */
    public void add(int points, long weight, int[] rows, Supplier<Explanation> explanation) {
        Candidate candidate = new Candidate(points, weight, rows, found++, explanation);
        if (strongest.size() < limit) {
            strongest.add(candidate);
        } else if (WEAKEST_FIRST.compare(candidate, strongest.element()) > 0) {
            strongest.remove();
            strongest.add(candidate);
        }
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

    private record Candidate(int points, long weight, int[] rows, int place, Supplier<Explanation> explanation) {

        private int firstRow() {
            return rows[0];
        }
    }
}
