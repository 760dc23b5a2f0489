package com.nexusplatform.analysis;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** No examination goes to its review over alerts that nobody judged. */
class OpenAlertsIT extends AnalysisStory {

    @Test
    void holdsAnExaminationBackUntilEveryAlertIsJudged() {
        String examination = examination();
        String path = "/api/v1/examinations/" + examination;
        lead.put(path + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);
        reviewer.post(path + "/transitions", Map.of("to", "FIELDWORK")).expect(200);
        String run = succeeded(sealed(examination, payments()), List.of(procedure("PAY-1"))).text("/id");
        examiner.post("/api/v1/runs/" + run + "/reperform").expect(202);

        awaitRuns(path);
        Answer held = lead.post(path + "/transitions", Map.of("to", "IN_REVIEW")).expectProblem(409, "conflict");
        assertThat(held.text("/objections/0")).isEqualTo("1 alert is open; each needs a disposition first.");

        String alert = examiner.get("/api/v1/runs/" + run + "/alerts").text("/items/0/id");
        examiner
            .post("/api/v1/alerts/" + alert + "/disposition", Map.of("outcome", "CONFIRMED", "reason", "Paid twice"))
            .expect(200);
        lead.post(path + "/transitions", Map.of("to", "IN_REVIEW")).expect(200);
    }

    private void awaitRuns(String examination) {
        await("all runs have ended", () -> examiner.get(examination + "/runs")
            .json()
            .at("/items")
            .valueStream()
            .allMatch(run -> run.get("status").asString().equals("SUCCEEDED")));
    }
}
