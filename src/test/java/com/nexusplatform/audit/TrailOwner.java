package com.nexusplatform.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** The owner of the database: changes a trail behind the service's back, with triggers and keys out of the way, and takes it back. */
final class TrailOwner implements AutoCloseable {

    private final Connection connection;
    private final JdbcTemplate database;
    private final int events;
    private final Head kept;

    private TrailOwner(Connection connection, int events, Head kept) {
        this.connection = connection;
        this.database = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.events = events;
        this.kept = kept;
    }

    /** Has a trail of so many events written to a database of its own, and takes triggers and keys out of the way. */
    static TrailOwner of(String name, int events, long seed, AuditProperties settings) throws SQLException {
        String url = TrailFixtures.database(name);
        TestServers servers = TestServers.get();
        DriverManagerDataSource source = new DriverManagerDataSource(url, servers.username(), servers.password());
        TrailFixtures.Replica replica = TrailFixtures.Replica.over(source, settings);
        Random random = new Random(seed);
        replica.transaction().executeWithoutResult(status -> {
            for (int i = 0; i < events; i++) {
                replica.trail().record(entry(i, random));
            }
        });
        replica.chainAll();
        Connection connection = DriverManager.getConnection(url, servers.username(), servers.password());
        connection.setAutoCommit(false);
        TrailOwner owner = new TrailOwner(connection, events, replica.chain().head());
        owner.database.execute("alter table audit_link drop constraint audit_link_event_uk,"
                + " drop constraint audit_link_pk, drop constraint audit_link_previous_uk,"
                + " drop constraint audit_link_sequence_ck");
        owner.database.execute("create index on audit_link (sequence)");
        owner.database.execute("create index on audit_link (event_id)");
        owner.database.execute("set session_replication_role = replica");
        connection.commit();
        return owner;
    }

    /** The last link as it was, kept elsewhere. */
    Head kept() {
        return kept;
    }

    /** The database as its owner sees it, edits that are not taken back included. */
    JdbcTemplate database() {
        return database;
    }

    /** Reads the trail as the owner left it. */
    TrailReader reader() {
        return new TrailReader(database, TrailFixtures.KEY);
    }

    /** Takes the edits back. */
    void undo() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** What was edited, and where the chain must break; null for an event outside of it. */
    record Edit(String kind, @Nullable Long sequence) {}

