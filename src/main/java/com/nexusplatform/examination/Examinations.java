package com.nexusplatform.examination;

import java.util.UUID;

import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;

/** Examinations, and who may read or work on them. */
@Service
public class Examinations {

    /**
     * The examination, for reading by a member of its team or an auditor.
     *
     * @throws com.nexusplatform.shared.ProblemException NOT_FOUND for anyone else, whether it exists or not
     */
    public ExaminationFacts read(UUID examinationId, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /**
     * The examination, for work on its content by a member with the duty LEAD or EXAMINER while it is PLANNED or in FIELDWORK.
     *
     * @throws com.nexusplatform.shared.ProblemException NOT_FOUND for outsiders, NOT_ALLOWED for another duty, CONFLICT for
     *                                                   another state
     */
    public ExaminationFacts workOn(UUID examinationId, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
