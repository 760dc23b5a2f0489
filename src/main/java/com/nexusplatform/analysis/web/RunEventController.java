package com.nexusplatform.analysis.web;

import java.util.UUID;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import com.nexusplatform.analysis.Runs;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Role;

/** The progress of a run as server-sent events. */
@RestController
class RunEventController {

    private final Runs runs;
    private final RunEvents events;

    RunEventController(Runs runs, RunEvents events) {
        this.runs = runs;
        this.events = events;
    }

    /** Events {@code progress}, and {@code finished} with the final state. */
    @GetMapping(path = "/api/v1/runs/{runId}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    SseEmitter events(@PathVariable UUID runId, @RequestAttribute(Trail.SESSION) UUID session, Actor actor) {
        runs.read(runId, actor);
        return events.listen(runId, session, actor);
    }
}
