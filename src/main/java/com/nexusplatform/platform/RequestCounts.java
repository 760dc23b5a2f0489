package com.nexusplatform.platform;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Requests of each caller in the present window of time. They are counted here, in memory, and settled with the other instances ten
 * times a second ({@link CountSettlement}): so no request waits for Redis, and without Redis each instance limits what it sees
 * itself. What a caller can gain by spreading over instances is what fits between two settlements.
 */
@Component
class RequestCounts {

    /** Callers counted apart; beyond them, newcomers share one count. */
    private static final int MOST = 100_000;
    private static final String NEWCOMERS = "newcomers";

    private final ConcurrentHashMap<Subject, Count> counts = new ConcurrentHashMap<>();
    private final Clock clock;

    RequestCounts(Clock clock) {
        this.clock = clock;
    }

    /** Counts one more request, unless that is more than the quota. */
    Standing take(CostClass cost, String caller, int quota) {
        long millis = LimitProperties.window(cost).toMillis();
        long now = clock.millis();
        Subject subject = new Subject(cost, caller);
        if (counts.size() >= MOST && !counts.containsKey(subject)) {
            subject = new Subject(cost, NEWCOMERS);
        }
        long left = counts.computeIfAbsent(subject, key -> new Count()).take(now / millis, quota);
        return new Standing(left >= 0, quota, Math.max(0, left), millis - Math.floorMod(now, millis));
    }

    /** What was counted since the last settlement; forgets the counts of windows that are over. */
    List<Due> due() {
        List<Due> due = new ArrayList<>();
        long now = clock.millis();
        counts.forEach((subject, count) -> {
            long window = now / LimitProperties.window(subject.cost()).toMillis();
            if (count.isBefore(window)) {
                counts.remove(subject, count);
            } else if (count.unsettled() > 0) {
                due.add(new Due(subject, count, count.window(), count.unsettled()));
            }
        });
        return due;
    }

    /** Whose requests of which class. */
    record Subject(CostClass cost, String caller) {}

    /** Requests to be added to what all instances counted in a window. */
    record Due(Subject subject, Count count, long window, long requests) {}

    /**
     * Where a caller stands after a request.
     *
     * @param admitted   whether the request is within the quota
     * @param quota      requests that a window has
     * @param left       requests that are left in the present window
     * @param millisLeft time until the next window
     */
    record Standing(boolean admitted, int quota, long left, long millisLeft) {

        /** Whole seconds until the next window, at least one. */
        long secondsLeft() {
            return Math.max(1, (millisLeft + 999) / 1000);
        }
    }

    /** Requests of one caller in one window: those that came here, and those that others told of. */
    static final class Count {

        private long window = Long.MIN_VALUE;
        private long own;
        private long settled;
        private long others;

        /** How many more the window has, or a negative number when it had none. */
        private synchronized long take(long present, int quota) {
            if (present > window) {
                window = present;
                own = 0;
                settled = 0;
                others = 0;
            }
            long left = quota - own - others;
            if (left <= 0) {
                return -1;
            }
            own++;
            return left - 1;
        }

        private synchronized long unsettled() {
            return own - settled;
        }

        private synchronized long window() {
            return window;
        }

        private synchronized boolean isBefore(long present) {
            return window < present;
        }

        /** Takes note that so many of this window's requests were added, and what all instances counted then. */
        synchronized void settle(long which, long requests, long all) {
            if (which == window) {
                settled += requests;
                others = Math.max(others, all - settled);
            }
        }
    }
}
