package com.nexusplatform.platform.idempotency;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import com.nexusplatform.audit.Entry;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Writes the key of a request in the transaction of the act that it asks for, at the moment when the act is recorded in the trail.
 * So a process that is killed leaves either neither or both, and of two that do the same act at once only one can commit.
 */
@Component
class ActClaim {

    /** Path of the alerts, each under its id. */
    static final String ALERTS = "/api/v1/alerts/";

    private final FirstAnswerRepository answers;

    ActClaim(FirstAnswerRepository answers) {
        this.answers = answers;
    }

    @EventListener
    void recorded(Entry entry) {
        KeyedRequest request = KeyedRequest.present();
        if (request != null && request.claim() == null) {
            request.claimed(answers.claim(request, location(entry), null).orElseThrow(ActClaim::inProgress));
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCompletion(int status) {
                    if (status == STATUS_ROLLED_BACK) {
                        request.claimed(null);
                    }
                }
            });
        }
    }

    static ProblemException inProgress() {
        return new ProblemException(ProblemType.IN_PROGRESS,
                "The first request with this Idempotency-Key is not answered yet. Repeat it in a moment.")
            .with("retryAfter", 1);
    }

    /** Where the caller sees what was done: the object itself, or the trail. */
    private static String location(Entry entry) {
        return switch (entry.act().objectType()) {
            case "EXAMINATION" -> "/api/v1/examinations/" + entry.objectId();
            case "DATASET" -> "/api/v1/datasets/" + entry.objectId();
            case "RUN" -> "/api/v1/runs/" + entry.objectId();
            case "ALERT" -> ALERTS + entry.objectId();
            case "SAMPLE" -> "/api/v1/samples/" + entry.objectId();
            default -> "/api/v1/audit/events";
        };
    }
}
