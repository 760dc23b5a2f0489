package com.nexusplatform.platform;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.Client;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody learns from a clock whether what they may not see exists (ASVS V8.2.2). */
class ForeignAndAbsentIT extends EdgeStory {

    private static final int CALLS = 200;
    /** To read what is there before it is refused takes about a tenth of a millisecond, in the process of the service itself. */
    private static final double READING = 0.15;

    @ParameterizedTest
    @ValueSource(strings = {"examinations", "datasets", "runs", "alerts", "samples"})
    void takesAsLongForAForeignObjectAsForAnAbsentOne(String kind) {
        Grounds grounds = grounds();
        Client examiner = signInAs("examiner");
        for (int i = 0; i < CALLS / 4; i++) {
            nanos(examiner, kind, grounds.foreign());
            nanos(examiner, kind, grounds.absent());
        }
        long[][] times = new long[3][CALLS];
        for (int i = 0; i < CALLS; i++) { // in turn, so that whatever slows the machine slows all of them
            times[0][i] = nanos(examiner, kind, grounds.foreign());
            times[1][i] = nanos(examiner, kind, grounds.absent());
            times[2][i] = nanos(examiner, kind, grounds.foreign());
        }
        double foreign = median(times[0]);
        double absent = median(times[1]);
        double again = median(times[2]);
        double noise = quartiles(times[0]);
        System.out.printf("%s: foreign %.0f us, absent %.0f us, foreign again %.0f us, noise %.0f us%n", kind, foreign,
                absent, again, noise);
        assertThat(Math.abs(foreign - absent)).isLessThan(Math.max(noise, READING * absent));
    }

    private static long nanos(Client caller, String kind, Map<String, String> objects) {
        long start = System.nanoTime();
        caller.get("/api/v1/" + kind + "/" + objects.get(kind)).expect(404);
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        return sorted(nanos)[nanos.length / 2] / 1e3;
    }

    /** Distance between the first and the third quartile, in microseconds. */
    private static double quartiles(long[] nanos) {
        long[] sorted = sorted(nanos);
        return (sorted[sorted.length * 3 / 4] - sorted[sorted.length / 4]) / 1e3;
    }

    private static long[] sorted(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
