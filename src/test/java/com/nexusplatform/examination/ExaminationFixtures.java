package com.nexusplatform.examination;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/** People and examinations that the tests of this module speak of. */
final class ExaminationFixtures {

    static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");
    static final Actor LEAD = actor("lead", Role.LEAD_EXAMINER);
    static final Actor EXAMINER = actor("examiner", Role.EXAMINER);
    static final Actor REVIEWER = actor("reviewer", Role.REVIEWER);
    static final Actor OBSERVER = actor("observer", Role.AUDITOR);
    static final Actor OUTSIDER = actor("outsider", Role.LEAD_EXAMINER, Role.REVIEWER);

    private static final Map<ExaminationStatus, List<Move>> WAYS = Map.of(
            ExaminationStatus.PLANNED, List.of(),
            ExaminationStatus.FIELDWORK, List.of(Move.APPROVE_SCOPE),
            ExaminationStatus.IN_REVIEW, List.of(Move.APPROVE_SCOPE, Move.SUBMIT),
            ExaminationStatus.ISSUED, List.of(Move.APPROVE_SCOPE, Move.SUBMIT, Move.ISSUE),
            ExaminationStatus.CLOSED, List.of(Move.APPROVE_SCOPE, Move.SUBMIT, Move.ISSUE, Move.CLOSE),
            ExaminationStatus.CANCELLED, List.of(Move.ABANDON_PLAN));

    private ExaminationFixtures() {}

    static Actor actor(String username, Role... roles) {
        return new Actor(UUID.nameUUIDFromBytes(username.getBytes(java.nio.charset.StandardCharsets.UTF_8)), username,
                Set.of(roles));
    }

    static Membership member(Actor actor, Duty duty) {
        return new Membership(actor.username(), actor.username(), duty);
    }

    static Map<String, String> fields() {
        return Map.of("title", "Payables 2025", "institution", "Bank of Examples", "periodStart", "2025-01-01",
                "periodEnd", "2025-12-31", "currency", "EUR", "materiality", "25000.00");
    }

    /** A planned examination with one member of each duty. */
    static Examination planned() {
        Examination examination = new Examination(ScopeProposal.of(fields()).asScope(), LEAD.userId(),
                member(LEAD, Duty.LEAD), MORNING);
        examination.assign(EXAMINER.userId(), member(EXAMINER, Duty.EXAMINER));
        examination.assign(REVIEWER.userId(), member(REVIEWER, Duty.REVIEWER));
        examination.assign(OBSERVER.userId(), member(OBSERVER, Duty.OBSERVER));
        return examination;
    }

    /** The same, moved on to a state. */
    static Examination examinationIn(ExaminationStatus status) {
        Examination examination = planned();
        WAYS.get(status).forEach(move -> make(examination, move));
        return examination;
    }

    /** Makes a move as the one whose duty it is. */
    static void make(Examination examination, Move move) {
        Actor actor = move.duty() == Duty.LEAD ? LEAD : REVIEWER;
        examination.make(examination.legalMove(move.to(), "because", actor), "because", actor, MORNING);
    }
}
