package com.nexusplatform.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ledger.DatasetFacts;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.shared.Identifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of runs that are stopped, too slow, broken, cut off or performed twice. */
class RunExecutionIT extends AnalysisStory {

    @Autowired
    private RunRepository runs;

    @Autowired
    private RunArchive archive;

    @Autowired
    private LedgerReader ledgers;

    @Autowired
    private Datasets datasets;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Clock clock;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void stopsWithinMomentsWhenItIsCancelled() throws InterruptedException {
        UUID run = queued("ENDLESS");
        Thread worker = Thread.ofPlatform().start(() -> execution(this::endless, Duration.ofMinutes(1)).execute(run));
        begun.await();

        examiner.delete("/api/v1/runs/" + run).expect(202);
        worker.join();

        Answer ended = examiner.get("/api/v1/runs/" + run).expect(200);
        assertThat(ended.text("/status")).isEqualTo("CANCELLED");
        assertThat(alerts(run)).isZero();
        examiner.get("/api/v1/runs/" + run + "/results").expectProblem(409, "conflict");
        examiner.delete("/api/v1/runs/" + run).expect(204);
    }

    @Test
    void isCancelledAtOnceWhileItWaits() {
        UUID run = queued("SELECT");

        examiner.delete("/api/v1/runs/" + run).expect(204);
        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);

