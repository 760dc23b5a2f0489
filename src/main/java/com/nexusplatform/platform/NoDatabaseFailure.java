package com.nexusplatform.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set when the packaged service is started without a database. */
class NoDatabaseFailure extends AbstractFailureAnalyzer<NoDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(),
                """
                        Set these and start again:
                          DATABASE_URL=postgresql://user:password@host:5432/name   (PostgreSQL 15 or newer; percent-encode the password)
                          REDIS_URL=redis://host:6379
                        To try NEXUS without any server, run ./mvnw spring-boot:run in a checkout.""",
                cause);
    }
}
