package com.nexusplatform.examination.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.examination.Duty;
import com.nexusplatform.examination.Examination;
import com.nexusplatform.examination.ExaminationDetail;
import com.nexusplatform.examination.ExaminationStatus;
import com.nexusplatform.examination.ExaminationSummary;
import com.nexusplatform.examination.Examinations;
import com.nexusplatform.examination.Membership;
import com.nexusplatform.examination.Move;
import com.nexusplatform.examination.Scope;
import com.nexusplatform.examination.ScopeProposal;
import com.nexusplatform.examination.Transition;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Precondition;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/** Examinations, their teams and their moves over HTTP. */
@RestController
@RequestMapping("/api/v1/examinations")
class ExaminationController {

    private final Examinations examinations;

    ExaminationController(Examinations examinations) {
        this.examinations = examinations;
    }

    /** Creates an examination that the caller leads. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedTo(Role.LEAD_EXAMINER)
    ResponseEntity<ExaminationView> create(@RequestBody Map<String, @Nullable String> scope, Actor actor) {
        Examination created = examinations.create(ScopeProposal.of(scope), actor);
        return ResponseEntity.created(URI.create("/api/v1/examinations/" + created.id()))
            .eTag(Precondition.tag(created.version()))
            .body(ExaminationView.of(created));
    }

    /** The examinations that the caller may see, the newest first. */
    @GetMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<SummaryView> list(@RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        UUID before = cursor == null ? null : Cursor.decodeId(cursor);
        return examinations.list(actor, before, Page.limit(limit)).map(SummaryView::of);
    }

    /** One examination with its team and the moves that its state allows. */
    @GetMapping("/{id}")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    ResponseEntity<ExaminationView> read(@PathVariable UUID id, Actor actor) {
        ExaminationDetail detail = examinations.get(id, actor);
        return ResponseEntity.ok()
            .eTag(Precondition.tag(detail.summary().version()))
            .body(ExaminationView.of(detail.summary(), detail.team()));
    }

    /** Changes the fields given; materiality given as null is removed. */
    @PatchMapping("/{id}")
    @AllowedTo(Role.LEAD_EXAMINER)
    ResponseEntity<ExaminationView> rescope(@PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Map<String, @Nullable String> changes, Actor actor) {
        return answer(examinations.rescope(id, ScopeProposal.of(changes), Precondition.required(ifMatch), actor));
    }

    /** Gives a user a duty on the team; with If-Match, only while nobody changed the examination since it was read. */
    @PutMapping("/{id}/team/{username}")
    @AllowedTo(Role.LEAD_EXAMINER)
    ResponseEntity<ExaminationView> assign(@PathVariable UUID id, @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Assignment assignment, Actor actor) {
        Duty duty = named(Duty.values(), "duty", assignment.duty());
        return answer(examinations.assign(id, username, duty, new Precondition(ifMatch), actor));
    }

    /** Takes a user off the team, if on it; with If-Match, only while nobody changed the examination since it was read. */
    @DeleteMapping("/{id}/team/{username}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @AllowedTo(Role.LEAD_EXAMINER)
    ResponseEntity<Void> dismiss(@PathVariable UUID id, @PathVariable String username,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, Actor actor) {
        examinations.dismiss(id, username, new Precondition(ifMatch), actor);
        return ResponseEntity.noContent().build();
    }

    /** Moves the examination to another state. */
    @PostMapping("/{id}/transitions")
    @AllowedTo({Role.LEAD_EXAMINER, Role.REVIEWER})
    ResponseEntity<ExaminationView> move(@PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch, @RequestBody Step step,
            Actor actor) {
        ExaminationStatus to = named(ExaminationStatus.values(), "to", step.to());
        return answer(examinations.move(id, to, step.reason(), new Precondition(ifMatch), actor));
    }

    /** The moves that the examination made, the first first. */
    @GetMapping("/{id}/transitions")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    Page<TransitionView> history(@PathVariable UUID id, Actor actor) {
        return new Page<>(examinations.history(id, actor), null).map(TransitionView::of);
    }

    private static ResponseEntity<ExaminationView> answer(Examination examination) {
        return ResponseEntity.ok().eTag(Precondition.tag(examination.version())).body(ExaminationView.of(examination));
    }

    private static <E extends Enum<E>> E named(E[] known, String field, @Nullable String name) {
        return Arrays.stream(known).filter(constant -> constant.name().equals(name)).findFirst().orElseThrow(() -> {
            String message = "must be one of " + String.join(", ", Arrays.stream(known).map(Enum::name).toList());
            return new ProblemException(ProblemType.VALIDATION_FAILED, field + " " + message + ".")
                .with("field", field)
                .with("errors", List.of(Map.of("field", field, "message", message)));
        });
    }

    private static @Nullable String decimal(Scope scope) {
        BigDecimal materiality = scope.materiality();
        return materiality == null
                ? null
                : materiality.setScale(Math.max(scope.decimals(), materiality.stripTrailingZeros().scale()),
                        RoundingMode.UNNECESSARY)
                    .toPlainString();
    }

    /** What a user is to do on the team. */
    record Assignment(@Nullable String duty) {}

    /** Where an examination is to move, and why. */
    record Step(@Nullable String to, @Nullable String reason) {}

    /** A member of the team. */
    record MemberView(String username, String displayName, Duty duty) {

        static MemberView of(Membership member) {
            return new MemberView(member.username(), member.displayName(), member.duty());
        }
    }

    /** A move that the present state allows. */
    record MoveView(ExaminationStatus to, Duty duty, boolean needsReason, boolean needsFourEyes) {

        static MoveView of(Move move) {
            return new MoveView(move.to(), move.duty(), move.needsReason(), move.needsFourEyes());
        }
    }

    /** A move that was made. */
    record TransitionView(ExaminationStatus from, ExaminationStatus to, @Nullable String reason, String by,
            Instant at) {

        static TransitionView of(Transition made) {
            return new TransitionView(made.from(), made.to(), made.reason(), made.madeBy(), made.madeAt());
        }
    }

    /** An examination. */
    record ExaminationView(UUID id, String title, String institution, LocalDate periodStart, LocalDate periodEnd,
            String currency, @Nullable String materiality, ExaminationStatus status, long version, Instant createdAt,
            String createdBy, List<MemberView> team, List<MoveView> transitions) {

        static ExaminationView of(Examination examination) {
            return of(ExaminationSummary.of(examination), examination.team());
        }

        static ExaminationView of(ExaminationSummary summary, List<Membership> team) {
            Scope scope = summary.scope();
            return new ExaminationView(summary.id(), scope.title(), scope.institution(), scope.periodStart(),
                    scope.periodEnd(), scope.currency(), decimal(scope), summary.status(), summary.version(),
                    summary.createdAt(), summary.createdBy(), team.stream().map(MemberView::of).toList(),
                    summary.status().moves().stream().map(MoveView::of).toList());
        }
    }

    /** A line of the list; {@code duty} is the caller's own. */
    record SummaryView(UUID id, String title, String institution, LocalDate periodStart, LocalDate periodEnd,
            String currency, @Nullable String materiality, ExaminationStatus status, long version, Instant createdAt,
            String createdBy, @Nullable Duty duty) {

        static SummaryView of(ExaminationSummary summary) {
            Scope scope = summary.scope();
            return new SummaryView(summary.id(), scope.title(), scope.institution(), scope.periodStart(),
                    scope.periodEnd(), scope.currency(), decimal(scope), summary.status(), summary.version(),
                    summary.createdAt(), summary.createdBy(), summary.duty());
        }
    }
}
