package com.nexusplatform.platform;

import java.io.IOException;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** A body that is not read to its end: it is too long, or too slow. Whoever reads it gets the problem out of the cause. */
public class BodyRefusedException extends IOException {

    private final transient ProblemException problem;

    private BodyRefusedException(ProblemException problem) {
        super(problem.detail());
        this.problem = problem;
    }

    static BodyRefusedException tooLong(long most) {
        return new BodyRefusedException(longerThan(most));
    }

    static BodyRefusedException tooSlow() {
        return new BodyRefusedException(new ProblemException(ProblemType.TOO_SLOW,
                "The body did not arrive in time. Send it again over a faster connection."));
    }

    static ProblemException longerThan(long most) {
        return new ProblemException(ProblemType.TOO_LARGE,
                "A body other than an upload may have " + most + " bytes. Split it into several requests.");
    }

    /** What to answer. */
    public ProblemException problem() {
        return problem;
    }
}
