package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An auditor reads everything that there is to verify, and no personal data (ASVS V8.2.3): seeded values are searched in every
 * answer that the page of roles lets an auditor have. Whoever works on the examination finds them in the same answers.
 */
class AuditorViewIT extends EdgeStory {

    private static final String NAME = "Wilhelmina Quackenbush";
    private static final String ACCOUNT = "DE89 3704 0044 0532 0130 00";
    private static final List<String> SEEDS = List.of(NAME, ACCOUNT, "TX-7741-9035-K", "Birnenweg 17b, Unterhausen",
            "+49 170 5550199", "q.featherstone", "grant for Barnaby Applewhite", "Evangeline Thistlewood",
            "Ottoline Brackwater",
            "DE02 7001 0080 0030 8768 08", "Isolde Farthingale", "Zbigniew Kowalczyk", "PL61 1090 1014 0000 0712 1981");
    private static final String VENDORS = """
            counterpartyId,name,taxId,bankAccount,address,phone,status
            V0,Crane Ltd,TX-1000-0001-A,DE02 1203 0000 0000 2020 51,Hafenstrasse 1,+49 30 1000001,active
            V1,Wilhelmina Quackenbush,TX-7741-9035-K,DE89 3704 0044 0532 0130 00,"Birnenweg 17b, Unterhausen",+49 170 5550199,active
            """;
    private static final String EMPLOYEES = """
            name,taxId,bankAccount,address,phone
            Wilhelmina Quackenbush,TX-7741-9035-K,DE89 3704 0044 0532 0130 00,"Birnenweg 17b, Unterhausen",+49 170 5550199
            """;
    /** A file without a header: its first row is taken for one. */
    private static final String HEADLESS = """
            Zbigniew Kowalczyk,PL61 1090 1014 0000 0712 1981,1000.00,2026-03-01,a remark on Isolde Farthingale
            Jadwiga,PL10,no amount,2026-03-02,another
            """ + "Jadwiga,PL10,25.00,2026-03-02,another\n".repeat(60);
    private static final String HEADLESS_MAPPING = """
            {"fields":{"amount":"1000.00","postedAt":"2026-03-01","counterpartyName":"Zbigniew Kowalczyk"}}""";
    private static final int PAGES = 20;

    private final Map<String, List<String>> objects = new LinkedHashMap<>();
    private Client lead;
    private Client auditor;

    @Test
    void hidesPersonalDataInEveryAnswerThatAnAuditorCanGet() {
        seed();
        Map<String, Set<String>> shown = new TreeMap<>();
        Map<String, Set<String>> leaked = new TreeMap<>();
        int answers = 0;
        for (RolesPage.Row endpoint : endpoints()) {
            for (Map<String, String> chosen : choices(endpoint)) {
                answers += search(endpoint, auditor, chosen, leaked);
                if (endpoint.allowed().contains(Role.LEAD_EXAMINER)) {
                    search(endpoint, lead, chosen, shown);
                }
            }
        }
        System.out.printf("%d answers to an auditor searched for %d values; the lead finds some in %s%n", answers,
                SEEDS.size(), shown.keySet());
        assertThat(leaked).isEmpty();
        assertThat(shown.values().stream().flatMap(Set::stream)).containsAll(SEEDS);
        assertThat(shown).containsOnlyKeys("GET /api/v1/alerts/{alertId}", "GET /api/v1/datasets/{datasetId}/profile",
                "GET /api/v1/datasets/{datasetId}/records", "GET /api/v1/datasets/{datasetId}/records/export",
                "GET /api/v1/datasets/{datasetId}/rejects", "GET /api/v1/datasets/{datasetId}/rejects/export",
                "GET /api/v1/datasets/{datasetId}", "GET /api/v1/examinations/{examinationId}/datasets",
                "GET /api/v1/samples/{sampleId}/items", "GET /api/v1/datasets/{datasetId}/runs",
                "GET /api/v1/examinations/{examinationId}/runs", "GET /api/v1/runs/{runId}",
                "GET /api/v1/runs/{runId}/alerts", "GET /api/v1/runs/{runId}/alerts/export",
                "GET /api/v1/runs/{runId}/results", "POST /api/v1/runs/{runId}/reperform");
    }

