package com.nexusplatform.examination;

import static com.nexusplatform.examination.ExaminationStatus.CANCELLED;
import static com.nexusplatform.examination.ExaminationStatus.CLOSED;
import static com.nexusplatform.examination.ExaminationStatus.FIELDWORK;
import static com.nexusplatform.examination.ExaminationStatus.IN_REVIEW;
import static com.nexusplatform.examination.ExaminationStatus.ISSUED;
import static com.nexusplatform.examination.ExaminationStatus.PLANNED;

/** The legal moves of an examination's life cycle: whose duty each is, and what it asks for. */
public enum Move {

    APPROVE_SCOPE(PLANNED, FIELDWORK, Duty.REVIEWER, Asks.FOUR_EYES),
    ABANDON_PLAN(PLANNED, CANCELLED, Duty.LEAD, Asks.REASON),
    SUBMIT(FIELDWORK, IN_REVIEW, Duty.LEAD, Asks.NOTHING),
    ABANDON_FIELDWORK(FIELDWORK, CANCELLED, Duty.LEAD, Asks.REASON),
    ISSUE(IN_REVIEW, ExaminationStatus.ISSUED, Duty.REVIEWER, Asks.FOUR_EYES),
    RETURN(IN_REVIEW, FIELDWORK, Duty.REVIEWER, Asks.REASON),
    CLOSE(ISSUED, CLOSED, Duty.REVIEWER, Asks.FOUR_EYES),
    REOPEN(CLOSED, FIELDWORK, Duty.REVIEWER, Asks.REASON);

    private final ExaminationStatus from;
    private final ExaminationStatus to;
    private final Duty duty;
    private final Asks asks;

    Move(ExaminationStatus from, ExaminationStatus to, Duty duty, Asks asks) {
        this.from = from;
        this.to = to;
        this.duty = duty;
        this.asks = asks;
    }

    /** State that is left. */
    public ExaminationStatus from() {
        return from;
    }

    /** State that is reached. */
    public ExaminationStatus to() {
        return to;
    }

    /** Duty of those who may make the move. */
    public Duty duty() {
        return duty;
    }

    /** Whether a reason must be given. */
    public boolean needsReason() {
        return asks == Asks.REASON;
    }

    /** Whether nobody who prepared the examination may make the move. */
    public boolean needsFourEyes() {
        return asks == Asks.FOUR_EYES;
    }

    private enum Asks {
        NOTHING, REASON, FOUR_EYES
    }
}
