package com.nexusplatform.platform.idempotency;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.nexusplatform.shared.Permit;

import static org.assertj.core.api.Assertions.assertThat;

/** A kept answer tells what must still be allowed to whoever gets it again. */
class KeptKeyTests {

    private static final String RUN = "/api/v1/runs/7";
    private static final String EARLIER = "{\"status\":200,\"headers\":{},\"body\":\"e30=\"}";

    @Test
    void keepsWhatTheRequestWasAllowed() {
        Permit permit = new Permit(UUID.randomUUID(), Permit.Kind.WORK);
        FirstAnswer answer = new FirstAnswer(200, Map.of(), new byte[0], Set.of(permit));
        FirstAnswer read = FirstAnswer.fromJson(answer.toJson());
        assertThat(read.needed()).containsExactly(permit);
        assertThat(key(RUN, read).answer()).isSameAs(read);
    }

    @Test
    void takesAnAnswerToAnActForLostThatDoesNotTellWhatWasAllowed() {
        assertThat(key(RUN, FirstAnswer.fromJson(EARLIER)).answer()).isNull();
    }

    @Test
    void keepsARefusalThatDoesNotTellWhatWasAllowed() {
        FirstAnswer refusal = FirstAnswer.fromJson(EARLIER);
        assertThat(key(null, refusal).answer()).isSameAs(refusal);
        assertThat(refusal.needed()).isEmpty();
    }

    @Test
    void showsTheAlertThatWasJudged() {
        assertThat(key("/api/v1/alerts/12", null).shownAlert()).contains("12");
        assertThat(key(RUN, null).shownAlert()).isEmpty();
        assertThat(key(null, null).shownAlert()).isEmpty();
    }

    private static KeptKey key(@Nullable String location, @Nullable FirstAnswer answer) {
        return new KeptKey("fingerprint", location, answer, Instant.EPOCH);
    }
}