    @Test
    void letsAnAuditorFollowTheSamePersonFromOneDatasetToAnother() {
        seed();
        List<String> datasets = objects.get("datasets");
        JsonNode payments = records(auditor, datasets.get(0));
        JsonNode vendors = records(auditor, datasets.get(1));
        JsonNode employees = records(auditor, datasets.get(2));
        String mark = vendors.at("/1/fields/name").asString();
        assertThat(mark).startsWith("masked ·").isNotEqualTo(vendors.at("/0/fields/name").asString());
        assertThat(employees.at("/0/fields/name").asString()).isEqualTo(mark);
        assertThat(payments.at("/1/fields/counterpartyName").asString()).isEqualTo(mark);
        assertThat(employees.at("/0/fields/bankAccount").asString()).isEqualTo(
                vendors.at("/1/fields/bankAccount").asString());
        assertThat(records(auditor, datasets.get(1)).at("/1/fields/name").asString()).isEqualTo(mark);
        assertThat(payments.at("/1/fields/amount")).isEqualTo(records(lead, datasets.get(0)).at("/1/fields/amount"));
    }

    @Test
    void refusesTheFileAndSaysInTheTrailWhoSawRecordsUnmasked() {
        seed();
        String dataset = "/api/v1/datasets/" + objects.get("datasets").getFirst();
        auditor.get(dataset + "/file").expectProblem(403, "/not-allowed");
        lead.get(dataset + "/file").expect(200);
        auditor.get(dataset + "/records").expect(200);
        lead.get(dataset + "/records").expect(200);
        String events = "/api/v1/audit/events?examination=" + objects.get("examinations").getFirst();
        assertThat(auditor.get(events + "&act=FILE_READ").expect(200).json().at("/items")).singleElement()
            .satisfies(event -> assertThat(event.get("actor").asString()).isEqualTo("lead"));
        JsonNode readings = auditor.get(events + "&act=RECORDS_READ").expect(200).json().at("/items");
        assertThat(readings).extracting(event -> event.get("actor").asString() + event.at("/after/masked").asBoolean())
            .containsExactly("leadfalse", "auditortrue");
    }

    @Test
    void saysInTheTrailWhoSawTheValuesOfAProfileUnmasked() {
        seed();
        String dataset = "/api/v1/datasets/" + objects.get("datasets").getFirst();
        auditor.get(dataset + "/profile").expect(200);
        lead.get(dataset + "/profile").expect(200);
        JsonNode readings = auditor.get("/api/v1/audit/events?act=PROFILE_READ&examination="
                + objects.get("examinations").getFirst())
            .expect(200)
            .json()
            .at("/items");
        assertThat(readings).extracting(event -> event.get("actor").asString() + event.at("/after/masked").asBoolean())
            .containsExactly("leadfalse", "auditortrue");
    }

    @Test
    void masksForWhoeverIsAnAuditorTooUnlessOnTheTeamForAnotherRole() {
        seed();
        String both = "both" + UUID.randomUUID().toString().substring(0, 8);
        signInAs("admin").post("/api/v1/users", Map.of("username", both, "displayName", "Both", "password", PASSWORD,
                "roles", List.of("AUDITOR", "EXAMINER")))
            .expect(201);
        bearer(signIn(both, PASSWORD).expect(200).text("/accessToken"))
            .put("/api/v1/me/password", Map.of("current", PASSWORD, "new", "brass lanterns by the quay"))
            .expect(204);
        Client caller = bearer(signIn(both, "brass lanterns by the quay").expect(200).text("/accessToken"));
        String dataset = objects.get("datasets").getFirst();
        String team = "/api/v1/examinations/" + objects.get("examinations").getFirst() + "/team/" + both;

        assertThat(records(caller, dataset).toString()).doesNotContain(NAME);
        assertThat(caller.get("/api/v1/datasets/" + dataset + "/file").expectProblem(403, "/not-allowed").text())
            .contains("masked");
        lead.put(team, Map.of("duty", "OBSERVER")).expect(200);
        assertThat(records(caller, dataset).toString()).contains(NAME);
        lead.put(team, Map.of("duty", "EXAMINER")).expect(200);
        assertThat(records(caller, dataset).toString()).contains(NAME);
        caller.get("/api/v1/datasets/" + dataset + "/file").expect(200);
    }

