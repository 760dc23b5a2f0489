package com.nexusplatform.examination;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

import static com.nexusplatform.examination.ExaminationFixtures.EXAMINER;
import static com.nexusplatform.examination.ExaminationFixtures.LEAD;
import static com.nexusplatform.examination.ExaminationFixtures.MORNING;
import static com.nexusplatform.examination.ExaminationFixtures.OBSERVER;
import static com.nexusplatform.examination.ExaminationFixtures.OUTSIDER;
import static com.nexusplatform.examination.ExaminationFixtures.REVIEWER;
import static com.nexusplatform.examination.ExaminationFixtures.examinationIn;
import static com.nexusplatform.examination.ExaminationFixtures.make;
import static com.nexusplatform.examination.ExaminationFixtures.member;
import static com.nexusplatform.examination.ExaminationFixtures.planned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The rules that an examination keeps by itself. */
class ExaminationTests {

    @Test
    void beginsPlannedAndLedByItsCreator() {
        Examination examination = planned();
        assertThat(examination.status()).isEqualTo(ExaminationStatus.PLANNED);
        assertThat(examination.dutyOf(LEAD)).contains(Duty.LEAD);
        assertThat(examination.dutyOf(OUTSIDER)).isEmpty();
        assertThat(examination.createdBy()).isEqualTo("lead");
        assertThat(examination.team()).extracting(Membership::username)
            .containsExactly("examiner", "lead", "observer",
                    "reviewer");
    }

    @Test
    void knowsTheLifeCycleOfTheProduct() {
        assertThat(Move.values()).extracting(move -> move.from() + " " + move.to())
            .containsExactlyInAnyOrder(
                    "PLANNED FIELDWORK", "PLANNED CANCELLED", "FIELDWORK IN_REVIEW", "FIELDWORK CANCELLED",
                    "IN_REVIEW ISSUED", "IN_REVIEW FIELDWORK", "ISSUED CLOSED", "CLOSED FIELDWORK");
    }

    @ParameterizedTest
    @EnumSource(Move.class)
    void makesEveryLegalMoveByWhoseDutyItIs(Move move) {
        Examination examination = examinationIn(move.from());
        int before = examination.history().size();
        make(examination, move);
        assertThat(examination.status()).isEqualTo(move.to());
        assertThat(examination.history()).hasSize(before + 1);
        Transition made = examination.history().getLast();
        assertThat(made.from()).isEqualTo(move.from());
        assertThat(made.to()).isEqualTo(move.to());
        assertThat(made.reason()).isEqualTo("because");
        assertThat(made.madeAt()).isEqualTo(MORNING);
        assertThat(made.madeBy()).isEqualTo(move.duty() == Duty.LEAD ? "lead" : "reviewer");
        assertThat(made.examination()).isSameAs(examination);
    }

    @ParameterizedTest
    @MethodSource("illegalMoves")
    void refusesEveryIllegalMoveAndNamesTheLegalOnes(ExaminationStatus from, ExaminationStatus to) {
        for (Actor actor : List.of(LEAD, EXAMINER, REVIEWER, OBSERVER)) {
            Examination examination = examinationIn(from);
            ProblemException refusal = refusal(() -> examination.legalMove(to, "because", actor));
            assertThat(refusal.type()).isEqualTo(ProblemType.ILLEGAL_TRANSITION);
            assertThat(refusal.properties()).containsEntry("from", from.name())
                .containsEntry("to", to.name())
                .containsEntry("legal", from.moves().stream().map(move -> move.to().name()).toList());
        }
    }

