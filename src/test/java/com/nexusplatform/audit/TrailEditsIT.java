package com.nexusplatform.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The owner of the database changes the trail behind the service's back, with triggers and keys out of the way, and is found out. */
class TrailEditsIT {

    private static final int EVENTS = 1_200;
    private static final int EDITS = Integer.getInteger("nexus.trail.edits", 1_000);
    private static final long SEED = Long.getLong("nexus.trail.seed", 20_261_125);

    private static TrailOwner owner;
    private static TrailReader reader;

    @BeforeAll
    static void writeATrail() throws SQLException {
        owner = TrailOwner.of("trail_edits", EVENTS, SEED,
                TrailFixtures.settings("checkpoint-events", "250", "batch", "100"));
        reader = owner.reader();
    }

    @AfterEach
    void undo() throws SQLException {
        owner.undo();
    }

    @AfterAll
    static void close() throws SQLException {
        owner.close();
    }

    @Test
    void isWholeWhileNobodyTouchesIt() {
        Verdict verdict = reader.verify(owner.kept());
        assertThat(verdict.breach()).isNull();
        assertThat(verdict.links()).isEqualTo(EVENTS);
        assertThat(verdict.checkpoints()).isGreaterThanOrEqualTo(4);
        assertThat(reader.verifyHead(owner.kept()).valid()).isTrue();
    }

    @Test
    void findsEveryRandomEditWithItsPlace() throws SQLException {
        Random random = new Random(SEED);
        Map<String, Integer> done = new LinkedHashMap<>();
        List<String> unfound = new ArrayList<>();
        for (int i = 0; i < EDITS; i++) {
            TrailOwner.Edit edit = owner.edit(random);
            Verdict verdict = reader.verify(owner.kept());
            owner.undo();
            Verdict.Breach breach = verdict.breach();
            if (breach == null || !Objects.equals(breach.sequence(), edit.sequence())) {
                unfound.add(edit + " -> " + breach);
            }
            done.merge(edit.kind(), 1, Integer::sum);
        }
        System.out.println("edits of the trail by its owner, seed " + SEED + ": " + done + ", found with the place "
                + (EDITS - unfound.size()) + " of " + EDITS);
        assertThat(unfound).isEmpty();
        assertThat(reader.verify(owner.kept()).valid()).isTrue();
    }

    @Test
    void theHeadAloneIsComparedWithWhatWasSignedOfIt() {
        Long signed = owner.database().queryForObject("select max(sequence) from audit_checkpoint", Long.class);
        owner.database()
            .update("update audit_event set object_id = 'rewritten' where id = (select event_id from audit_link"
                    + " where sequence = ?)", signed);
        owner.rehash(signed);
        Verdict.Breach breach = reader.verifyHead(null).breach();
        assertThat(breach).isNotNull();
        assertThat(breach.sequence()).isEqualTo(signed);
        assertThat(breach.what()).contains("signed");
    }

    @Test
    void theHeadAloneIsComparedWithALinkThatWasKeptElsewhere() {
        assertThat(reader.verifyHead(new Head(3, "a".repeat(64))).breach()).isNotNull()
            .extracting(Verdict.Breach::sequence)
            .isEqualTo(3L);
        assertThat(reader.verifyHead(new Head(EVENTS + 7, "a".repeat(64))).breach()).isNotNull()
            .extracting(Verdict.Breach::sequence)
            .isEqualTo(EVENTS + 1L);
        owner.database()
            .update("update audit_event set object_id = 'other' where id = (select event_id from audit_link"
                    + " where sequence = 3)");
        String hash = owner.database().queryForObject("select hash from audit_link where sequence = 3", String.class);
        assertThat(reader.verifyHead(new Head(3, hash)).breach()).as("the link is there, its content is another")
            .isNotNull();
    }
}
