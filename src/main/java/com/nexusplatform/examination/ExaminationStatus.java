package com.nexusplatform.examination;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** States of an examination's life cycle; {@link Move} tells which follows which. */
public enum ExaminationStatus {

    PLANNED, FIELDWORK, IN_REVIEW, ISSUED, CLOSED, CANCELLED;

    /** The legal moves out of this state, in the order of {@link Move}. */
    public List<Move> moves() {
        return Stream.of(Move.values()).filter(move -> move.from() == this).toList();
    }

    /** The legal move from this state to another, if there is one. */
    public Optional<Move> moveTo(ExaminationStatus to) {
        return moves().stream().filter(move -> move.to() == to).findFirst();
    }

    /** Whether the title may change and datasets, runs and dispositions may be made. */
    public boolean isOpenForWork() {
        return this == PLANNED || this == FIELDWORK;
    }

    /** Whether nothing more is done in it, except that a closed examination may be reopened. */
    boolean isOver() {
        return this == CLOSED || this == CANCELLED;
    }
}
