package com.nexusplatform.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** An export is verified by a script that knows nothing of the service. */
class OfflineVerificationIT {

    private static final int EVENTS = 60;
    private static final int EDITS = Integer.getInteger("nexus.trail.offline-edits", 200);
    private static final long SEED = Long.getLong("nexus.trail.seed", 20_261_201);
    private static final AuditProperties SETTINGS = TrailFixtures.settings("checkpoint-events", "20", "batch", "10");
    private static final String KEY = TrailFixtures.KEY.publicHalves().getFirst().publicKey();

    private static final List<String> LINES = new ArrayList<>();
    private static Head head;
    private static JdbcTemplate database;

    @TempDir
    private Path folder;

    @BeforeAll
    static void export() throws Exception {
        String url = TrailFixtures.database("trail_offline");
        DriverManagerDataSource source = new DriverManagerDataSource(url, TestServers.get().username(),
                TestServers.get().password());
        TrailFixtures.Replica replica = TrailFixtures.Replica.over(source, SETTINGS);
        replica.transaction()
            .executeWithoutResult(status -> Stream.iterate(0, i -> i + 1)
                .limit(EVENTS)
                .forEach(i -> replica.trail()
                    .record(Entry.ofService(Act.RUN_STARTED, "Prüfung \"" + i + "\"")
                        .after(java.util.Map.of("attempt", i, "sequence", "\",\"sequence\":" + i)))));
        replica.chainAll();
        head = replica.chain().head();
        replica.transaction()
            .executeWithoutResult(status -> replica.trail()
                .record(Entry
                    .of(Act.RUN_STARTED,
                            new Actor(UUID.randomUUID(), "a\tb", Set.of(Role.LEAD_EXAMINER, Role.EXAMINER)),
                            "not linked yet")
                    .in(UUID.randomUUID())
                    .before(java.util.Map.of("text", "\u0001\b\f\u007f\u2028 Prüfung \uD83D\uDCB6"))));
        replica.reader().export(LINES::add);
        database = new JdbcTemplate(source);
    }

    @Test
    void comesOutTheSameOfADatabaseThatNoServiceRunsOver() throws Exception {
        List<String> exported = database.queryForList(Files.readString(Path.of("scripts/trail-export.sql")),
                String.class);
        assertThat(exported).hasSizeGreaterThan(EVENTS)
            .isEqualTo(LINES.stream().filter(line -> !line.startsWith("{\"publicKey\"")).toList());
    }

    @Test
    void findsAWholeExportWhole() throws Exception {
        Result result = verify(LINES, "--anchor", head.sequence() + ":" + head.hash());
        assertThat(result.output()).startsWith("whole: 60 links, ");
        assertThat(result.code()).isZero();
        assertThat(verify(LINES, "--public-key", KEY).code()).isZero();
        String another = new TrailKey(TrailKey.made(), List.of()).publicHalves().getFirst().publicKey();
        assertThat(verify(LINES, "--public-key", another).output()).contains("does not bear the signature");
    }

    /** As the tests of every change see it; all 1,000 are looked at by scripts/bench/trail.sh. */
    @Test
    void findsEveryRandomEditWithItsPlace() throws Exception {
        Random random = new Random(SEED);
        Map<String, Integer> done = new LinkedHashMap<>();
        List<String> unfound = new ArrayList<>();
        try (TrailOwner owner = TrailOwner.of("trail_offline_edits", EVENTS, SEED, SETTINGS)) {
            String anchor = owner.kept().sequence() + ":" + owner.kept().hash();
            for (int i = 0; i < EDITS; i++) {
                TrailOwner.Edit edit = owner.edit(random);
                List<String> edited = new ArrayList<>();
                owner.reader().export(edited::add);
                owner.undo();
                Result result = verify(edited, "--public-key", KEY, "--anchor", anchor);
                String place = edit.sequence() == null ? "event " : "link " + edit.sequence() + ":";
                if (result.code() != 1 || !result.output().startsWith("BROKEN at " + place)) {
                    unfound.add(edit + " -> " + result);
                }
                done.merge(edit.kind(), 1, Integer::sum);
            }
        }
        System.out.println("edits of the trail by its owner, offline, seed " + SEED + ": " + done
                + ", found with the place " + (EDITS - unfound.size()) + " of " + EDITS);
        assertThat(unfound).isEmpty();
    }

