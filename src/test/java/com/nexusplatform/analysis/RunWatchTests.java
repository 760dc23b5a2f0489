package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Progress, cancellation and time limit of an attempt. */
class RunWatchTests {

    private final List<Double> noted = new ArrayList<>();
    private Optional<RunWatch.Cause> order = Optional.empty();
    private long now;
    private final RunWatch watch = new RunWatch(progress -> {
        noted.add(progress);
        return order;
    }, 2, Duration.ofSeconds(10), Duration.ofMillis(200), () -> now);

    @Test
    void notesProgressOnceInEachInterval() {
        watch.over(0).at(0.5);
        pass(Duration.ofMillis(199));
        watch.over(0).at(0.6);
        assertThat(noted).isEmpty();

        pass(Duration.ofMillis(1));
        watch.over(1).at(1);
        watch.over(0).at(0.7);
        assertThat(noted).singleElement().satisfies(first -> assertThat(first).isCloseTo(0.79, within(1e-9)));
    }

    @Test
    void stopsEveryProcedureWhenItIsTold() {
        order = Optional.of(RunWatch.Cause.CANCELLED);
        pass(Duration.ofMillis(250));

        assertThatThrownBy(() -> watch.over(0).at(0.1)).isInstanceOf(Watch.StoppedException.class);
        assertThatThrownBy(() -> watch.over(1).at(0.1)).isInstanceOf(Watch.StoppedException.class);
        assertThat(watch.cause()).contains(RunWatch.Cause.CANCELLED);
        assertThat(noted).hasSize(1);
    }

    @Test
    void stopsWhenTheTimeIsOver() {
        pass(Duration.ofSeconds(11));

        assertThatThrownBy(watch::look).isInstanceOf(Watch.StoppedException.class);
        assertThat(watch.cause()).contains(RunWatch.Cause.TIME_LIMIT);
    }

    @Test
    void keepsTheFirstCause() {
        watch.stop(RunWatch.Cause.FAILED);
        watch.stop(RunWatch.Cause.CANCELLED);

        assertThat(watch.cause()).contains(RunWatch.Cause.FAILED);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
