package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** No step of a life cycle is skipped (ASVS V2.3.1): every move that the published states do not have is tried. */
class LifeCycleIT extends EdgeStory {

    private static final String EXAMINATIONS = "/api/v1/examinations/";

    /** The moves that lead to each state. */
    private final Map<String, List<JsonNode>> ways = new LinkedHashMap<>();
    private Client lead;
    private Client reviewer;

    @BeforeEach
    void signIn() {
        lead = signInAs("lead");
        reviewer = signInAs("reviewer");
    }

    @Test
    void refusesEveryMoveOfAnExaminationThatItsStateDoesNotPublish() {
        Map<String, List<JsonNode>> published = published();
        assertThat(published).containsOnlyKeys("PLANNED", "FIELDWORK", "IN_REVIEW", "ISSUED", "CLOSED", "CANCELLED");
        int refused = 0;
        for (Map.Entry<String, List<JsonNode>> state : published.entrySet()) {
            String examination = walked(ways.get(state.getKey()));
            List<String> legal = state.getValue().stream().map(move -> move.get("to").asString()).toList();
            for (String to : published.keySet()) {
                for (Client caller : List.of(lead, reviewer)) {
                    if (!legal.contains(to)) {
                        Answer answer = caller.post(examination + "/transitions", Map.of("to", to, "reason", "skips"))
                            .expectProblem(409, "/illegal-transition");
                        assertThat(answer.json().at("/legal").valueStream().map(JsonNode::asString).toList())
                            .isEqualTo(legal);
                        refused++;
                    }
                }
            }
            refused += refusedForOthers(examination, state.getValue());
            assertThat(lead.get(examination).text("/status")).isEqualTo(state.getKey());
        }
        System.out.printf("%d states, %d moves: %d illegal ones refused%n", published.size(),
                published.values().stream().mapToInt(List::size).sum(), refused);
    }

    /** The legal moves, by those whose duty they are not and without the reason that they need. */
    private int refusedForOthers(String examination, List<JsonNode> moves) {
        int refused = 0;
        for (JsonNode move : moves) {
            String to = move.get("to").asString();
            Client other = caller(move) == lead ? reviewer : lead;
            other.post(examination + "/transitions", Map.of("to", to, "reason", "not mine"))
                .expectProblem(403, "/not-allowed");
            refused++;
            if (move.get("needsReason").asBoolean()) {
                caller(move).post(examination + "/transitions", Map.of("to", to))
                    .expectProblem(400, "/validation-failed");
                refused++;
            }
        }
        return refused;
    }

    @Test
    void refusesWorkOnContentInEveryStateThatIsNotOpenForIt() {
        Map<String, String> own = new HashMap<>(Grounds.make(lead, lead, "reviewer").own());
        String examination = EXAMINATIONS + own.get("examinations");
        JsonNode alerts = lead.get("/api/v1/runs/" + own.get("runs") + "/alerts?limit=500").json().at("/items");
        lead.post("/api/v1/alerts/dispositions", Map.of("alertIds", alerts.findValuesAsString("id"), "outcome",
                "EXPLAINED", "reason", "seen"))
            .expect(200);
        String row = lead.get("/api/v1/samples/" + own.get("samples") + "/items").text("/items/0/rowNo");
        move(reviewer, examination, "FIELDWORK");
        for (String state : List.of("IN_REVIEW", "ISSUED", "CLOSED")) {
            move(state.equals("IN_REVIEW") ? lead : reviewer, examination, state);
            for (Answer answer : work(own, Integer.parseInt(row))) {
                answer.expectProblem(409, "/conflict");
                assertThat(answer.text()).contains(state);
            }
        }
    }

