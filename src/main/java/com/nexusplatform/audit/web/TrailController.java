package com.nexusplatform.audit.web;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Checkpoint;
import com.nexusplatform.audit.Event;
import com.nexusplatform.audit.Events;
import com.nexusplatform.audit.Head;
import com.nexusplatform.audit.TrailProof;
import com.nexusplatform.audit.TrustedKey;
import com.nexusplatform.audit.Verdict;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static com.nexusplatform.shared.Role.ADMINISTRATOR;
import static com.nexusplatform.shared.Role.AUDITOR;
import static com.nexusplatform.shared.Role.EXAMINER;
import static com.nexusplatform.shared.Role.LEAD_EXAMINER;
import static com.nexusplatform.shared.Role.REVIEWER;

/** The trail: its events, its head, and the proof that it is whole. */
@RestController
@RequestMapping("/api/v1/audit")
class TrailController {

    private static final String HASH = "must be the 64 digits of a hash: 0 to 9 and a to f";

    private final Events events;
    private final TrailProof proof;

    TrailController(Events events, TrailProof proof) {
        this.events = events;
        this.proof = proof;
    }

    /** Events, the newest first: auditors see all, members of a team those of their examinations, administrators those of users. */
    @GetMapping("/events")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR, ADMINISTRATOR})
    Page<EventView> events(@RequestParam(required = false) @Nullable UUID examination,
            @RequestParam(name = "actor", required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable Act act,
            @RequestParam(required = false) @Nullable String object,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        Events.Filter filter = new Events.Filter(examination, by, act, object);
        return events.list(filter, cursor, Page.limit(limit), actor).map(EventView::of);
    }

    /** The last link and the last signed one; whoever keeps them elsewhere can prove later that nothing before was changed. */
    @GetMapping("/head")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR, ADMINISTRATOR})
    HeadView head() {
        Head head = proof.head();
        return new HeadView(head.sequence(), head.hash(), proof.lastCheckpoint().orElse(null),
                proof.publicKeys());
    }

    /** Verifies the whole chain, for administrators its head; with sequence and hash, that the link kept elsewhere is still there. */
    @GetMapping("/verify")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR, ADMINISTRATOR})
    VerdictView verify(@RequestParam(required = false) @Min(1) @Nullable Long sequence,
            @RequestParam(required = false) @Pattern(regexp = "[0-9a-f]{64}", message = HASH) @Nullable String hash,
            Actor actor) {
        if ((sequence == null) != (hash == null)) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    "Give sequence and hash of a link that you kept, or neither.")
                .with("field", sequence == null ? "sequence" : "hash");
        }
        return VerdictView.of(proof.verify(sequence == null || hash == null ? null : new Head(sequence, hash), actor));
    }

    /** All that a verification elsewhere needs, one JSON text a line. */
    @GetMapping(path = "/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @AllowedTo(AUDITOR)
    void export(Actor actor, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"trail.jsonl\"");
        Writer out = new BufferedWriter(
                new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
        proof.export(line -> append(out, line), actor);
        out.flush();
    }

    private static void append(Writer out, String line) {
        try {
            out.append(line).append('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** An event as shown; {@code sequence} and {@code hash} are null for the moment until it is linked. */
    record EventView(long id, @Nullable Long sequence, @Nullable String hash, Instant at, String act,
            @Nullable String actor, List<String> roles, String objectType, String objectId,
            @Nullable UUID examinationId, @JsonRawValue @Nullable String before, @JsonRawValue @Nullable String after,
            @Nullable String requestId, @Nullable UUID sessionId, @Nullable String address) {

        static EventView of(Events.Placed placed) {
            Event event = placed.event();
            return new EventView(event.id(), placed.sequence(), placed.hash(), event.at(), event.act(), event.actor(),
                    event.roleNames(), event.objectType(), event.objectId(), event.examinationId(), event.before(),
                    event.after(), event.requestId(), event.sessionId(), event.address());
        }
    }

    /** The head of the chain. */
    record HeadView(long sequence, String hash, @Nullable Checkpoint checkpoint, List<TrustedKey> publicKeys) {}

    /** What a verification found. */
    record VerdictView(boolean valid, long links, Head head, long checkpoints, long signedUpTo, long pending,
            Verdict.@Nullable Breach broken) {

        static VerdictView of(Verdict verdict) {
            return new VerdictView(verdict.valid(), verdict.links(), verdict.head(), verdict.checkpoints(),
                    verdict.signedUpTo(), verdict.pending(), verdict.breach());
        }
    }
}
