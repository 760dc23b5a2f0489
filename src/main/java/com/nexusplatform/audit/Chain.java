package com.nexusplatform.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The chain of links over the events. One replica at a time adds to it, under a lock of the database that ends with its
 * transaction; even without the lock, keys of the table would refuse a second link at a place or after another.
 */
@Component
class Chain {

    private static final Logger LOG = LoggerFactory.getLogger("nexus.trail");
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtext('nexus.audit.chain'))";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final TrailKey key;
    private final AuditProperties properties;
    private final Clock clock;

    Chain(JdbcClient database, TransactionTemplate transaction, TrailKey key, AuditProperties properties,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.key = key;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Links the next events, and signs the head with them where it is time to: whoever reads the chain never finds more links
     * after the last checkpoint than are set. Says whether more may wait. Does nothing while another replica is at it.
     */
    boolean grow() {
        Growth growth = Objects.requireNonNull(transaction.execute(status -> {
            int links = locked() ? link() : 0;
            return new Growth(links, links > 0 && isDue() ? signHead() : null);
        }));
        tell(growth.signed());
        return growth.links() == properties.batch();
    }

    /** Signs the head when it is time to, and writes it to the log, so that it lives outside of the database, too. */
    Optional<Checkpoint> sign() {
        Checkpoint signed = transaction.execute(status -> locked() && isDue() ? signHead() : null);
        tell(signed);
        return Optional.ofNullable(signed);
    }

    private static void tell(@Nullable Checkpoint signed) {
        if (signed != null) {
            LOG.atInfo()
                .addKeyValue("trail.checkpoint", signed.signed())
                .addKeyValue("trail.signature", signed.signature())
                .log("checkpoint {} of the trail at {}: {}", signed.number(), signed.sequence(), signed.hash());
        }
    }

    /** The last link. */
    Head head() {
        return database.sql("select sequence, hash from audit_link order by sequence desc limit 1")
            .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
            .optional()
            .orElse(Head.NONE);
    }

    /** The last checkpoint. */
    Optional<Checkpoint> lastCheckpoint() {
        return database.sql("select * from audit_checkpoint order by number desc limit 1")
            .query((row, number) -> new Checkpoint(row.getLong("number"), row.getLong("sequence"),
                    row.getString("hash"), row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("key_id"), row.getString("signature")))
            .optional();
    }

    private boolean locked() {
        return database.sql(LOCK).query(Boolean.class).single();
    }

    private int link() {
        List<Event> events = database.sql("select " + Event.COLUMNS + """
                 from audit_pending p join audit_event e on e.id = p.event_id order by p.event_id limit :batch
                """).param("batch", properties.batch()).query((row, number) -> Event.of(row)).list();
        if (events.isEmpty()) {
            return 0;
        }
        Head head = head();
        List<Long> sequences = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        List<String> previous = new ArrayList<>();
        for (Event event : events) {
            previous.add(head.hash());
            head = new Head(head.sequence() + 1, event.hash(head.sequence() + 1, head.hash()));
            sequences.add(head.sequence());
            hashes.add(head.hash());
        }
        Long[] ids = events.stream().map(Event::id).toArray(Long[]::new);
        database.sql("""
                insert into audit_link (sequence, event_id, previous_hash, hash)
                select * from unnest(:sequences, :ids, :previous, :hashes)
                """)
            .param("sequences", sequences.toArray(Long[]::new))
            .param("ids", ids)
            .param("previous", previous.toArray(String[]::new))
            .param("hashes", hashes.toArray(String[]::new))
            .update();
        database.sql("delete from audit_pending where event_id = any(:ids)").param("ids", ids).update();
        return events.size();
    }

    private boolean isDue() {
        long sequence = head().sequence();
        if (sequence == 0) {
            return false;
        }
        return lastCheckpoint().map(last -> sequence > last.sequence()
                && (sequence - last.sequence() >= properties.checkpointEvents()
                        || !clock.instant().isBefore(last.at().plus(properties.checkpointInterval()))))
            .orElse(true);
    }

    private Checkpoint signHead() {
        Head head = head();
        long number = lastCheckpoint().map(Checkpoint::number).orElse(0L) + 1;
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String signature = key.sign(Checkpoint.signed(number, head.sequence(), head.hash(), at, key.id()));
        Checkpoint checkpoint = new Checkpoint(number, head.sequence(), head.hash(), at, key.id(), signature);
        database.sql("""
                insert into audit_checkpoint (number, sequence, hash, at, key_id, signature)
                values (:number, :sequence, :hash, :at, :key, :signature)
                """)
            .param("number", number)
            .param("sequence", head.sequence())
            .param("hash", head.hash())
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("key", key.id())
            .param("signature", signature)
            .update();
        return checkpoint;
    }

    /** What one transaction added to the chain. */
    private record Growth(int links, @Nullable Checkpoint signed) {}
}