    /** What an auditor may call, but for what ends sessions or changes the caller. */
    private static List<RolesPage.Row> endpoints() {
        List<RolesPage.Row> endpoints = RolesPage.rows()
            .stream()
            .filter(row -> row.open() ? row.method().equals("GET") : row.allowed().contains(Role.AUDITOR))
            .filter(row -> !row.pattern().contains("/me/") && !row.pattern().contains("/auth/"))
            .sorted(Comparator.comparing(RolesPage.Row::pattern))
            .toList();
        assertThat(endpoints).hasSizeGreaterThan(25);
        return endpoints;
    }

    /** Every object of the kind that an endpoint names. */
    private List<Map<String, String>> choices(RolesPage.Row endpoint) {
        List<Map<String, String>> choices = new ArrayList<>();
        objects.forEach((kind, ids) -> {
            if (Calls.names(endpoint, kind)) {
                ids.forEach(id -> choices.add(Map.of(kind, id)));
            }
        });
        return choices.isEmpty() ? List.of(Map.of()) : choices;
    }

    /** Reads an answer and the pages after it; returns how many there were. */
    private static int search(RolesPage.Row endpoint, Client caller, Map<String, String> chosen,
            Map<String, Set<String>> found) {
        Answer answer = Calls.call(endpoint, caller, chosen);
        int pages = 1;
        search(endpoint, answer, found);
        while (endpoint.method().equals("GET") && pages < PAGES && nextCursor(answer) != null) {
            answer = caller.get(Calls.path(endpoint, chosen) + "?cursor=" + nextCursor(answer)).expect(200);
            search(endpoint, answer, found);
            pages++;
        }
        return pages;
    }

    private static void search(RolesPage.Row endpoint, Answer answer, Map<String, Set<String>> found) {
        String text = folded(answer.text() + answer.header("Content-Disposition").orElse(""));
        assertThat(answer.status()).as(endpoint.name()).isIn(200, 202);
        SEEDS.stream()
            .filter(seed -> text.contains(folded(seed)))
            .forEach(seed -> found.computeIfAbsent(endpoint.name(), name -> new TreeSet<>()).add(seed));
    }

    private static String nextCursor(Answer answer) {
        if (!answer.header("Content-Type").orElse("").startsWith("application/json")) {
            return null;
        }
        JsonNode cursor = answer.json().path("nextCursor");
        return cursor.isString() ? cursor.asString() : null;
    }

    /** Neither case nor punctuation hides a value from the search. */
    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static JsonNode records(Client caller, String dataset) {
        return caller.get("/api/v1/datasets/" + dataset + "/records").expect(200).json().at("/items");
    }

    private void seed() {
        lead = signInAs("lead");
        auditor = signInAs("auditor");
        String examination = lead
            .post("/api/v1/examinations",
                    Map.of("title", "Seeded", "institution", "Harbour Ltd", "periodStart", "2026-01-01", "periodEnd",
                            "2026-12-31", "currency", "EUR"))
            .expect(201)
            .text("/id");
        String payments = sealed(examination, "PAYMENTS", payments());
        objects.put("examinations", List.of(examination));
        objects.put("datasets", List.of(payments, sealed(examination, "VENDORS", VENDORS),
                sealed(examination, "EMPLOYEES", EMPLOYEES), headless(examination)));
        String run = run(payments, Map.of());
        String duplicates = run(payments, Map.of("plan", List.of(Map.of("procedure", "PAY-1"), Map.of("procedure",
                "LED-7", "parameters", Map.of("add", List.of("Isolde Farthingale"))))));
        List<String> alerts = new ArrayList<>(alerts(run));
        alerts.addAll(alerts(duplicates));
        assertThat(alerts).isNotEmpty();
        String sample = lead.post("/api/v1/runs/" + duplicates + "/samples", Map.of("size", 5))
            .expect(201)
            .text("/id");
        judge(alerts, sample);
        objects.put("runs", List.of(run, duplicates));
        objects.put("alerts", alerts);
        objects.put("samples", List.of(sample));
        objects.put("procedures", List.of("PAY-1"));
    }