        assertThat(examiner.get("/api/v1/runs/" + run).text("/status")).isEqualTo("CANCELLED");
    }

    @Test
    void failsWithTheLimitWhenItTakesTooLong() {
        UUID run = queued("ENDLESS");

        execution(this::endless, Duration.ofMillis(300)).execute(run);

        Answer ended = examiner.get("/api/v1/runs/" + run).expect(200);
        assertThat(ended.text("/status")).isEqualTo("FAILED");
        assertThat(ended.text("/failure/reason")).contains("longer than the limit", "nexus.analysis.time-limit");
    }

    @Test
    void failsWholeWithAnErrorIdWhenOneProcedureBreaks() {
        UUID run = queued("SELECT", "BROKEN");
        Procedure broken = AnalysisFixtures.procedure("BROKEN", 1, task -> {
            throw new IllegalStateException("secret inside");
        });

        execution(Duration.ofMinutes(1), AnalysisFixtures.selecting("SELECT"), broken).execute(run);

        Answer ended = examiner.get("/api/v1/runs/" + run).expect(200);
        assertThat(ended.text("/status")).isEqualTo("FAILED");
        assertThat(ended.text("/failure/reason")).contains(ended.text("/failure/errorId")).doesNotContain("secret");
        assertThat(alerts(run)).isZero();
    }

    @ParameterizedTest
    @MethodSource
    void beginsAgainWhenTheDatabaseWentAway(RuntimeException gone) {
        UUID run = queued("SELECT");

        assertThatThrownBy(() -> execution(task -> {
            throw gone;
        }, Duration.ofMinutes(1)).execute(run)).isSameAs(gone);
        assertThat(status(run)).isEqualTo("RUNNING");

        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);
        assertThat(status(run)).isEqualTo("SUCCEEDED");
        assertThat(alerts(run)).isEqualTo(ROWS);
    }

    static Stream<RuntimeException> beginsAgainWhenTheDatabaseWentAway() {
        return Stream.of(new TransientDataAccessResourceException("gone"),
                new IllegalStateException("rows cannot be read", new SQLException("cut off", "08006")),
                new IllegalStateException("rows cannot be read", new SQLTransientConnectionException("none is free")),
                new IllegalStateException("rows cannot be read", new SQLException("shut down", "57P01")));
    }

    @Test
    void failsUnderOtherWeightsThanItWasPlannedWith() {
        UUID run = queued(Weights.version() + 1, "SELECT");

        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);

        Answer ended = examiner.get("/api/v1/runs/" + run).expect(200);
        assertThat(ended.text("/status")).isEqualTo("FAILED");
        assertThat(ended.text("/failure/reason")).contains("weights", "plan the run again");
    }

    @Test
    void showsHowLongTheOldestRunWaits() {
        UUID run = queued("SELECT");
        database.sql("update run set created_at = created_at - interval '2 hours' where id = ?").param(run).update();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        QueueAge age = new QueueAge(runs, clock, registry);

        age.look();

        assertThat(registry.get("nexus.jobs.queue.age").timeGauge().value(TimeUnit.SECONDS))
            .isGreaterThanOrEqualTo(7200);
        age.start();
        assertThat(age.isRunning()).isTrue();
        age.stop();
        assertThat(age.isRunning()).isFalse();
        examiner.delete("/api/v1/runs/" + run).expect(204);
    }

    @Test
    void tellsListenersOfARunAtWork() throws InterruptedException {
        UUID run = queued("ENDLESS");
        Thread worker = Thread.ofPlatform().start(() -> execution(this::endless, Duration.ofMinutes(1)).execute(run));
        begun.await();
        Thread stopper = Thread.ofPlatform().start(() -> {
            await("progress is noted",
                    () -> examiner.get("/api/v1/runs/" + run).json().at("/progress").asDouble() > 0.2);
            examiner.delete("/api/v1/runs/" + run).expect(202);
        });

        Answer events = examiner.with("Accept", "text/event-stream").get("/api/v1/runs/" + run + "/events").expect(200);
        stopper.join();
        worker.join();

        assertThat(events.text()).contains("event:progress", "\"status\":\"RUNNING\"", "event:finished",
                "\"status\":\"CANCELLED\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"signs out", "is disabled", "leaves the team", "loses a role"})
    void tellsNothingToWhoeverLeaves(String way) throws Exception {
        UUID run = queued("ENDLESS");
        Thread worker = Thread.ofPlatform().start(() -> execution(this::endless, Duration.ofMinutes(1)).execute(run));
        begun.await();
        String name = "leaver" + UUID.randomUUID().toString().substring(0, 8);
        Client leaver = newcomer(name);
        String team = "/api/v1/examinations/" + examinationOf(run) + "/team/" + name;
        lead.put(team, Map.of("duty", "EXAMINER")).expect(200);

        try (InputStream stream = listening(leaver, run); InputStream other = listening(examiner, run)) {
            switch (way) {
                case "signs out" -> leaver.post("/api/v1/auth/logout").expect(204);
                case "is disabled" -> signInAs("admin")
                    .put("/api/v1/users/" + name + "/status", Map.of("status", "DISABLED"))
                    .expect(200);
                case "leaves the team" -> lead.delete(team).expect(204);
                default -> database.sql("delete from user_role where role = 'REVIEWER' and user_id ="
                        + " (select id from app_user where username = ?)")
                    .param(name)
                    .update();
            }
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> text(stream));
            assertThat(told.get(10, TimeUnit.SECONDS)).contains("event:progress").doesNotContain("finished");
            assertThat(status(run)).isEqualTo("RUNNING");
            examiner.delete("/api/v1/runs/" + run).expect(202);
            assertThat(text(other)).contains("\"status\":\"CANCELLED\"");
        }
        worker.join();
    }

    private Client newcomer(String name) {
        signInAs("admin").post("/api/v1/users", Map.of("username", name, "displayName", "Someone", "password", PASSWORD,
                "roles", List.of("EXAMINER", "REVIEWER")))
            .expect(201);
        String chosen = "violet anchors under glass";
        client().with("Authorization", "Bearer " + signIn(name, PASSWORD).expect(200).text("/accessToken"))
            .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", chosen))
            .expect(204);
        return client().with("Authorization", "Bearer " + signIn(name, chosen).expect(200).text("/accessToken"));
    }

    private String examinationOf(UUID run) {
        return database.sql("select examination_id from run where id = ?").param(run).query(String.class).single();
    }

    /** An open stream whose first event is there. */
    private InputStream listening(Client caller, UUID run) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/v1/runs/" + run + "/events"))
            .header("Authorization", caller.header("Authorization"))
            .build();
        HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }

    @Test
    void isTakenOverByTheNextAttemptAndWrittenOnce() throws InterruptedException {
        UUID run = queued("SELECT");
        CountDownLatch goOn = new CountDownLatch(1);
        Thread cutOff = Thread.ofPlatform().start(() -> execution(task -> {
            begun.countDown();
            await(goOn);
            return AnalysisFixtures.select(task);
        }, Duration.ofMinutes(1)).execute(run));
        begun.await();

        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);
        goOn.countDown();
        cutOff.join();
        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);

        assertThat(status(run)).isEqualTo("SUCCEEDED");
        assertThat(alerts(run)).isEqualTo(ROWS);
        assertThat(database.sql("select attempt from run where id = ?").param(run).query(Integer.class).single())
            .isEqualTo(2);
    }

    @Test
    void isNotBegunWithoutEnd() {
        UUID run = queued("SELECT");
        database.sql("update run set attempt = 3, status = 'RUNNING' where id = ?").param(run).update();

        execution(AnalysisFixtures::select, Duration.ofMinutes(1)).execute(run);

        assertThat(examiner.get("/api/v1/runs/" + run).text("/failure/reason")).contains("interrupted 3 times");
    }

    @Test
    void writesManyAlertsInTheOrderOfTheirPoints() {
        int many = 20_000;
        UUID run = queued("SELECT");
        execution(
                task -> new Outcome.Applicable(Map.of("n", many),
                        IntStream.range(0, many).mapToObj(this::alert).toList()),
                Duration.ofMinutes(1))
            .execute(run);

        assertThat(alerts(run)).isEqualTo(many);
        assertThat(database.sql("select points from alert where run_id = ? order by id limit 3")
            .param(run)
            .query(Integer.class)
            .list()).containsExactly(100, 100, 100);
        List<String> scores = examiner.get("/api/v1/runs/" + run + "/scores").expect(200).text().lines().toList();
        assertThat(scores.getLast()).isEqualTo(ROWS + ",100,SELECT:100");
    }

    private Alert alert(int index) {
        return AnalysisFixtures.alert(index % 100 + 1, "alert " + index, index % ROWS + 1);
    }

    private Outcome endless(Task task) {
        begun.countDown();
        while (true) {
            task.watch().at(0.5);
            Thread.onSpinWait();
        }
    }

    /** A run that no background work knows of, so that this test alone performs it. */
    private UUID queued(String... codes) {
        return queued(Weights.version(), codes);
    }

    private UUID queued(int weights, String... codes) {
        UUID dataset = UUID.fromString(sealed());
        DatasetFacts facts = datasets.facts(dataset);
        Plan plan = new Plan(List.of(codes).stream().map(code -> AnalysisFixtures.step(code, 5)).toList());
        Run run = new Run(Identifiers.next(clock.millis()), facts.examinationId(), dataset, RunStatus.QUEUED, 0,
                new Inputs(facts.contentSha256(), facts.mappingSha256(), plan, List.of(), RunHash.ENGINE, weights),
                "hash", null, 0, null, null, null, null, null,
                clock.instant(), "examiner", null, null);
        runs.insert(run);
        return run.id();
    }

    private RunExecution execution(Function<Task, Outcome> method, Duration limit) {
        return execution(limit, AnalysisFixtures.procedure("SELECT", 1, method),
                AnalysisFixtures.procedure("ENDLESS", 1, method));
    }

    private RunExecution execution(Duration limit, Procedure... procedures) {
        AnalysisProperties properties = new AnalysisProperties(limit, 2, Duration.ofMillis(200), 3,
                Duration.ofSeconds(1), Duration.ofMinutes(1), AnalysisFixtures.PROPERTIES.events(),
                AnalysisFixtures.PROPERTIES.whatIf());
        AnalysisMetrics metrics = new AnalysisMetrics(new SimpleMeterRegistry());
        return new RunExecution(archive, ledgers, new Engine(new PublishedProcedures(List.of(procedures)), metrics,
                properties), metrics, properties);
    }

    private int alerts(UUID run) {
        return database.sql("select count(*) from alert where run_id = ?").param(run).query(Integer.class).single();
    }

    private String status(UUID run) {
        return examiner.get("/api/v1/runs/" + run).expect(200).text("/status");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