    /** Without an anchor whatever a checkpoint signed is safe: any byte of it, and of what is around it. */
    @Test
    void findsAnyChangedByteWithoutAnAnchor() throws Exception {
        Random random = new Random(SEED);
        List<String> unfound = new ArrayList<>();
        int keys = TrailFixtures.KEY.publicHalves().size();
        int proven = (int) LINES.stream().filter(line -> !line.startsWith("{\"unlinked\"")).count();
        for (int i = 0; i < EDITS / 4; i++) {
            List<String> edited = new ArrayList<>(LINES);
            int line = random.nextInt(proven);
            byte[] bytes = edited.get(line).getBytes(StandardCharsets.ISO_8859_1);
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(7));
            edited.set(line, new String(bytes, StandardCharsets.ISO_8859_1));
            Result result = verify(edited, "--public-key", KEY);
            String place = line < keys || line >= keys + EVENTS ? "link " : "link " + (line - keys + 1) + ":";
            if (result.code() != 1 || !result.output().startsWith("BROKEN at " + place)) {
                unfound.add("line " + (line + 1) + ", byte " + at + ": " + result);
            }
        }
        assertThat(unfound).isEmpty();
    }

    @Test
    void isNotWholeWithoutLinksOrCheckpoints() throws Exception {
        List<String> links = LINES.stream().filter(line -> !line.startsWith("{\"signature\"")).toList();
        List<String> neither = links.stream().filter(line -> !line.startsWith("{\"hash\"")).toList();
        for (String[] key : new String[][]{{}, {"--public-key", KEY}}) {
            assertBroken(verify(List.of(), key), "link 1: there is no link");
            assertBroken(verify(neither, key), "link 1: there is no link");
            assertBroken(verify(links, key), "link 1: no checkpoint signs it or a later one");
        }
    }

    @Test
    void refusesLinesThatAnExportHasNot() throws Exception {
        int keys = TrailFixtures.KEY.publicHalves().size();
        String link = LINES.get(keys + 2);
        int checkpoint = keys + EVENTS;
        assertBroken(changed(keys + 2, link.replace("\"link\":", "\"lonk\":")), "link 3: line " + (keys + 3) + " ");
        assertBroken(changed(checkpoint, LINES.get(checkpoint).replace("\"checkpoint\":", "\"checkpoimt\":")),
                "link 10: line " + (checkpoint + 1) + " ");
        assertBroken(changed(keys + 2, link + "\r"), "link 3: line " + (keys + 3) + " ");
        assertBroken(changed(keys + 2, link + "\u0000"), "link 3: line " + (keys + 3) + " ");
        for (String forged : List.of(" " + link, "", "\t", "# " + link, link.replace("\"hash\"", "\"Hash\""),
                LINES.get(checkpoint), LINES.getFirst())) {
            List<String> added = new ArrayList<>(LINES);
            added.add(keys + 3, forged);
            assertThat(verify(added, "--public-key", KEY).code()).as(forged).isOne();
            added.remove(keys + 3);
            added.add(forged);
            assertThat(verify(added, "--public-key", KEY).code()).as("at the end: %s", forged).isOne();
        }
    }

    @Test
    void refusesMoreLinksAfterTheLastCheckpointThanTheServiceLeaves() throws Exception {
        assertThat(verify(LINES, "--public-key", KEY, "--checkpoint-events", "20").code()).isZero();
        List<String> cut = new ArrayList<>(LINES);
        cut.removeIf(line -> line.startsWith("{\"signature\"") && !line.contains("\"number\":1,"));
        assertBroken(verify(cut, "--public-key", KEY, "--checkpoint-events", "20"),
                "link 31: the last checkpoint signed link 10");
        assertThat(verify(cut, "--public-key", KEY).output()).contains("signed up to link 10 at 20",
                "50 links after it");
    }

    @Test
    void tellsOfAnAnchorThatIsNone() throws Exception {
        String hash = head.hash();
        for (String none : List.of(hash + ":" + head.sequence(), "x:" + hash, "0:" + hash, "-1:" + hash, hash,
                head.sequence() + ":" + hash.substring(1), head.sequence() + ":" + hash + "0", head.sequence() + ":",
                "1:" + hash.toUpperCase(Locale.ROOT).replace('0', 'A'))) {
            Result result = verify(LINES, "--anchor", none);
            assertThat(result.code()).as(none).isEqualTo(2);
            assertThat(result.output()).contains("not an anchor");
        }
        assertThat(verify(LINES, "--anchor", "3:" + "a".repeat(64), "--anchor", head.sequence() + ":" + hash).output())
            .startsWith("BROKEN at link 3: its hash is not the one that was kept elsewhere");
    }

    private Result changed(int line, String text) throws Exception {
        List<String> edited = new ArrayList<>(LINES);
        edited.set(line, text);
        return verify(edited, "--public-key", KEY);
    }

    private static void assertBroken(Result result, String how) {
        assertThat(result.output()).startsWith("BROKEN at " + how);
        assertThat(result.code()).isOne();
    }

    private record Result(int code, String output) {}

    private Result verify(List<String> lines, String... more) throws IOException, InterruptedException {
        Path file = folder.resolve("trail.jsonl");
        Files.write(file, lines, StandardCharsets.UTF_8);
        List<String> command = new ArrayList<>(List.of("scripts/verify-trail.sh", file.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
