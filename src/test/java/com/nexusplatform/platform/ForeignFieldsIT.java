package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body sets nothing that its act does not own (ASVS V15.3.3): to every endpoint that takes one, each of these members is sent
 * beside a body that would be accepted, at its top and in the objects of its lists. The answer names the member, and no table
 * that people's acts are kept in has changed.
 */
class ForeignFieldsIT extends EdgeStory {

    private static final List<String> FOREIGN = List.of("id", "status", "state", "version", "preparer", "preparers",
            "createdBy", "createdAt", "approvedBy", "sealedBy", "madeBy", "by", "userId", "actor", "hash", "runHash",
            "resultHash", "contentSha256", "fileSha256", "roles", "role", "duty", "team", "examinationId", "points",
            "alertCount", "mustChangePassword", "passwordHash", "isAdmin", "__proto__", "class", "unheardOf");
    private static final List<String> KEPT = List.of("app_user", "user_role", "examination", "examination_member",
            "examination_preparer", "examination_transition", "disposition", "sample", "sample_item",
            "sample_inspection");
    private static final List<String> COUNTED = List.of("dataset", "run", "alert", "result");
    private static final Map<Role, String> NAMES = Map.of(Role.LEAD_EXAMINER, "lead", Role.EXAMINER, "examiner",
            Role.REVIEWER, "reviewer", Role.ADMINISTRATOR, "admin", Role.AUDITOR, "auditor");

    @Autowired
    private JdbcClient database;

    private final List<String> breaches = new ArrayList<>();
    private int sent;

    @Test
    void areRefusedByEveryEndpointThatTakesABody() {
        Map<String, String> own = grounds().own();
        Map<String, String> before = kept();
        List<RolesPage.Row> endpoints = RolesPage.rows().stream().filter(Calls::takesJson).toList();
        assertThat(endpoints).hasSizeGreaterThan(12);
        endpoints.forEach(endpoint -> refuses(endpoint, own));
        assertThat(breaches).isEmpty();
        assertThat(kept()).isEqualTo(before);
        System.out.printf("%d endpoints with a body: %d bodies with a foreign member refused%n", endpoints.size(),
                sent);
    }

    @Test
    void areRefusedBesideAnUpload() {
        String path = "/api/v1/examinations/" + grounds().own().get("examinations") + "/datasets";
        Map<String, String> before = kept();
        for (String foreign : FOREIGN) {
            Answer refused = signInAs("lead").upload(path, "more.csv",
                    "documentNo,amount,postedAt\nA-1,12.50,2026-03-01\n".getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", "PAYMENTS", foreign, "SEALED"))
                .expectProblem(400, "/bad-request");
            assertThat(refused.text("/detail")).contains(foreign);
        }
        assertThat(kept()).isEqualTo(before);
    }

    private void refuses(RolesPage.Row endpoint, Map<String, String> own) {
        Client caller = endpoint.open() ? client() : signInAs(NAMES.get(endpoint.allowed().iterator().next()));
        for (String foreign : FOREIGN) {
            int places = holders(body(endpoint, own)).size();
            for (int place = 0; place < places; place++) {
                ObjectNode body = body(endpoint, own);
                ObjectNode holder = holders(body).get(place);
                if (!holder.has(foreign)) {
                    holder.put(foreign, "1");
                    check(endpoint, foreign, Calls.send(endpoint, caller, own, body.toString()));
                }
            }
        }
    }

    private void check(RolesPage.Row endpoint, String foreign, Answer answer) {
        sent++;
        boolean named = answer.status() == 400 && answer.text().contains(foreign)
                && answer.header("Content-Type").orElse("").startsWith("application/problem+json");
        if (!named) {
            breaches.add(endpoint.name() + " with " + foreign + ": " + answer.status() + " " + answer.text());
        }
    }

    private static ObjectNode body(RolesPage.Row endpoint, Map<String, String> own) {
        return (ObjectNode) JsonMapper.shared().readTree(Calls.body(endpoint, own));
    }

    /** The body and the objects of its lists. */
    private static List<ObjectNode> holders(ObjectNode body) {
        List<ObjectNode> holders = new ArrayList<>(List.of(body));
        for (JsonNode member : body) {
            if (member.isArray()) {
                member.forEach(item -> {
                    if (item instanceof ObjectNode object) {
                        holders.add(object);
                    }
                });
            }
        }
        return holders;
    }

    /** What the tables hold that the acts of people are kept in. */
    private Map<String, String> kept() {
        Map<String, String> kept = new TreeMap<>();
        for (String table : KEPT) {
            kept.put(table, value("select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from " + table
                    + " t"));
        }
        for (String table : COUNTED) {
            kept.put(table, value("select count(*)::text from " + table));
        }
        return kept;
    }

    private String value(String query) {
        return database.sql(query).query(String.class).single();
    }
}
