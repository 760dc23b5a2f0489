package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.local.TestServers;

/**
 * One object of every kind, three times: of an examination that the first users work on, of one that is none of their business,
 * and ids of nothing. The key is the part of the path before the id, such as {@code datasets}.
 *
 * @param own     objects of the first users
 * @param foreign objects of other people
 * @param absent  ids that nothing has
 */
public record Grounds(Map<String, String> own, Map<String, String> foreign, Map<String, String> absent) {

    private static final Map<String, String> FIXED = Map.of("procedures", "PAY-1", "team", "examiner");

    /** Makes the objects; {@code stranger} leads an examination of which the others are not, {@code someone} is only administered. */
    public static Grounds make(Client lead, Client stranger, String someone) {
        Map<String, String> own = objects(lead);
        own.put("users", someone);
        own.put("grants", withdrawnGrant(someone));
        own.putAll(FIXED);
        String examination = "/api/v1/examinations/" + own.get("examinations");
        lead.put(examination + "/team/examiner", Map.of("duty", "EXAMINER")).expect(200);
        lead.put(examination + "/team/reviewer", Map.of("duty", "REVIEWER")).expect(200);
        Map<String, String> foreign = objects(stranger);
        foreign.put("team", "examiner");
        Map<String, String> absent = new LinkedHashMap<>();
        for (String kind : List.of("examinations", "datasets", "runs", "samples", "sessions", "grants")) {
            absent.put(kind, UUID.randomUUID().toString());
        }
        absent.put("alerts", "987654321987");
        absent.put("users", "nobody-at-all");
        absent.put("procedures", "NO-1");
        absent.put("team", "examiner");
        return new Grounds(own, foreign, absent);
    }

    /** By SQL, since the story has one administrator, who decides alone. */
    private static String withdrawnGrant(String username) {
        String id = UUID.randomUUID().toString();
        TestServers.get()
            .asOwner(
                    """
                            insert into role_grant (id, user_id, roles, status, proposed_by, proposed_at)
                            select '%1$s', u.id, array['AUDITOR'], 'PROPOSED', a.id, now() from app_user u, app_user a
                            where u.username = '%2$s' and a.username = 'admin';
                            update role_grant set status = 'WITHDRAWN', decided_by = proposed_by, decided_at = now() where id = '%1$s'
                            """
                        .formatted(id, username));
        return id;
    }

    private static Map<String, String> objects(Client lead) {
        Map<String, String> made = new LinkedHashMap<>();
        made.put("examinations",
                lead.post("/api/v1/examinations",
                        Map.of("title", "Grounds", "institution", "Harbour Ltd", "periodStart", "2026-01-01",
                                "periodEnd", "2026-12-31", "currency", "EUR"))
                    .expect(201)
                    .text("/id"));
        String dataset = lead
            .upload("/api/v1/examinations/" + made.get("examinations") + "/datasets", "payments.csv",
                    payments().getBytes(StandardCharsets.UTF_8), Map.of("kind", "PAYMENTS"))
            .expect(202)
            .text("/id");
        made.put("datasets", dataset);
        JsonNode totals = settled(lead, "/api/v1/datasets/" + dataset, "LOADED").json().at("/controlTotals");
        lead.post("/api/v1/datasets/" + dataset + "/seal", Map.of("rows", totals.get("rows").asLong(), "debits",
                totals.get("debits").asString(), "credits", totals.get("credits").asString()))
            .expect(200);
        String run = lead
            .post("/api/v1/datasets/" + dataset + "/runs", Map.of("plan", List.of(Map.of("procedure", "PAY-1"))))
            .expect(202)
            .text("/id");
        made.put("runs", run);
        settled(lead, "/api/v1/runs/" + run, "SUCCEEDED");
        made.put("alerts", lead.get("/api/v1/runs/" + run + "/alerts").expect(200).text("/items/0/id"));
        made.put("samples", lead.post("/api/v1/runs/" + run + "/samples", Map.of("size", 2)).expect(201).text("/id"));
        made.put("sessions", lead.get("/api/v1/me/sessions").expect(200).text("/items/0/id"));
        return made;
    }

    private static Answer settled(Client lead, String path, String status) {
        Answer[] last = new Answer[1];
        Awaitility.await(path).atMost(Duration.ofMinutes(2)).until(() -> {
            last[0] = lead.get(path).expect(200);
            return last[0].text("/status").equals(status);
        });
        return last[0];
    }

    private static String payments() {
        StringBuilder csv = new StringBuilder("counterpartyId,documentNo,amount,postedAt\n");
        for (int row = 1; row <= 40; row++) {
            int nth = row == 12 ? 11 : row;
            csv.append("V%d,INV-%d,%d.25,2026-03-%02d\n".formatted(nth % 7, 1000 + nth, 100 + nth * nth, row % 28 + 1));
        }
        return csv.toString();
    }
}
