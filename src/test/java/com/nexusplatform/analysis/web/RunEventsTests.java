package com.nexusplatform.analysis.web;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.nexusplatform.analysis.AnalysisProperties;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams of progress are few, and end with the service. */
class RunEventsTests {

    @Test
    void refusesMoreListenersThanItIsSetTo() {
        RunEvents events = events(0, 1);

        refuses(events, someone());
        events.stop();
        assertThat(events.isRunning()).isFalse();
    }

    @Test
    void refusesMoreListenersOfOneUser() {
        RunEvents events = events(9, 2);
        Actor many = someone();

        assertThat(events.listen(UUID.randomUUID(), UUID.randomUUID(), many)).isNotNull();
        assertThat(events.listen(UUID.randomUUID(), UUID.randomUUID(), many)).isNotNull();
        refuses(events, many);
        assertThat(events.listen(UUID.randomUUID(), UUID.randomUUID(), someone())).isNotNull();
        events.stop();
    }

    private static void refuses(RunEvents events, Actor actor) {
        assertThatThrownBy(() -> events.listen(UUID.randomUUID(), UUID.randomUUID(), actor))
            .isInstanceOfSatisfying(ProblemException.class,
                    refused -> assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE));
    }

    private static Actor someone() {
        return new Actor(UUID.randomUUID(), "someone", Set.of(Role.EXAMINER));
    }

    /** Streams of which none learns anything: there is no run to ask. */
    private static RunEvents events(int listeners, int ofOneUser) {
        return new RunEvents(null, session -> Optional.empty(), limitedTo(listeners, ofOneUser));
    }

    private static AnalysisProperties limitedTo(int listeners, int ofOneUser) {
        return new AnalysisProperties(Duration.ofMinutes(1), 1, Duration.ofMillis(200), 1, Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                new AnalysisProperties.Events(Duration.ofMinutes(1), Duration.ofMillis(100), listeners, ofOneUser),
                new AnalysisProperties.WhatIf(1, Duration.ofMinutes(1), 1));
    }
}
