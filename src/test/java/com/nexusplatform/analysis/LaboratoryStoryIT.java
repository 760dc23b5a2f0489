package com.nexusplatform.analysis;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Before an examiner changes a threshold they see what it would gain and lose, against what was judged already. */
class LaboratoryStoryIT extends AnalysisStory {

    @Autowired
    private RunWords runs;

    @Autowired
    private LedgerReader ledgers;

    @Autowired
    private AlertRepository alerts;

    @Autowired
    private JdbcClient database;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private String run;

    @BeforeEach
    void performARun() {
        run = succeeded(sealed(),
                List.of(procedure("DIG-1"), procedure("PAY-1"), procedure("PAY-1", "deMinimis", 1000)))
            .text("/id");
    }

    @Test
    void showsWhatEachValueGainsAndLosesAndWritesNothing() {
        String alert = examiner.get("/api/v1/runs/" + run + "/alerts").text("/items/0/id");
        examiner
            .post("/api/v1/alerts/" + alert + "/disposition", Map.of("outcome", "CONFIRMED", "reason", "paid twice"))
            .expect(200);
        long before = alertsInAll();

        JsonNode answer = auditor.post(path(), sweep("PAY-1", "deMinimis", "0", "221.25", "221.26")).expect(200).json();

        assertThat(answer.at("/procedure").asString()).isEqualTo("PAY-1");
        assertThat(answer.at("/own/value").asInt()).isZero();
        assertThat(answer.at("/own/hits").asInt()).isEqualTo(1);
        assertThat(answer.at("/own/dispositioned/CONFIRMED").asInt()).isEqualTo(1);
        assertThat(answer.at("/values")).extracting(each -> each.get("hits").asInt()).containsExactly(1, 1, 0);
        JsonNode strict = answer.at("/values/2");
        assertThat(strict.at("/value").asString()).isEqualTo("221.26");
        assertThat(strict.at("/status").asString()).isEqualTo("APPLICABLE");
        assertThat(strict.at("/missed/CONFIRMED").asInt()).isEqualTo(1);
        assertThat(strict.at("/lost/count").asInt()).isEqualTo(2);
        assertThat(strict.at("/lost/first")).extracting(JsonNode::asInt).containsExactly(11, 12);
        assertThat(strict.at("/statistics").isObject()).isTrue();
        assertThat(alertsInAll()).isEqualTo(before);
    }

    @Test
    void knowsAProcedureThatThePlanHasTwice() {
        JsonNode answer = examiner.post(path(), sweep("PAY-1#2", "deMinimis", 0)).expect(200).json();

        assertThat(answer.at("/own/hits").asInt()).isZero();
        assertThat(answer.at("/own/value").asInt()).isEqualTo(1000);
        assertThat(answer.at("/values/0/added").asInt()).isEqualTo(1);
        assertThat(answer.at("/values/0/gained/first")).extracting(JsonNode::asInt).containsExactly(11, 12);
    }

    @Test
    void saysWhyAValueIsNotApplicable() {
        JsonNode answer = examiner.post(path(), sweep("DIG-1", "minimumRows", 300)).expect(200).json();

        assertThat(answer.at("/values/0/status").asString()).isEqualTo("NOT_APPLICABLE");
        assertThat(answer.at("/values/0/reason").asString()).contains("300");
    }

    @Test
    void refusesWhatAPlanWouldRefuse() {
        assertThat(examiner.post(path(), sweep("PAY-9", "deMinimis", 1))
            .expectProblem(422, "plan-refused")
            .text("/procedure")).isEqualTo("PAY-9");
        assertThat(examiner.post(path(), sweep("PAY-1", "nothing", 1))
            .expectProblem(422, "plan-refused")
            .text("/parameter")).isEqualTo("nothing");
        examiner.post(path(), sweep("PAY-1", "deMinimis", -1)).expectProblem(422, "plan-refused");
        examiner.post(path(), sweep("PAY-1", "deMinimis")).expectProblem(400, "validation-failed");
        examiner.post(path(), sweep("PAY-1", "deMinimis", Collections.nCopies(21, 1).toArray()))
            .expectProblem(400, "validation-failed");
        examiner.post(path(), Map.of("procedure", "PAY-1", "values", List.of(1)))
            .expectProblem(400, "validation-failed");
        examiner.post(path(), "{\"procedure\":\"PAY-1\",\"parameter\":\"deMinimis\",\"values\":7}")
            .expectProblem(400, "bad-request");
    }

