package com.nexusplatform.vault;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;

/**
 * Seals everything with one key: data keys are wrapped anew, single values sealed anew, some at a time, each batch in a transaction
 * of its own. May be run again at any time; what is not done yet can be read all the while.
 */
@Component
class RotationJob {

    private static final Logger LOG = LoggerFactory.getLogger(RotationJob.class);
    private static final int BATCH = 100;

    private final KeyRing ring;
    private final SealedColumns columns;
    private final TransactionOperations transactions;
    private final Trail trail;

    RotationJob(KeyRing ring, SealedColumns columns, TransactionOperations transactions, Trail trail) {
        this.ring = ring;
        this.columns = columns;
        this.transactions = transactions;
        this.trail = trail;
    }

    /**
     * Seals everything with the key of the id given.
     *
     * @throws IllegalStateException when the key is not configured here, or others hold values just now; tried again later
     */
    void run(String keyId) {
        if (ring.key(keyId).isEmpty()) {
            throw new IllegalStateException("the key " + keyId + " is not configured here");
        }
        long sealed = 0;
        int batch = BATCH;
        while (batch > 0) {
            Integer done = transactions.execute(status -> columns.reseal(keyId, BATCH));
            batch = done == null ? 0 : done;
            sealed += batch;
        }
        if (columns.hasOthers(keyId)) {
            throw new IllegalStateException("some values were being changed by others");
        }
        finish(keyId, sealed);
    }

    private void finish(String keyId, long sealed) {
        transactions.executeWithoutResult(
                status -> trail.record(Entry.ofService(Act.KEYS_ROTATED, keyId).after(Map.of("values", sealed))));
        LOG.info("all values are sealed with the key {}; {} were sealed anew", keyId, sealed);
    }
}
