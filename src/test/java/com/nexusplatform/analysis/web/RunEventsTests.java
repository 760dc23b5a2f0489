package com.nexusplatform.analysis.web;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.nexusplatform.analysis.AnalysisProperties;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams of progress are few, and end with the service. */
class RunEventsTests {

    @Test
    void refusesMoreListenersThanItIsSetTo() {
        RunEvents events = new RunEvents(null, limitedTo(0)); // refused before anything is asked

        assertThatThrownBy(() -> events.listen(UUID.randomUUID())).isInstanceOfSatisfying(ProblemException.class,
                refused -> assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE));
        events.stop();
        assertThat(events.isRunning()).isFalse();
    }

    private static AnalysisProperties limitedTo(int listeners) {
        return new AnalysisProperties(Duration.ofMinutes(1), 1, Duration.ofMillis(200), 1, Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                new AnalysisProperties.Events(Duration.ofMinutes(1), Duration.ofMillis(100), listeners),
                new AnalysisProperties.WhatIf(1, Duration.ofMinutes(1), 1));
    }
}