    @Test
    void isForReadersOfTheExaminationAlone() {
        reviewer.post(path(), sweep("PAY-1", "deMinimis", 1)).expectProblem(404, "not-found");
        signInAs("admin").post(path(), sweep("PAY-1", "deMinimis", 1)).expectProblem(403, "not-allowed");
        lead.post(path(), sweep("PAY-1", "deMinimis", 1)).expect(200);
    }

    @Test
    void letsOthersWaitWhileASweepIsMade() throws InterruptedException {
        Laboratory laboratory = laboratory(Duration.ofMinutes(1), 0, task -> {
            begun.countDown();
            await(goOn);
            return nothing(task);
        });
        Thread first = Thread.ofPlatform().start(() -> sweep(laboratory));
        begun.await();

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> sweep(laboratory));
        assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(refused.properties()).containsKey("retryAfter");
        goOn.countDown();
        first.join();
        assertThat(sweep(laboratory).trials()).hasSize(1);
    }

    @Test
    void stopsWhenItsTimeIsOver() {
        Laboratory laboratory = laboratory(Duration.ofMillis(200), 0, task -> {
            while (true) {
                task.watch().at(0.5);
                Thread.onSpinWait();
            }
        });

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> sweep(laboratory));
        assertThat(refused.type()).isEqualTo(ProblemType.UNAVAILABLE);
        assertThat(refused.detail()).contains("0 of 1 values", "nexus.analysis.what-if.time-limit");
    }

    @Test
    void refusesAProcedureThatChangedSinceTheRun() {
        Laboratory laboratory = laboratory(Duration.ofMinutes(1), 1, LaboratoryStoryIT::nothing);

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> sweep(laboratory));
        assertThat(refused.type()).isEqualTo(ProblemType.CONFLICT);
        assertThat(refused.detail()).contains("is published since");
    }

    @Test
    void tellsWhenMemoryDoesNotSuffice() {
        Laboratory laboratory = laboratory(Duration.ofMinutes(1), 0, task -> {
            throw new OutOfMemoryError();
        });

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> sweep(laboratory));
        assertThat(refused.type()).isEqualTo(ProblemType.MEMORY_EXCEEDED);
    }

    private WhatIf sweep(Laboratory laboratory) {
        return laboratory.sweep(UUID.fromString(run), "PAY-1", "deMinimis", List.of(1),
                new Actor(UUID.randomUUID(), "auditor", Set.of(Role.AUDITOR)));
    }

    /** A laboratory in which PAY-1, or a later version of it, is performed as the function does. */
    private Laboratory laboratory(Duration limit, int later, Function<Task, Outcome> method) {
        AnalysisProperties given = AnalysisFixtures.PROPERTIES;
        AnalysisProperties properties = new AnalysisProperties(given.timeLimit(), 1, given.watchInterval(), 1,
                given.retryDelay(), given.measuresInterval(), given.events(),
                new AnalysisProperties.WhatIf(3, limit, 1));
        Procedure procedure = AnalysisFixtures.like("PAY-1", later, method);
        Engine engine = new Engine(new PublishedProcedures(List.of(procedure)),
                new AnalysisMetrics(new SimpleMeterRegistry()), properties);
        return new Laboratory(runs, engine, ledgers, alerts, properties);
    }

    private static Outcome nothing(Task task) {
        return new Outcome.Applicable(Map.of("n", task.ledger().rows()), List.of());
    }

    private long alertsInAll() {
        return database.sql("select count(*) from alert").query(Long.class).single();
    }

    private String path() {
        return "/api/v1/runs/" + run + "/what-if";
    }

    private static Map<String, Object> sweep(String procedure, String parameter, Object... values) {
        Map<String, Object> body = new HashMap<>(procedure(procedure));
        body.put("parameter", parameter);
        body.put("values", List.of(values));
        return body;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