    private List<Answer> work(Map<String, String> own, int row) {
        String examination = EXAMINATIONS + own.get("examinations");
        String dataset = "/api/v1/datasets/" + own.get("datasets");
        return List.of(
                lead.upload(examination + "/datasets", "late.csv",
                        "documentNo,amount,postedAt\nA-1,1.00,2026-03-01\n".getBytes(StandardCharsets.UTF_8),
                        Map.of("kind", "PAYMENTS")),
                lead.post(dataset + "/runs", Map.of()),
                lead.post(dataset + "/seal", Map.of("rows", 1, "debits", "1", "credits", "0")),
                lead.post("/api/v1/alerts/" + own.get("alerts") + "/disposition",
                        Map.of("outcome", "REFUTED", "reason", "late")),
                lead.post("/api/v1/runs/" + own.get("runs") + "/samples", Map.of("size", 2)),
                lead.delete("/api/v1/runs/" + own.get("runs")),
                lead.post("/api/v1/samples/" + own.get("samples") + "/inspections",
                        Map.of("items", List.of(Map.of("rowNo", row, "outcome", "CORRECT")))),
                lead.with("If-Match", "*").patch(examination, Map.of("title", "Late")));
    }

    @Test
    void sealsAndRunsOnlyWhatStandsWhereThatFollows() {
        Map<String, String> own = grounds().own();
        String sealed = "/api/v1/datasets/" + own.get("datasets");
        JsonNode totals = lead.get(sealed).json().at("/controlTotals");
        Map<String, Object> agreed = Map.of("rows", totals.get("rows").asLong(), "debits",
                totals.get("debits").asString(), "credits", totals.get("credits").asString());
        assertThat(lead.post(sealed + "/seal", agreed).expectProblem(409, "/conflict").text()).contains("LOADED",
                "SEALED");
        String rejected = uploaded(own,
                "amount,postedAt,documentNo\n1.00,2026-03-01,A\n2.00,2026-03-02,B\nmuch,2026-03-03,C\n",
                "REJECTED");
        lead.post(rejected + "/seal", agreed).expectProblem(409, "/conflict");
        lead.post(rejected + "/runs", Map.of()).expectProblem(409, "/conflict");
        lead.get(rejected + "/records").expectProblem(409, "/conflict");
        String open = uploaded(own, "amount,postedAt,documentNo\n1.00,2026-03-01,A\n2.00,2026-03-02,B\n", "LOADED");
        lead.post(open + "/runs", Map.of()).expectProblem(409, "/conflict");
        lead.delete("/api/v1/runs/" + own.get("runs")).expectProblem(409, "/conflict");
    }

    private String uploaded(Map<String, String> own, String csv, String status) {
        String mapping = """
                {"fields":{"documentNo":"documentNo","amount":"amount","postedAt":"postedAt"},"decimalMark":".",
                "datePattern":"yyyy-MM-dd","timeZone":"UTC","currency":"EUR"}""";
        String path = "/api/v1/datasets/" + lead
            .upload(EXAMINATIONS + own.get("examinations") + "/datasets", "other.csv",
                    csv.getBytes(StandardCharsets.UTF_8), Map.of("kind", "PAYMENTS", "mapping", mapping))
            .expect(202)
            .text("/id");
        awaitStatus(lead, path, status);
        return path;
    }

    /** The moves that each state publishes, found by going wherever they lead. */
    private Map<String, List<JsonNode>> published() {
        Map<String, List<JsonNode>> published = new LinkedHashMap<>();
        ways.put("PLANNED", List.of());
        Deque<String> open = new ArrayDeque<>(List.of("PLANNED"));
        while (!open.isEmpty()) {
            String state = open.remove();
            List<JsonNode> way = ways.get(state);
            JsonNode shown = lead.get(walked(way)).expect(200).json();
            assertThat(shown.get("status").asString()).isEqualTo(state);
            published.put(state, shown.get("transitions").valueStream().toList());
            for (JsonNode move : published.get(state)) {
                List<JsonNode> further = new ArrayList<>(way);
                further.add(move);
                if (ways.putIfAbsent(move.get("to").asString(), further) == null) {
                    open.add(move.get("to").asString());
                }
            }
        }
        return published;
    }

    /** A new examination that made these moves. */
    private String walked(List<JsonNode> way) {
        String examination = EXAMINATIONS + lead
            .post("/api/v1/examinations",
                    Map.of("title", "Walked", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        lead.put(examination + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);
        way.forEach(move -> move(caller(move), examination, move.get("to").asString()));
        return examination;
    }

    private Client caller(JsonNode move) {
        return move.get("duty").asString().equals("LEAD") ? lead : reviewer;
    }

    private static void move(Client caller, String examination, String to) {
        caller.post(examination + "/transitions", Map.of("to", to, "reason", "as it goes")).expect(200);
    }
}
