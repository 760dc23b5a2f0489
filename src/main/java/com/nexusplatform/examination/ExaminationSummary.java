package com.nexusplatform.examination;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * One line of a list of examinations.
 *
 * @param id        identity
 * @param scope     what it is about
 * @param status    state of the life cycle
 * @param version   number of the present version
 * @param createdAt when it was created
 * @param createdBy user name of its creator
 * @param duty      duty of the reader on its team, or null for an auditor who is not on it
 */
public record ExaminationSummary(UUID id, Scope scope, ExaminationStatus status, long version, Instant createdAt,
        String createdBy, @Nullable Duty duty) {

    /** Of an examination, for a reader whose duty does not matter. */
    public static ExaminationSummary of(Examination examination) {
        return new ExaminationSummary(examination.id(), examination.scope(), examination.status(),
                examination.version(),
                examination.createdAt(), examination.createdBy(), null);
    }

    /** Refuses a reader whose duty is not to prepare the examination, or whose roles do not fit it any more. */
    void requirePreparer(Actor reader) {
        if (duty == null || !duty.prepares() || !duty.fits(reader.roles())) {
            throw new ProblemException(ProblemType.NOT_ALLOWED,
                    "This is for a member of the team with the duty LEAD or EXAMINER.");
        }
    }

    /** The same as other modules need it. */
    ExaminationFacts facts() {
        return new ExaminationFacts(id, status, scope.currency(), scope.periodStart(), scope.periodEnd(),
                scope.materiality());
    }
}
