package com.nexusplatform.local;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the message of a {@link LocalServerException} instead of a stack of bean creation errors. */
class LocalServerFailure extends AbstractFailureAnalyzer<LocalServerException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, LocalServerException cause) {
        return new FailureAnalysis(cause.getMessage(),
                "Mend the cause above, or use servers of your own: set DATABASE_URL=postgresql://user:password@host:5432/name"
                        + " and REDIS_URL=redis://host:6379.",
                cause);
    }
}
