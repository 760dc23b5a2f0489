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
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.shared.ProblemException;

/**
 * The data keys: one for each object that has much to seal, kept in the database wrapped by the present key. A change of that key
 * wraps them anew and leaves what they sealed as it is; whoever destroys a data key destroys what it sealed. Keys that were opened
 * are remembered for a minute.
 */
@Component
public class DataKeys {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST = 1_000;
    private static final String TABLE = "data_key";
    private static final String COLUMN = "wrapped";

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;
    private final TransactionOperations apart;
    private final Map<UUID, Opened> opened = new LinkedHashMap<>();

    DataKeys(JdbcClient database, Vault vault, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
        apart = new TransactionTemplate(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    /** The column of the wrapped keys. */
    static SealedColumn column() {
        return new SealedColumn(TABLE, "id", COLUMN);
    }

    /** Makes the key of an object within the transaction that makes the object. */
    public SealingKey make(UUID id) {
        byte[] key = SealingKey.random();
        insert(id, key, "");
        return new SealingKey(key);
    }

    /**
     * The key of an object.
     *
     * @throws ProblemException SEAL_BROKEN when it was destroyed or does not open
     */
    public SealingKey of(UUID id) {
        Instant now = clock.instant();
        SealingKey known = remembered(id, now);
        if (known != null) {
            return known;
        }
        String wrapped = wrapped(id).orElseThrow(() -> SealingKey.broken(place(id)));
        SealingKey key = new SealingKey(vault.openBytes(wrapped, place(id)));
        remember(id, new Opened(key, now.plus(REMEMBERED)));
        return key;
    }

    /** The key of something that nobody makes, such as the service itself: made apart from any transaction when there is none. */
    SealingKey ofOrMade(UUID id) {
        if (remembered(id, clock.instant()) == null && wrapped(id).isEmpty()) {
            apart.executeWithoutResult(status -> insert(id, SealingKey.random(), " on conflict (id) do nothing"));
        }
        return of(id);
    }

    private void insert(UUID id, byte[] key, String conflict) {
        database.sql("insert into data_key (id, wrapped, made_at) values (:id, :wrapped, :at)" + conflict)
            .param("id", id)
            .param("wrapped", vault.seal(key, place(id)))
            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
            .update();
    }

    private Optional<String> wrapped(UUID id) {
        return database.sql("select wrapped from data_key where id = :id")
            .param("id", id)
            .query(String.class)
            .optional();
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

    private static Place place(UUID id) {
        return new Place(TABLE, COLUMN, id.toString());
    }

    /** A key that was opened, and until when it is remembered. */
    private record Opened(SealingKey key, Instant until) {}
}
