package com.nexusplatform.ledger;

import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Refuses columns that would not fit the memory of this instance. */
@Component
class MemoryAdmission {

    private final LedgerProperties properties;

    MemoryAdmission(LedgerProperties properties) {
        this.properties = properties;
    }

    /**
     * Admits that many bytes more, or refuses them: against the configured share of the heap when they never fit, against
     * what is free when they do not fit now.
     */
    void admit(long bytes) {
        Runtime runtime = Runtime.getRuntime();
        long most = (long) (runtime.maxMemory() * properties.memoryShare());
        if (bytes > most) {
            throw refused(bytes, most, "Give the service a larger heap, or examine a part of the data.");
        }
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes > free) {
            runtime.gc(); // what is free is not known while garbage stands in it
            free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
            if (bytes > free) {
                throw refused(bytes, free, "Other work holds the memory: try again later.");
            }
        }
    }

    private static ProblemException refused(long bytes, long limit, String advice) {
        return new ProblemException(ProblemType.MEMORY_EXCEEDED, "The columns need " + bytes + " bytes of memory and "
                + limit + " are to be had. " + advice)
            .with("bytesNeeded", bytes)
            .with("bytesAvailable", limit);
    }
}
