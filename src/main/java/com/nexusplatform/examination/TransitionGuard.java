package com.nexusplatform.examination;

import java.util.Optional;
import java.util.UUID;

/**
 * What another module has to say before an examination moves on: a bean of this type is asked inside the transaction of every
 * legal move. So a later module holds a move back without this one depending on it.
 */
@FunctionalInterface
public interface TransitionGuard {

    /** What stands against the move, said so that it can be mended; empty when nothing does. */
    Optional<String> objection(UUID examinationId, Move move);
}
