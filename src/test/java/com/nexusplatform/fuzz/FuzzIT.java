package com.nexusplatform.fuzz;

import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.fuzz.Wire.Reply;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.platform.Grounds;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole service under random requests of every role, half valid and half not; {@code scripts/bench/fuzz.sh} sends more of them. */
class FuzzIT extends ServiceIT {

    private static final int REQUESTS = Integer.getInteger("nexus.fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("nexus.fuzz.seed", 7L);
    private static final int SAMPLED = Integer.getInteger("nexus.fuzz.sampled", 10);
    private static final String CHOSEN = "violet anchors under glass";
    private static final int MOST_IDS = 12;

    private final Map<String, String> names = new LinkedHashMap<>();
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, List<String>> ids = new LinkedHashMap<>();

    @Test
    void refusesWithoutFailingWithoutTellingAndWithoutChangingAnything() throws SQLException {
        prepare();
        ServedApi api = new ServedApi(client().get("/v3/api-docs").expect(200).json());
        long start = System.nanoTime();
        try (Tables tables = new Tables(TestServers.get())) {
            Fuzzing fuzzing = new Fuzzing(URI.create(address()), tables, SAMPLED);
            fuzzing.run(REQUESTS, SEED, new Shots(SEED, api, ids, tokens)::next, this::heed);
            Set<String> never = api.operations().stream().map(ServedApi.Operation::name).collect(Collectors.toSet());
            never.removeAll(fuzzing.accepted());
            System.out.printf(
                    "fuzz: seed %d, %d requests in %.0f s, answered %s; state compared around %d refusals; accepted by all but %s; %d breaches%n",
                    SEED, REQUESTS, (System.nanoTime() - start) / 1e9, fuzzing.statuses(), fuzzing.compared(), never,
                    fuzzing.breaches().size());
            assertThat(fuzzing.breaches()).isEmpty();
            assertThat(fuzzing.statuses()).containsKeys(200, 201, 202, 400, 401, 403, 404, 405, 406, 409, 415, 422);
            assertThat(never).hasSizeLessThan(api.operations().size() / 2);
            assertThat(fuzzing.compared()).isGreaterThan(REQUESTS / SAMPLED / 10);
        }
    }

    /** With a second administrator, the people of other stories would wait for the approval of their roles. */
    @AfterEach
    void leaveOneAdministrator() {
        TestServers.get().asOwner("""
                set session_replication_role = replica;
                delete from user_role r using app_user u
                where u.id = r.user_id and r.role = 'ADMINISTRATOR' and u.username <> 'admin'
                """);
    }

    /** People and objects of the fuzz alone, so that nobody else's story is disturbed. */
    private void prepare() {
        names.put("lead examiner", person("LEAD_EXAMINER"));
        names.put("examiner", person("EXAMINER"));
        names.put("reviewer", person("REVIEWER"));
        names.put("auditor", person("AUDITOR"));
        names.put("stranger", person("LEAD_EXAMINER"));
        String spare = person("EXAMINER");
        names.keySet().forEach(this::signInAnew);
        tokens.put("administrator", signIn("admin", PASSWORD).expect(200).text("/accessToken"));
        Client lead = bearer("lead examiner");
        Grounds grounds = Grounds.make(lead, bearer("stranger"), spare);
        grounds.own().forEach((kind, id) -> ids.put(kind, new ArrayList<>(List.of(id, id, id))));
        grounds.foreign().forEach((kind, id) -> ids.get(kind).add(id));
        grounds.absent().forEach((kind, id) -> ids.get(kind).add(id));
        ids.put("users", new ArrayList<>(List.of(spare, "nobody-at-all")));
        ids.put("team", new ArrayList<>(List.of(names.get("examiner"), names.get("reviewer"), spare, "nobody-at-all")));
        String team = "/api/v1/examinations/" + grounds.own().get("examinations") + "/team/";
        lead.put(team + names.get("examiner"), Map.of("duty", "EXAMINER")).expect(200);
        lead.put(team + names.get("reviewer"), Map.of("duty", "REVIEWER")).expect(200);
        tokens.remove("stranger");
    }

    private String person(String role) {
        String name = "fuzz" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        signInAs("admin").post("/api/v1/users",
                Map.of("username", name, "displayName", "Someone", "password", PASSWORD, "roles", List.of(role)))
            .expect(201);
        client().with("Authorization", "Bearer " + signIn(name, PASSWORD).expect(200).text("/accessToken"))
            .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", CHOSEN))
            .expect(204);
        return name;
    }

    private void signInAnew(String caller) {
        tokens.put(caller, caller.equals("administrator")
                ? signIn("admin", PASSWORD).expect(200).text("/accessToken")
                : signIn(names.get(caller), CHOSEN).expect(200).text("/accessToken"));
    }

    private Client bearer(String caller) {
        return client().with("Authorization", "Bearer " + tokens.get(caller));
    }

    /** Goes on with what was made; signs in again where the session was ended. */
    private void heed(Shot shot, Reply reply) {
        boolean ended = reply.status() == 401 && reply.text().contains("token-refused")
                || reply.status() == 204 && shot.target().contains("/auth/logout");
        if (ended && tokens.containsKey(shot.caller())) {
            signInAnew(shot.caller());
        }
        if (reply.status() == 200 && shot.target().contains("/second-factor-demands")) {
            // what was demanded holds for everybody, and would end the fuzz and the stories after it
            TestServers.get().asOwner("delete from second_factor_demand");
        }
        if (reply.status() == 201 || reply.status() == 202) {
            learn(reply.header("location"), reply);
        }
    }

    private void learn(String location, Reply reply) {
        String[] parts = location.split("/", -1);
        List<String> known = parts.length < 2 ? null : ids.get(parts[parts.length - 2]);
        if (known == null) {
            return;
        }
        try {
            known.add(JsonMapper.shared().readTree(reply.body()).at("/id").asString());
        } catch (JacksonException notJson) {
            assertThat(reply.text()).isEmpty();
        }
        if (known.size() > MOST_IDS) {
            known.remove(5);
        }
    }
}
