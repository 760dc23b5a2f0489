package com.nexusplatform.platform.idempotency;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Permit;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Standing;

/** Answers a repeated request as it was answered first, if its caller still may what it was allowed then. */
@Component
class Repetition {

    private static final String REPLAYED = "Idempotency-Replayed";
    /** Longest time from the commit of an act to its answer, unless the process was killed in between. */
    private static final Duration UNTIL_ANSWER = Duration.ofSeconds(10);

    private final Standing standing;
    private final Trail trail;
    private final Clock clock;

    Repetition(Standing standing, Trail trail, Clock clock) {
        this.standing = standing;
        this.trail = trail;
        this.clock = clock;
    }

    void answer(KeptKey first, KeyedRequest repeated, HttpServletResponse response) throws IOException {
        if (!first.fingerprint().equals(repeated.fingerprint())) {
            throw new ProblemException(ProblemType.KEY_REUSED,
                    "This Idempotency-Key was sent with another request before. Send each new act with a new key.");
        }
        FirstAnswer answer = first.answer();
        if (answer != null) {
            standing.require(answer.needed(), repeated.actor());
            first.shownAlert().ifPresent(alert -> read(alert, answer, repeated.actor()));
            response.setHeader(REPLAYED, "true");
            answer.write(response);
        } else if (first.since().plus(UNTIL_ANSWER).isAfter(clock.instant())) {
            throw ActClaim.inProgress();
        } else {
            response.setHeader(REPLAYED, "true");
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, first.location());
        }
    }

    /** Who judges an alert sees it unmasked. The first time the judgement tells that in the trail; later nothing else would. */
    private void read(String alert, FirstAnswer answer, Actor actor) {
        Optional<UUID> examination = answer.needed().stream().map(Permit::examinationId).findFirst();
        Entry reading = Entry.of(Act.ALERT_READ, actor, alert).after(Map.of("masked", false, "repeated", true));
        trail.note(examination.map(reading::in).orElse(reading));
    }
}