    private List<String> alerts(String run) {
        return lead.get("/api/v1/runs/" + run + "/alerts?limit=500")
            .expect(200)
            .json()
            .at("/items")
            .findValuesAsString("id");
    }

    private String headless(String examination) {
        String id = lead
            .upload("/api/v1/examinations/" + examination + "/datasets", "rows.csv",
                    HEADLESS.getBytes(StandardCharsets.UTF_8), Map.of("kind", "PAYMENTS", "mapping", HEADLESS_MAPPING))
            .expect(202)
            .text("/id");
        awaitStatus(lead, "/api/v1/datasets/" + id, "LOADED");
        return id;
    }

    private String run(String dataset, Map<String, ?> body) {
        String run = lead.post("/api/v1/datasets/" + dataset + "/runs", body).expect(202).text("/id");
        awaitStatus(lead, "/api/v1/runs/" + run, "SUCCEEDED");
        return run;
    }

    /** What people write repeats what they saw in the records. */
    private void judge(List<String> alerts, String sample) {
        for (String alert : alerts) {
            JsonNode record = lead.get("/api/v1/alerts/" + alert).expect(200).json().at("/records/0");
            lead.post("/api/v1/alerts/" + alert + "/disposition",
                    Map.of("outcome", "EXPLAINED", "reason", "Asked " + seen(record) + "; it is as it should be."))
                .expect(200);
        }
        JsonNode item = lead.get("/api/v1/samples/" + sample + "/items").expect(200).json().at("/items/0");
        lead.post("/api/v1/samples/" + sample + "/inspections", Map.of("items", List.of(Map.of("rowNo",
                item.get("rowNo").asInt(), "outcome", "CORRECT", "note", "seen with " + seen(item.get("record"))))))
            .expect(200);
    }

    private static String seen(JsonNode record) {
        return record.at("/fields/counterpartyName").asString() + " of " + record.at("/source/Remark B").asString();
    }

    private String sealed(String examination, String kind, String csv) {
        String id = lead
            .upload("/api/v1/examinations/" + examination + "/datasets",
                    kind + " of Ottoline Brackwater.csv", csv.getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", kind, "name", kind + " of DE02 7001 0080 0030 8768 08"))
            .expect(202)
            .text("/id");
        JsonNode totals = awaitStatus(lead, "/api/v1/datasets/" + id, "LOADED", "REJECTED").json()
            .at("/controlTotals");
        lead.post("/api/v1/datasets/" + id + "/seal", JsonMapper.shared()
            .createObjectNode()
            .put("rows", totals.get("rows").asLong())
            .put("debits", totals.path("debits").asString("0"))
            .put("credits", totals.path("credits").asString("0"))
            .toString()).expect(200);
        return id;
    }

    /** Sixty payments of which some were made twice; one cannot be read, since its cells have moved. */
    private static String payments() {
        StringBuilder csv = new StringBuilder("counterpartyId,counterpartyName,documentNo,amount,postedAt,account,"
                + "counterAccount,description,createdBy,approvedBy,Remark A,Remark B,Remark C\n");
        for (int row = 0; row < 60; row++) {
            int nth = row % 20 == 19 ? row - 1 : row;
            boolean seeded = nth % 3 == 1;
            csv.append("V%d,%s,INV-%d,%d.25,2026-03-%02d,%s,%s,%s,%s,%s,%s,%s,%s%n".formatted(seeded ? 1 : nth % 7,
                    seeded ? NAME : "Dock " + "abcdefg".charAt(nth % 7) + " Ltd", 1000 + nth, 100 + nth * nth,
                    row % 28 + 1, seeded ? ACCOUNT : "DE0" + nth, "6100", seeded
                            ? "grant for Barnaby Applewhite"
                            : nth == 0 ? "loan to Isolde Farthingale" : "goods",
                    "q.featherstone", seeded ? "q.featherstone" : "someone", "TX-7741-9035-K",
                    "\"Birnenweg 17b, Unterhausen\"", "+49 170 5550199"));
        }
        return csv.append("V2,Dock c Ltd,INV-5000,Evangeline Thistlewood,2026-03-05,DE02,6100,goods,x,y,,,\n")
            .toString()
            .replace("\r", "");
    }
}
