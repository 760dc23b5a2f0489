package com.nexusplatform.examination;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.examination.ExaminationIndex.Hold;
import com.nexusplatform.identity.UserFacts;
import com.nexusplatform.identity.UserStatus;
import com.nexusplatform.identity.Users;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Permit;
import com.nexusplatform.shared.Precondition;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/**
 * Examinations, their teams and moves, and who may read or work on them. The questions that are one statement have no transaction
 * of their own: they are asked before nearly every other act, and a transaction would double their cost.
 */
@Service
public class Examinations {

    private final ExaminationRepository repository;
    private final ExaminationIndex index;
    private final Users users;
    private final List<TransitionGuard> guards;
    private final Trail trail;

    Examinations(ExaminationRepository repository, ExaminationIndex index, Users users, List<TransitionGuard> guards,
            Trail trail) {
        this.repository = repository;
        this.index = index;
        this.users = users;
        this.guards = List.copyOf(guards);
        this.trail = trail;
    }

    /**
     * The examination, for reading by a member of its team or an auditor.
     *
     * @throws ProblemException NOT_FOUND for anyone else, whether it exists or not
     */
    public ExaminationFacts read(UUID examinationId, Actor actor) {
        return seen(examinationId, actor, Hold.NONE).facts();
    }

    /**
     * The examination, for work on its content by a member with the duty LEAD or EXAMINER while it is PLANNED or in FIELDWORK. An
     * act holds it so until its end, its transaction: no move overtakes work that is under way.
     *
     * @throws ProblemException NOT_FOUND for outsiders, NOT_ALLOWED for another duty, CONFLICT for another state
     */
    public ExaminationFacts workOn(UUID examinationId, Actor actor) {
        ExaminationSummary found = seen(examinationId, actor, isAct() ? Hold.TO_WORK : Hold.NONE);
        found.requirePreparer(actor);
        new Permit(examinationId, Permit.Kind.WORK).remember();
        if (!found.status().isOpenForWork()) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Work is done while the examination is PLANNED or in FIELDWORK; it is " + found.status() + ".")
                .with("status", found.status().name());
        }
        return found.facts();
    }

    /** Whether the actor sees the examination as an auditor only: not by a duty on its team that another role fits. */
    public boolean onlyVerifies(UUID examinationId, Actor actor) {
        if (!actor.is(Role.AUDITOR)) {
            return false;
        }
        Set<Role> others = actor.roles().stream().filter(role -> role != Role.AUDITOR).collect(Collectors.toSet());
        return index.find(examinationId, actor)
            .map(ExaminationSummary::duty)
            .filter(duty -> duty.fits(others))
            .isEmpty();
    }

    /** A page of the examinations whose team the actor is on, for auditors of all, the newest first. */
    public Page<ExaminationSummary> list(Actor actor, @Nullable UUID before, int limit) {
        return Page.of(index.list(actor, before, limit + 1), limit, summary -> summary.id().toString());
    }

    /** The examination with its team; NOT_FOUND for outsiders. */
    public ExaminationDetail get(UUID id, Actor actor) {
        return index.whole(id, actor).orElseThrow(() -> ProblemException.notFound("examination"));
    }

    /** The moves that the examination made, in their order; NOT_FOUND for outsiders. */
    @Transactional(readOnly = true)
    public List<Transition> history(UUID id, Actor actor) {
        return visible(id, actor).history();
    }

    /** Creates an examination that the actor leads; VALIDATION_FAILED names the fields that are wrong. */
    @Transactional
    public Examination create(ScopeProposal proposal, Actor actor) {
        Scope scope = proposal.asScope();
        Membership lead = membership(user(actor.username()), Duty.LEAD);
        Examination created = repository.save(new Examination(scope, actor.userId(), lead, trail.now()));
        record(Act.EXAMINATION_CREATED, created.id(), actor, null, scope.asMap());
        new Permit(created.id(), Permit.Kind.READ).remember();
        return created;
    }

    /**
     * Changes the fields of the scope that are proposed.
     *
     * @throws ProblemException NOT_FOUND for outsiders, NOT_ALLOWED without the duty LEAD, CONFLICT in another state or for
     *                          more than the title once approved, STALE when {@code expected} does not fit the present version, VALIDATION_FAILED for the fields named
     */
    @Transactional
    public Examination rescope(UUID id, ScopeProposal proposal, Precondition expected, Actor actor) {
        Examination examination = visible(id, actor);
        examination.requireDuty(actor, Duty.LEAD);
        require(expected, examination);
        Map<String, ?> before = examination.scope().asMap();
        examination.rescope(proposal, actor);
        record(Act.EXAMINATION_CHANGED, id, actor, before, examination.scope().asMap());
        return saved(examination);
    }

    /**
     * Gives a user a duty on the team, in place of any other that the user has there.
     *
     * @throws ProblemException NOT_FOUND for outsiders, NOT_ALLOWED without the duty LEAD, VALIDATION_FAILED when there is no
     *                          such user or none whose roles fit, CONFLICT when the last lead would go, STALE when
     *                          {@code expected} does not fit the present version
     */
    @Transactional
    public Examination assign(UUID id, String username, Duty duty, Precondition expected, Actor actor) {
        Examination examination = ledBy(id, expected, actor);
        UserFacts user = user(username);
        if (user.status() != UserStatus.ACTIVE || !duty.fits(user.roles())) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    user.username() + " may not sign in, or holds no role that fits the duty " + duty + ".")
                .with("duty", duty.name());
        }
        Map<String, ?> before = duties(examination);
        examination.assign(user.id(), membership(user, duty));
        recordTeam(examination, before, actor);
        return saved(examination);
    }

    /** Takes a user off the team; nothing happens when not on it. Refusals as for {@link #assign}. */
    @Transactional
    public void dismiss(UUID id, String username, Precondition expected, Actor actor) {
        Examination examination = ledBy(id, expected, actor);
        Map<String, ?> before = duties(examination);
        examination.memberNamed(username).ifPresent(examination::dismiss);
        recordTeam(examination, before, actor);
        saved(examination);
    }

    /**
     * Moves the examination to another state.
     *
     * @throws ProblemException NOT_FOUND for outsiders, ILLEGAL_TRANSITION with the legal moves, NOT_ALLOWED for another duty or
     *                          a preparer, VALIDATION_FAILED without a needed reason, CONFLICT when a {@link TransitionGuard}
     *                          objects or another move came first
     */
    @Transactional
    public Examination move(UUID id, ExaminationStatus to, @Nullable String reason, Precondition expected,
            Actor actor) {
        // held before it is read: what is checked from here on is what the move finds
        seen(id, actor, Hold.TO_MOVE);
        Examination examination = visible(id, actor);
        require(expected, examination);
        String given = reason == null || reason.isBlank() ? null : reason.strip();
        Move move = examination.legalMove(to, given, actor);
        List<String> objections = guards.stream()
            .map(guard -> guard.objection(id, move))
            .flatMap(Optional::stream)
            .toList();
        if (!objections.isEmpty()) {
            throw new ProblemException(ProblemType.CONFLICT, String.join(" ", objections)).with("objections",
                    objections);
        }
        examination.make(move, given, actor, trail.now());
        record(Act.EXAMINATION_MOVED, id, actor, Map.of("status", move.from()),
                Map.of("status", to, "reason", Entry.hashed(given)));
        return saved(examination);
    }

    private Examination ledBy(UUID id, Precondition expected, Actor actor) {
        Examination examination = visible(id, actor);
        examination.requireDuty(actor, Duty.LEAD);
        require(expected, examination);
        examination.requireNotOver();
        return examination;
    }

    private static void require(Precondition expected, Examination examination) {
        expected.require("examination", examination.version());
    }

    /** Whether something is about to be written, and not only asked in advance. */
    private static boolean isAct() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }

    private ExaminationSummary seen(UUID id, Actor actor, Hold hold) {
        ExaminationSummary found = index.find(id, actor, hold).orElseThrow(Examinations::notFound);
        new Permit(id, Permit.Kind.READ).remember();
        return found;
    }

    private Examination visible(UUID id, Actor actor) {
        Optional<Examination> found = actor.is(Role.AUDITOR)
                ? repository.findById(id)
                : repository.findOfMember(id, actor.userId());
        Examination examination = found.orElseThrow(Examinations::notFound);
        new Permit(id, Permit.Kind.READ).remember();
        return examination;
    }

    private Examination saved(Examination examination) {
        try {
            repository.flush();
            return examination;
        } catch (OptimisticLockingFailureException overtaken) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Someone else changed the examination at the same moment. Read it again, then decide anew.");
        }
    }

    private UserFacts user(String username) {
        return users.find(username)
            .orElseThrow(() -> new ProblemException(ProblemType.VALIDATION_FAILED,
                    "There is no user named " + username + "."));
    }

    private void record(Act act, UUID id, Actor actor, @Nullable Map<String, ?> before, Map<String, ?> after) {
        trail.record(new Entry(act, actor, id.toString(), id, before, after));
    }

    /** Who gets the duty that they have, or goes without having been there, changes nothing. */
    private void recordTeam(Examination examination, Map<String, ?> before, Actor actor) {
        Map<String, ?> after = duties(examination);
        if (!after.equals(before)) {
            record(Act.TEAM_CHANGED, examination.id(), actor, before, after);
        }
    }

    private static Map<String, ?> duties(Examination examination) {
        return examination.team().stream().collect(Collectors.toMap(Membership::username, Membership::duty));
    }

    private static Membership membership(UserFacts user, Duty duty) {
        return new Membership(user.username(), user.displayName(), duty);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("examination");
    }
}
