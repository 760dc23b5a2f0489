package com.nexusplatform.analysis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.Client.Answer;
import com.nexusplatform.Instance;

import static org.assertj.core.api.Assertions.assertThat;

/** Work that is queued on a machine whose clock is an hour ahead of the database's, or behind it, does not wait for an hour. */
class ClockOffIT extends AnalysisStory {

    private static final Duration AT_ONCE = Duration.ofSeconds(15);

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void loadsAndRunsStartAtOnce(int hours) {
        Clock off = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        try (Instance service = Instance.start(Instance.emptyDatabase("clock_off"), off)) {
            lead = service.bearer(service.signIn("lead", PASSWORD).expect(200));
            examiner = service.bearer(service.signIn("examiner", PASSWORD).expect(200));
            Answer run = succeeded(sealed(), List.of(procedure("PAY-1")));
            assertThat(run.text("/status")).isEqualTo("SUCCEEDED");
            Instant asked = Instant.parse(run.text("/createdAt"));
            assertThat(Instant.parse(run.text("/startedAt"))).isBetween(asked, asked.plus(AT_ONCE));
            assertThat(Duration.between(Instant.now(), asked).abs()).isGreaterThan(Duration.ofMinutes(50));
        }
    }
}
