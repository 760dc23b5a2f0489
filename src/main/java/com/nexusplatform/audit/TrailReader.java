package com.nexusplatform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.shared.CanonicalJson;

/** Reads the trail as a whole, row by row as it comes from the database, in one view of it. */
@Repository
class TrailReader {

    private static final Logger LOG = LoggerFactory.getLogger(TrailReader.class);
    private static final int FETCHED = 2_000;
    private static final String LINKS = "select l.sequence, l.event_id, l.previous_hash, l.hash as link_hash, "
            + Event.COLUMNS + " from audit_link l left join audit_event e on e.id = l.event_id ";
    private static final String UNLINKED = """
             from audit_event e left join audit_link l on l.event_id = e.id left join audit_pending p on p.event_id = e.id
            where l.event_id is null
            """;

    private final JdbcClient database;
    private final TrailKey key;

    TrailReader(JdbcTemplate template, TrailKey key) {
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(template.getDataSource()));
        streaming.setFetchSize(FETCHED);
        this.database = JdbcClient.create(streaming);
        this.key = key;
    }

    /** Verifies the chain from its first link; with an anchor, also that it still holds that link. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verify(@Nullable Head anchor) {
        Verification walk = new Verification(key, checkpoints(), anchor);
        walk(walk, 0);
        return walk.finish(pending(), unlinked());
    }

    /**
     * Verifies what was added since an earlier verification, and that its last link is still the one that it came to. Events
     * outside of the chain are looked for by a whole verification alone.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verifySince(Head start) {
        Head there = database.sql("select sequence, hash from audit_link where sequence = :sequence")
            .param("sequence", start.sequence())
            .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
            .optional()
            .orElse(Head.NONE);
        if (!there.equals(start)) {
            return new Verdict(0, Head.NONE, 0, 0, pending(), new Verdict.Breach(start.sequence(), null,
                    "the link that was verified earlier is missing or has another hash"));
        }
        Verification walk = new Verification(key, checkpoints(), start, null);
        walk(walk, start.sequence());
        return walk.finish(pending(), null);
    }

    private void walk(Verification walk, long after) {
        try (Stream<Boolean> links = database.sql(LINKS + "where l.sequence > :after order by l.sequence")
            .param("after", after)
            .query((row, number) -> walk.take(row.getLong("sequence"), row.getLong("event_id"),
                    row.getString("previous_hash"), row.getString("link_hash"), event(row)))
            .stream()) {
            boolean whole = links.allMatch(taken -> taken);
            LOG.debug("walked along the chain to {}", whole ? "its end" : "a breach");
        }
    }

    /** Verifies the last link, the last checkpoint with the link that it signed, and a link that was kept elsewhere; no other. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verifyHead(@Nullable Head anchor) {
        Head last = database.sql("select sequence, hash from audit_link order by sequence desc limit 1")
            .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
            .optional()
            .orElse(Head.NONE);
        List<Checkpoint> signed = checkpoints();
        Checkpoint checkpoint = signed.isEmpty() ? null : signed.getLast();
        Verdict.Breach breach = Stream
            .of(last.sequence() == 0 ? Optional.<Verdict.Breach>empty() : breach(last, last, "is the last"),
                    checkpoint == null ? Optional.<Verdict.Breach>empty() : breach(checkpoint, last),
                    anchor == null ? Optional.<Verdict.Breach>empty() : breach(anchor, last, "was kept elsewhere"))
            .flatMap(Optional::stream)
            .findFirst()
            .orElse(null);
        return new Verdict(last.sequence() == 0 ? 0 : 1, last, checkpoint == null ? 0 : 1,
                checkpoint == null ? 0 : checkpoint.sequence(), pending(), breach);
    }

    private Optional<Verdict.Breach> breach(Checkpoint checkpoint, Head last) {
        if (!key.signed(checkpoint)) {
            return breach(checkpoint.sequence(), "checkpoint " + checkpoint.number()
                    + " does not bear the signature of a key that is believed");
        }
        return breach(new Head(checkpoint.sequence(), checkpoint.hash()), last,
                "was signed by checkpoint " + checkpoint.number());
    }

    /** What is wrong with the link of a head, looked up by itself. */
    private Optional<Verdict.Breach> breach(Head head, Head last, String how) {
        if (head.sequence() > last.sequence()) {
            return breach(last.sequence() + 1, "the chain ends here, though link " + head.sequence() + " " + how);
        }
        return database.sql(LINKS + "where l.sequence = :sequence limit 1")
            .param("sequence", head.sequence())
            .query((row, number) -> {
                if (!linkHash(row).equals(row.getString("link_hash"))) {
                    return breach(head.sequence(),
                            "its hash is not that of its content: the event or the link was changed");
                }
                return row.getString("link_hash").equals(head.hash())
                        ? Optional.<Verdict.Breach>empty()
                        : breach(head.sequence(), "its hash is not the one that " + how);
            })
            .optional()
            .orElseGet(() -> breach(head.sequence(), "the link is missing"));
    }

    private static Optional<Verdict.Breach> breach(long sequence, String what) {
        return Optional.of(new Verdict.Breach(sequence, null, what));
    }

    /**
     * Writes everything that a verification without this service needs, one JSON text a line: the public keys, each link with
     * its hash in front of the exact text that is hashed, each checkpoint with its signature in front of the exact text that
     * is signed, the events that wait, and those that are outside of the chain and do not wait.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void export(Consumer<String> line) {
        key.publicHalves()
            .forEach(half -> line.accept("{\"publicKey\":" + CanonicalJson.write(half.publicKey())
                    + ",\"keyId\":" + CanonicalJson.write(half.keyId()) + "}"));
        try (Stream<String> links = database.sql(LINKS + "order by l.sequence")
            .query((row, number) -> linkLine(row))
            .stream()) {
            links.forEachOrdered(line);
        }
        checkpoints().forEach(checkpoint -> line
            .accept("{\"signature\":" + CanonicalJson.write(checkpoint.signature()) + ",\"checkpoint\":"
                    + checkpoint.signed() + "}"));
        try (Stream<String> unlinked = database
            .sql("select p.event_id is null as outside, " + Event.COLUMNS + UNLINKED + " order by 1, e.id")
            .query((row, number) -> (row.getBoolean("outside") ? "{\"outside\":" : "{\"unlinked\":")
                    + Event.of(row).canonical() + "}")
            .stream()) {
            unlinked.forEachOrdered(line);
        }
    }

    private List<Checkpoint> checkpoints() {
        return database.sql("select * from audit_checkpoint order by number")
            .query((row, number) -> new Checkpoint(row.getLong("number"), row.getLong("sequence"),
                    row.getString("hash"), row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("key_id"), row.getString("signature")))
            .list();
    }

    private long pending() {
        return database.sql("select count(*) from audit_pending").query(Long.class).single();
    }

    private @Nullable Long unlinked() {
        return database.sql("select e.id" + UNLINKED + " and p.event_id is null order by e.id limit 1")
            .query(Long.class)
            .optional()
            .orElse(null);
    }

    private static @Nullable Event event(ResultSet row) throws SQLException {
        row.getLong("id");
        return row.wasNull() ? null : Event.of(row);
    }

    private static String linkHash(ResultSet row) throws SQLException {
        Event event = event(row);
        return event == null ? "" : event.hash(row.getLong("sequence"), row.getString("previous_hash"));
    }

    private static String linkLine(ResultSet row) throws SQLException {
        Event event = event(row);
        return "{\"hash\":" + CanonicalJson.write(row.getString("link_hash")) + ",\"link\":"
                + (event == null ? "null" : event.link(row.getLong("sequence"), row.getString("previous_hash"))) + "}";
    }
}
