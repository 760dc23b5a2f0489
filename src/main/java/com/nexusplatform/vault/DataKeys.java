package com.nexusplatform.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.shared.ProblemException;

/**
 * The data keys: one for each object that has much to seal, kept in the database wrapped by the present key. A change of that key
 * wraps them anew and leaves what they sealed as it is; whoever destroys a data key destroys what it sealed. Keys that were opened
 * are remembered for a while ({@code nexus.vault.key-memory}), and for that long a key outlives its row.
 */
@Component
public class DataKeys {

    private static final int MOST = 1_000;
    private static final String TABLE = "data_key";
    private static final String COLUMN = "wrapped";

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;
    private final Duration memory;
    private final TransactionOperations apart;
    private final Map<UUID, Opened> opened = new LinkedHashMap<>();

    DataKeys(JdbcClient database, Vault vault, PlatformTransactionManager transactions, Clock clock,
            VaultProperties properties) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
        memory = properties.keyMemory();
        apart = new TransactionTemplate(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** The column of the wrapped keys. */
    static SealedColumn column() {
        return new SealedColumn(TABLE, "id", COLUMN);
    }

    /**
     * The key of an object that is to be written to; made within the transaction of the caller when the object is new, or from before
     * there were keys.
     */
    public SealingKey ensure(UUID id) {
        Optional<SealingKey> known = find(id);
        if (known.isPresent()) {
            return known.get();
        }
        insert(id);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

                @Override
                public void afterCompletion(int status) {
                    forget(id); // it may have been rolled back
                }
            });
        }
        return of(id);
    }

    /**
     * The key of an object.
     *
     * @throws ProblemException SEAL_BROKEN when it was destroyed or does not open
     */
    public SealingKey of(UUID id) {
        return find(id).orElseThrow(() -> SealingKey.broken(place(id)));
    }

    /**
     * The key of an object; empty when the object is from before there were keys, or its key was destroyed.
     *
     * @throws ProblemException SEAL_BROKEN when the key does not open
     */
    public Optional<SealingKey> find(UUID id) {
        Instant now = clock.instant();
        SealingKey known = remembered(id, now);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SealingKey> found = database.sql("select wrapped from data_key where id = :id")
            .param("id", id)
            .query(String.class)
            .optional()
            .map(wrapped -> new SealingKey(vault.openBytes(wrapped, place(id))));
        found.ifPresent(key -> remember(id, new Opened(key, now.plus(memory))));
        return found;
    }

    /** The key of something that nobody makes, such as the service itself: made apart from any transaction when there is none. */
    SealingKey ofOrMade(UUID id) {
        if (find(id).isEmpty()) {
            apart.executeWithoutResult(status -> insert(id));
        }
        return of(id);
    }

    private void insert(UUID id) {
        database.sql("""
                insert into data_key (id, wrapped, made_at) values (:id, :wrapped, :at) on conflict (id) do nothing
                """)
            .param("id", id)
            .param("wrapped", vault.seal(SealingKey.random(), place(id)))
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    }

    private synchronized @Nullable SealingKey remembered(UUID id, Instant now) {
        Opened known = opened.get(id);
        return known == null || !now.isBefore(known.until()) ? null : known.key();
    }

    private synchronized void remember(UUID id, Opened key) {
        opened.remove(id);
        opened.put(id, key);
        if (opened.size() > MOST) {
            opened.remove(opened.keySet().iterator().next());
        }
    }

    private synchronized void forget(UUID id) {
        opened.remove(id);
    }

    private static Place place(UUID id) {
        return new Place(TABLE, COLUMN, id.toString());
    }

    /** A key that was opened, and until when it is remembered. */
    private record Opened(SealingKey key, Instant until) {}
}
