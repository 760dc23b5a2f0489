package com.nexusplatform.examination;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Identifiers;

/** One move that an examination made; never changed, never deleted. */
@Entity
@Immutable
@Table(name = "examination_transition")
public class Transition {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "examination_id")
    private Examination examination;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_status")
    private ExaminationStatus from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_status")
    private ExaminationStatus to;

    private @Nullable String reason;

    @Column(name = "made_by_id")
    private UUID madeById;

    private String madeBy;

    private Instant madeAt;

    /** For the persistence provider. */
    protected Transition() {}

    Transition(Examination examination, Move move, @Nullable String reason, Actor actor, Instant at) {
        this.id = Identifiers.next(at.toEpochMilli());
        this.examination = examination;
        this.from = move.from();
        this.to = move.to();
        this.reason = reason;
        this.madeById = actor.userId();
        this.madeBy = actor.username();
        this.madeAt = at;
    }

    /** The examination that moved. */
    Examination examination() {
        return examination;
    }

    /** State that was left. */
    public ExaminationStatus from() {
        return from;
    }

    /** State that was reached. */
    public ExaminationStatus to() {
        return to;
    }

    /** Why, where it was said. */
    public @Nullable String reason() {
        return reason;
    }

    /** User name of who moved it. */
    public String madeBy() {
        return madeBy;
    }

    /** When it moved. */
    public Instant madeAt() {
        return madeAt;
    }
}