    /** Makes one at random. */
    Edit edit(Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> changedEvent(random);
            case 3 -> changedLink(random);
            case 4 -> deleted(random);
            case 5 -> inserted(random);
            case 6 -> swapped(random);
            case 7 -> changedCheckpoint(random);
            case 8 -> rewritten(random);
            default -> cutOff(random);
        };
    }

    private Edit changedEvent(Random random) {
        List<String> columns = List.of("act", "actor", "roles", "object_type", "object_id", "request_id", "address",
                "before", "after", "at", "actor_id", "examination_id", "session_id", "id");
        while (true) {
            long sequence = place(random);
            String column = columns.get(random.nextInt(columns.size()));
            Object id = eventOf(sequence);
            String present = database.queryForObject("select " + column + "::text from audit_event where id = ?",
                    String.class, id);
            String type = switch (column) {
                case "before", "after" -> "json";
                case "at" -> "timestamptz";
                case "actor_id", "examination_id", "session_id" -> "uuid";
                case "id" -> "bigint";
                default -> "text";
            };
            String changed = changed(present, type, random);
            if (changed == null || changed.equals(present)) {
                continue;
            }
            if (type.equals("bigint")) {
                database.update("alter table audit_event alter column id drop identity if exists");
            }
            database.update("update audit_event set " + column + " = cast(? as " + type + ") where id = ?", changed,
                    id);
            return new Edit("byte of event." + column, sequence);
        }
    }

    /** One character of a value changed into another that the type allows. */
    private String changed(String present, String type, Random random) {
        if (present == null || present.isEmpty()) {
            return type.equals("text") ? "x" : type.equals("uuid") ? new UUID(1, 2).toString() : null;
        }
        char[] text = present.toCharArray();
        int place = random.nextInt(text.length);
        switch (type) {
            case "uuid" -> text[place] = text[place] == '-' ? '-' : text[place] == 'a' ? 'b' : 'a';
            case "timestamptz" -> {
                place = 18 - random.nextInt(2);
                text[place] = text[place] == '5' ? '4' : '5';
            }
            case "bigint" -> {
                return Long.toString(1_000_000 + random.nextInt(1_000_000));
            }
            case "json" -> {
                if (!Character.isLetterOrDigit(text[place])) {
                    return null;
                }
                text[place] = Character.isDigit(text[place]) ? text[place] == '7' ? '8' : '7' : 'z';
                String json = new String(text);
                return json.contains("nzll") || json.contains("tzue") || json.matches(".*[^\"\\w]z.*") ? null : json;
            }
            default -> text[place] = (char) (text[place] ^ 1);
        }
        return new String(text);
    }

    private Edit changedLink(Random random) {
        long sequence = place(random);
        String column = List.of("hash", "previous_hash", "sequence", "event_id").get(random.nextInt(4));
        if (column.endsWith("hash")) {
            int at = 1 + random.nextInt(64);
            database.update(
                    "update audit_link set " + column + " = overlay(" + column + " placing (case substr(" + column
                            + ", " + at + ", 1) when 'a' then 'b' else 'a' end) from " + at + ") where sequence = ?",
                    sequence);
            boolean same = Boolean.TRUE.equals(database.queryForObject("select count(*) = 0 from audit_link where"
                    + " sequence = ? and xmin::text = pg_current_xact_id()::xid::text", Boolean.class, sequence));
            assertThat(same).isFalse();
        } else if (column.equals("sequence")) {
            database.update("update audit_link set sequence = sequence + ? where sequence = ?", 1_000_000, sequence);
        } else {
            database.update("update audit_link set event_id = event_id + 1000000 where sequence = ?", sequence);
        }
        return new Edit("byte of link." + column, sequence);
    }

    private Edit deleted(Random random) {
        long sequence = place(random);
        boolean event = random.nextBoolean();
        if (event) {
            database.update("delete from audit_event where id = ?", eventOf(sequence));
        }
        if (!event || random.nextBoolean()) {
            database.update("delete from audit_link where sequence = ?", sequence);
        }
        return new Edit("row deleted", sequence);
    }

    private Edit inserted(Random random) {
        Long id = database.queryForObject("insert into audit_event (at, act, roles, object_type, object_id)"
                + " values (now(), 'RUN_STARTED', '', 'RUN', 'forged') returning id", Long.class);
        if (random.nextBoolean()) {
            return new Edit("event inserted outside", null);
        }
        // in the middle, with the right hash for its place, and all later links moved up by one
        long sequence = place(random);
        Event forged = database.queryForObject("select " + Event.COLUMNS + " from audit_event e where id = ?",
                (row, number) -> Event.of(row), id);
        String previous = hashBefore(sequence);
        database.update("update audit_link set sequence = sequence + 1 where sequence >= ?", sequence);
        database.update("insert into audit_link values (?, ?, ?, ?)", sequence, id, previous,
                forged.hash(sequence, previous));
        // the forged link is whole in itself; the next one, or what was signed or kept of this place, tells
        boolean told = sequence == events || signedPlaces().contains(sequence);
        return new Edit("row inserted", told ? sequence : sequence + 1);
    }

    private Edit swapped(Random random) {
        long one = place(random);
        long other = place(random);
        while (other == one) {
            other = place(random);
        }
        if (random.nextBoolean()) {
            database.update("update audit_link set sequence = case sequence when ? then ? else ? end"
                    + " where sequence in (?, ?)", one, other, one, one, other);
        } else {
            Long first = eventOf(one);
            Long second = eventOf(other);
            database.update("update audit_link set event_id = case event_id when ? then ? else ? end"
                    + " where event_id in (?, ?)", first, second, first, first, second);
        }
        return new Edit("rows swapped", Math.min(one, other));
    }

    private Edit changedCheckpoint(Random random) {
        long last = database.queryForObject("select max(number) from audit_checkpoint", Long.class);
        long number = 1 + random.nextLong(last);
        Long sequence = database.queryForObject("select sequence from audit_checkpoint where number = ?", Long.class,
                number);
        String column = List.of("hash", "signature", "key_id", "at", "number", "sequence").get(random.nextInt(6));
        switch (column) {
            case "at" ->
                database.update("update audit_checkpoint set at = at + interval '1 microsecond' where number = ?",
                        number);
            case "number" -> {
                database.update("update audit_checkpoint set number = number + 1000000 where number = ?", number);
                // the next one, where there is one, is found to follow none
                Long next = database.queryForObject(
                        "select min(sequence) from audit_checkpoint where number > ? and number <= ?", Long.class,
                        number, last);
                sequence = next == null ? sequence : next;
            }
            case "sequence" -> {
                database.update("update audit_checkpoint set sequence = sequence + 1 where number = ?", number);
                sequence++;
            }
            default -> {
                String present = database.queryForObject("select " + column + " from audit_checkpoint where number = ?",
                        String.class, number);
                char[] text = present.toCharArray();
                // the last character of a signature too, of which only two bits are the signature's
                int place = random.nextInt(4) == 0
                        ? present.replace("=", "").length() - 1
                        : random.nextInt(text.length);
                text[place] = (char) (text[place] == 'a' || text[place] == '9' ? text[place] - 1 : text[place] + 1);
                database.update("update audit_checkpoint set " + column + " = ? where number = ?", new String(text),
                        number);
            }
        }
        return new Edit("byte of checkpoint." + column, sequence);
    }

    /** An event changed, and it and all after it hashed and linked anew; what signed them is left, or goes with them. */
    private Edit rewritten(Random random) {
        long sequence = place(random);
        database.update("update audit_event set object_id = 'rewritten' where id = ?", eventOf(sequence));
        rehash(sequence);
        if (random.nextBoolean()) {
            database.update("delete from audit_checkpoint where sequence >= ?", sequence);
        }
        Long signed = database.queryForObject("select min(sequence) from audit_checkpoint where sequence >= ?",
                Long.class, sequence);
        // whole in itself: only what was signed or kept tells
        return new Edit("rewritten", signed == null ? Long.valueOf(events) : signed);
    }

    /** Hashes and links everything anew from a place on. */
    void rehash(long from) {
        String previous = hashBefore(from);
        for (long sequence = from; sequence <= events; sequence++) {
            Event event = database.queryForObject("select " + Event.COLUMNS + " from audit_event e where id = ?",
                    (row, number) -> Event.of(row), eventOf(sequence));
            String hash = event.hash(sequence, previous);
            database.update("update audit_link set previous_hash = ?, hash = ? where sequence = ?", previous, hash,
                    sequence);
            previous = hash;
        }
    }

    private String hashBefore(long sequence) {
        return sequence == 1
                ? Event.GENESIS
                : database.queryForObject("select hash from audit_link where sequence = ?", String.class, sequence - 1);
    }

    /** The end removed with everything that signed it, or the whole put back to what it was at an earlier time. */
    private Edit cutOff(Random random) {
        long sequence = place(random);
        boolean older = random.nextBoolean();
        if (older) {
            database.update("delete from audit_event where id in (select event_id from audit_link where sequence >= ?)",
                    sequence);
        } else {
            // as if it had never been linked
            database.update("insert into audit_pending select event_id from audit_link where sequence >= ?", sequence);
        }
        database.update("delete from audit_link where sequence >= ?", sequence);
        if (random.nextBoolean()) {
            database.update("delete from audit_checkpoint where sequence >= ?", sequence);
        }
        return new Edit(older ? "older copy restored" : "end cut off", sequence);
    }

    private Set<Long> signedPlaces() {
        return Set.copyOf(database.queryForList("select sequence from audit_checkpoint", Long.class));
    }

    private long place(Random random) {
        return 1L + random.nextInt(events);
    }

    private Long eventOf(long sequence) {
        return database.queryForObject("select event_id from audit_link where sequence = ?", Long.class, sequence);
    }

    private static Entry entry(int number, Random random) {
        Actor actor = new Actor(new UUID(7, random.nextInt(5)), "user" + random.nextInt(5), Set.of(Role.EXAMINER));
        Act act = List.of(Act.values()).get(random.nextInt(Act.values().length));
        Entry entry = random.nextInt(10) == 0
                ? Entry.ofService(act, "object-" + number)
                : Entry.of(act, actor, "object-" + number);
        entry = random.nextBoolean() ? entry.in(new UUID(9, random.nextInt(20))) : entry;
        return random.nextBoolean()
                ? entry.before(Map.of("state", "Grüße \"" + number + "\" \\ \n")).after(Map.of("rows", number))
                : entry.after(Map.of("reason", Entry.hashed("reason " + number)));
    }
}
