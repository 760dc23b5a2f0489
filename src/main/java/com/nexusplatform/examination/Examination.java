package com.nexusplatform.examination;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * A time-boxed, scoped inquiry into one institution for a period. It keeps its own rules: who may change what, which move is
 * legal for whom, that a team has a lead, and that nobody approves what they prepared.
 */
@Entity
@Table(name = "examination")
public class Examination {

    private static final int LONGEST_REASON = 2000;

    @Id
    private UUID id;

    @Version
    private @Nullable Long version;

    @Embedded
    private Scope scope;

    @Enumerated(EnumType.STRING)
    private ExaminationStatus status;

    private Instant createdAt;

    private String createdBy;

    @ElementCollection
    @CollectionTable(name = "examination_member", joinColumns = @JoinColumn(name = "examination_id"))
    @MapKeyColumn(name = "user_id")
    private Map<UUID, Membership> team = new HashMap<>();

    /** Everyone who ever led, worked on or scoped the examination; grows only. */
    @ElementCollection
    @CollectionTable(name = "examination_preparer", joinColumns = @JoinColumn(name = "examination_id"))
    @Column(name = "user_id")
    private Set<UUID> preparers = new HashSet<>();

    @OneToMany(mappedBy = "examination", cascade = CascadeType.PERSIST)
    @OrderBy("id")
    private List<Transition> history = new ArrayList<>();

    /** For the persistence provider. */
    protected Examination() {}

    Examination(Scope scope, UUID creatorId, Membership creator, Instant at) {
        this.id = Identifiers.next(at.toEpochMilli());
        this.scope = scope;
        this.status = ExaminationStatus.PLANNED;
        this.createdAt = at;
        this.createdBy = creator.username();
        assign(creatorId, creator);
    }

    /** Puts another scope in place, by a lead, while it is planned; once approved, another title only. */
    void rescope(ScopeProposal proposal, Actor actor) {
        requireDuty(actor, Duty.LEAD);
        requireOpenForWork();
        Scope proposed = proposal.appliedTo(scope);
        Scope changed = status == ExaminationStatus.PLANNED ? proposed : retitled(proposed);
        if (!changed.equals(scope)) {
            scope = changed;
            preparers.add(actor.userId());
        }
    }

    /** What a reviewer approved stays as approved: nobody would approve it again. */
    private Scope retitled(Scope proposed) {
        List<String> fields = scope.differences(proposed);
        if (!fields.isEmpty()) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "A reviewer approved the scope: " + String.join(", ", fields) + " can no longer change, only the"
                            + " title. To examine something else, plan another examination; this one can be moved to"
                            + " CANCELLED.")
                .with("status", status.name())
                .with("fields", fields);
        }
        return scope.titled(proposed.title());
    }

    /** Gives a user a duty on the team, in place of any other. */
    void assign(UUID userId, Membership membership) {
        Membership before = team.get(userId);
        if (membership.equals(before)) {
            return;
        }
        if (before != null && before.duty() == Duty.LEAD) {
            requireAnotherLead(userId);
        }
        team.put(userId, membership);
        if (membership.duty().prepares()) {
            preparers.add(userId);
        }
    }

    /** Takes a user off the team, if on it. */
    void dismiss(UUID userId) {
        Membership before = team.get(userId);
        if (before != null && before.duty() == Duty.LEAD) {
            requireAnotherLead(userId);
        }
        team.remove(userId);
    }

    /** The move to a state that is legal now for this actor and with this reason; refused otherwise. */
    Move legalMove(ExaminationStatus to, @Nullable String reason, Actor actor) {
        Move move = status.moveTo(to).orElseThrow(() -> illegal(to));
        requireDuty(actor, move.duty());
        if (move.needsFourEyes() && preparers.contains(actor.userId())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED,
                    "You prepared this examination or its scope. It moves to "
                            + to + " by a member with the duty REVIEWER who never led, worked on or scoped it.");
        }
        if (move.needsReason() && reason == null) {
            throw invalidReason("must be given for the move from " + status + " to " + to);
        }
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw invalidReason("must not be longer than " + LONGEST_REASON + " characters");
        }
        return move;
    }

    /** Makes a move found by {@link #legalMove}. */
    void make(Move move, @Nullable String reason, Actor actor, Instant at) {
        history.add(new Transition(this, move, reason, actor, at));
        status = move.to();
    }

    /** Refuses anyone without the duty, or whose roles no longer fit it. */
    void requireDuty(Actor actor, Duty duty) {
        if (dutyOf(actor).filter(held -> held == duty).isEmpty() || !duty.fits(actor.roles())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED,
                    "This is for a member of the team with the duty " + duty + ".")
                .with("duty", duty.name());
        }
    }

    /** Refuses a change of the team once nothing more is done in the examination. */
    void requireNotOver() {
        if (status.isOver()) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "The examination is " + status + "; its team stays as it is.")
                .with("status", status.name());
        }
    }

    private void requireOpenForWork() {
        if (!status.isOpenForWork()) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "The scope can change while the examination is PLANNED, its title also in FIELDWORK; it is "
                            + status + ".")
                .with("status", status.name());
        }
    }

    private void requireAnotherLead(UUID userId) {
        if (team.entrySet().stream().noneMatch(m -> !m.getKey().equals(userId) && m.getValue().duty() == Duty.LEAD)) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "This is the last lead. Give another member the duty LEAD first.");
        }
    }

    private ProblemException illegal(ExaminationStatus to) {
        List<String> legal = status.moves().stream().map(move -> move.to().name()).toList();
        return new ProblemException(ProblemType.ILLEGAL_TRANSITION,
                "An examination that is " + status + " cannot move to " + to
                        + "; "
                        + (legal.isEmpty() ? "it stays as it is." : "it can move to " + String.join(", ", legal) + "."))
            .with("from", status.name())
            .with("to", to.name())
            .with("legal", legal);
    }

    private static ProblemException invalidReason(String message) {
        return ScopeProposal.refusal(List.of(Map.of("field", "reason", "message", message)));
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Number of the present version, from 0. */
    public long version() {
        return version == null ? 0 : version;
    }

    /** What it is about. */
    public Scope scope() {
        return scope;
    }

    /** State of the life cycle. */
    public ExaminationStatus status() {
        return status;
    }

    /** When it was created. */
    public Instant createdAt() {
        return createdAt;
    }

    /** User name of its creator. */
    public String createdBy() {
        return createdBy;
    }

    /** The team in the order of user names. */
    public List<Membership> team() {
        return team.values().stream().sorted(Comparator.comparing(Membership::username)).toList();
    }

    /** The duty of an actor on the team. */
    public Optional<Duty> dutyOf(Actor actor) {
        return Optional.ofNullable(team.get(actor.userId())).map(Membership::duty);
    }

    /** The member with a user name. */
    Optional<UUID> memberNamed(String username) {
        String normal = username.strip().toLowerCase(Locale.ROOT);
        return team.entrySet()
            .stream()
            .filter(member -> member.getValue().username().equals(normal))
            .map(Map.Entry::getKey)
            .findFirst();
    }

    List<Transition> history() {
        return List.copyOf(history);
    }
}
