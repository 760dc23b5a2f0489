package com.nexusplatform.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final int EDITS = Integer.getInteger("nexus.trail.offline-edits", 40);

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
        TrailFixtures.Replica replica = TrailFixtures.Replica.over(source,
                TrailFixtures.settings("checkpoint-events", "20", "batch", "10"));
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
        String key = TrailFixtures.KEY.publicHalves().getFirst().publicKey();
        assertThat(verify(LINES, "--public-key", key).code()).isZero();
        String another = new TrailKey(TrailKey.made(), List.of()).publicHalves().getFirst().publicKey();
        assertThat(verify(LINES, "--public-key", another).output()).contains("does not bear the signature");
    }

    @Test
    void findsEveryRandomEditWithItsPlace() throws Exception {
        Random random = new Random(7);
        List<String> unfound = new ArrayList<>();
        int first = TrailFixtures.KEY.publicHalves().size();
        for (int i = 0; i < EDITS; i++) {
            List<String> edited = new ArrayList<>(LINES);
            int link = random.nextInt(EVENTS);
            int place = link + 1;
            switch (random.nextInt(5)) {
                case 0 -> edited.remove(first + link);
                case 1 -> edited.add(first + link, edited.get(first + random.nextInt(EVENTS)));
                case 2 -> {
                    int other = (link + 1 + random.nextInt(EVENTS - 1)) % EVENTS;
                    String kept = edited.get(first + link);
                    edited.set(first + link, edited.get(first + other));
                    edited.set(first + other, kept);
                    place = Math.min(link, other) + 1;
                }
                case 3 -> edited.subList(first + link, edited.size()).clear();
                default -> {
                    char[] line = edited.get(first + link).toCharArray();
                    int at = 9 + random.nextInt(line.length - 11);
                    line[at] = line[at] == 'x' ? 'y' : 'x';
                    edited.set(first + link, new String(line));
                }
            }
            if (edited.equals(LINES)) {
                continue;
            }
            Result result = verify(edited, "--anchor", head.sequence() + ":" + head.hash());
            if (result.code() != 1 || !result.output().startsWith("BROKEN at link " + place + ":")) {
                unfound.add(place + ": " + result);
            }
        }
        assertThat(unfound).isEmpty();
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