    static Stream<Arguments> illegalMoves() {
        return Arrays.stream(ExaminationStatus.values())
            .flatMap(from -> Arrays.stream(ExaminationStatus.values())
                .filter(to -> from.moveTo(to).isEmpty())
                .map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @EnumSource(Move.class)
    void refusesEveryMoveByAnyOtherDuty(Move move) {
        for (Actor actor : List.of(LEAD, EXAMINER, REVIEWER, OBSERVER, OUTSIDER)) {
            Examination examination = examinationIn(move.from());
            if (examination.dutyOf(actor).filter(duty -> duty == move.duty()).isEmpty()) {
                assertThat(refusal(() -> examination.legalMove(move.to(), "because", actor)).type())
                    .isEqualTo(ProblemType.NOT_ALLOWED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Move.class)
    void asksForAReasonWhereTheLifeCycleDoes(Move move) {
        Examination examination = examinationIn(move.from());
        Actor actor = move.duty() == Duty.LEAD ? LEAD : REVIEWER;
        if (move.needsReason()) {
            ProblemException refusal = refusal(() -> examination.legalMove(move.to(), null, actor));
            assertThat(refusal.type()).isEqualTo(ProblemType.VALIDATION_FAILED);
            assertThat(refusal.properties().get("errors").toString()).contains("reason");
        } else {
            assertThat(examination.legalMove(move.to(), null, actor)).isEqualTo(move);
        }
    }

    @Test
    void refusesAReasonLongerThanAPage() {
        assertThat(refusal(() -> planned().legalMove(ExaminationStatus.CANCELLED, "x".repeat(2001), LEAD)).type())
            .isEqualTo(ProblemType.VALIDATION_FAILED);
    }

    @ParameterizedTest
    @EnumSource(value = Move.class, names = {"APPROVE_SCOPE", "ISSUE", "CLOSE"})
    void letsNobodyApproveWhatTheyPrepared(Move move) {
        Actor both = ExaminationFixtures.actor("both", Role.LEAD_EXAMINER, Role.REVIEWER);
        Examination examination = examinationIn(move.from());
        examination.assign(both.userId(), member(both, Duty.EXAMINER));
        examination.assign(both.userId(), member(both, Duty.REVIEWER));
        ProblemException refusal = refusal(() -> examination.legalMove(move.to(), null, both));
        assertThat(refusal.type()).isEqualTo(ProblemType.NOT_ALLOWED);
        assertThat(refusal.detail()).contains("REVIEWER").contains("never led");
    }

    @Test
    void letsNobodyActWhoseRolesNoLongerFitTheDuty() {
        Actor demoted = ExaminationFixtures.actor("reviewer", Role.EXAMINER);
        assertThat(refusal(() -> planned().legalMove(ExaminationStatus.FIELDWORK, null, demoted)).type())
            .isEqualTo(ProblemType.NOT_ALLOWED);
    }

    @Test
    void keepsALead() {
        Examination examination = planned();
        assertThat(refusal(() -> examination.dismiss(LEAD.userId())).type()).isEqualTo(ProblemType.CONFLICT);
        assertThat(refusal(() -> examination.assign(LEAD.userId(), member(LEAD, Duty.OBSERVER))).type())
            .isEqualTo(ProblemType.CONFLICT);
        examination.assign(OUTSIDER.userId(), member(OUTSIDER, Duty.LEAD));
        examination.dismiss(LEAD.userId());
        assertThat(examination.dutyOf(LEAD)).isEmpty();
    }

    @Test
    void findsMembersByTheirName() {
        assertThat(planned().memberNamed(" Lead ")).contains(LEAD.userId());
        assertThat(planned().memberNamed("nobody")).isEmpty();
    }

    @Test
    void leavesTheTeamAsItIsOnceAllIsOver() {
        planned().requireNotOver();
        assertThat(refusal(() -> examinationIn(ExaminationStatus.CANCELLED).requireNotOver()).type())
            .isEqualTo(ProblemType.CONFLICT);
    }

    @ParameterizedTest
    @EnumSource(ExaminationStatus.class)
    void takesAnotherScopeOnlyWhileWorkIsOpen(ExaminationStatus status) {
        Examination examination = examinationIn(status);
        ScopeProposal proposal = ScopeProposal.of(Map.of("title", "Payables and journals 2025"));
        if (status == ExaminationStatus.PLANNED || status == ExaminationStatus.FIELDWORK) {
            examination.rescope(proposal, LEAD);
            assertThat(examination.scope().title()).isEqualTo("Payables and journals 2025");
            assertThat(examination.scope().currency()).isEqualTo("EUR");
        } else {
            assertThat(refusal(() -> examination.rescope(proposal, LEAD)).type()).isEqualTo(ProblemType.CONFLICT);
        }
    }

    @ParameterizedTest
    @CsvSource({"institution, Other Bank", "periodStart, 2024-01-01", "periodEnd, 2026-12-31", "currency, USD",
            "materiality, 1.00", "materiality,"})
    void keepsWhatAReviewerApproved(String field, @Nullable String value) {
        Map<String, @Nullable String> change = new HashMap<>();
        change.put(field, value);
        Examination plan = planned();
        plan.rescope(ScopeProposal.of(change), LEAD);
        assertThat(plan.scope()).isNotEqualTo(planned().scope());

        Examination approved = examinationIn(ExaminationStatus.FIELDWORK);
        ProblemException refusal = refusal(() -> approved.rescope(ScopeProposal.of(change), LEAD));
        assertThat(refusal.type()).isEqualTo(ProblemType.CONFLICT);
        assertThat(refusal.detail()).contains("approved").contains(field).contains("another examination");
        assertThat(refusal.properties()).containsEntry("fields", List.of(field));
        assertThat(approved.scope()).isEqualTo(planned().scope());
    }

    @Test
    void takesTheApprovedScopeAgainAsItIs() {
        Examination approved = examinationIn(ExaminationStatus.FIELDWORK);
        Map<String, @Nullable String> same = new HashMap<>(ExaminationFixtures.fields());
        same.put("title", "Payables and journals 2025");
        same.put("materiality", "25000");
        approved.rescope(ScopeProposal.of(same), LEAD);
        assertThat(approved.scope().title()).isEqualTo("Payables and journals 2025");
        assertThat(approved.scope().institution()).isEqualTo("Bank of Examples");
    }

    @Test
    void takesAScopeFromItsLeadsOnly() {
        ScopeProposal proposal = ScopeProposal.of(Map.of("title", "Mine"));
        for (Actor actor : List.of(EXAMINER, REVIEWER, OBSERVER, OUTSIDER)) {
            assertThat(refusal(() -> planned().rescope(proposal, actor)).type()).isEqualTo(ProblemType.NOT_ALLOWED);
        }
    }

    private static ProblemException refusal(ThrowingCallable act) {
        return catchThrowableOfType(ProblemException.class, act);
    }
}
