package com.nexusplatform.platform;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** The description of the API that a browser or a generator reads. */
class ApiDescriptionIT extends ServiceIT {

    @Test
    void saysOfEachOperationWhoMayCallItAndHowItFails() {
        JsonNode paths = client().get("/v3/api-docs").expect(200).json().get("paths");
        List<String> lacking = new ArrayList<>();
        paths.forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> {
            boolean told = operation.path("description").asString("").startsWith("Allowed to ")
                    && operation.has("security")
                    || operation.path("description").asString("").startsWith("Without sign-in: ");
            boolean fails = operation.at("/responses/default/content").has("application/problem+json");
            if (!told || !fails) {
                lacking.add(method + " " + path);
            }
        }));
        assertThat(paths.size()).isGreaterThan(20);
        assertThat(lacking).isEmpty();
    }

    @Test
    void namesNoParameterThatTheTokenCarries() {
        JsonNode description = client().get("/v3/api-docs").expect(200).json();
        assertThat(description.toString()).doesNotContain("\"caller\"", "\"/error\"", "schemas/Actor\"");
        description.get("paths").forEachEntry((path, operations) -> {
            if (!path.equals("/api/v1/audit/events")) { // which tells of other people's acts
                assertThat(operations.toString()).as(path).doesNotContain("\"actor\"");
            }
        });
    }

    @Test
    void tellsWhatIsMadeFromWhatIsOnlyBegun() {
        JsonNode paths = client().get("/v3/api-docs").expect(200).json().get("paths");
        assertThat(paths.get("/api/v1/examinations").at("/post/responses").has("201")).isTrue();
        assertThat(paths.get("/api/v1/datasets/{datasetId}/runs").at("/post/responses").has("202")).isTrue();
        assertThat(paths.get("/api/v1/examinations/{examinationId}/datasets").at("/post/responses").has("202"))
            .isTrue();
    }

    @Test
    void tellsWhereAVersionMustBeStatedAndWhereItMay() {
        JsonNode paths = client().get("/v3/api-docs").expect(200).json().get("paths");
        JsonNode scope = ifMatch(paths.at("/~1api~1v1~1examinations~1{id}/patch"));
        assertThat(scope.at("/required").asBoolean()).isTrue();
        assertThat(scope.at("/description").asString()).contains("412", "428");
        for (String act : List.of("examinations~1{id}~1team~1{username}/put",
                "examinations~1{id}~1team~1{username}/delete", "examinations~1{id}~1transitions/post",
                "alerts~1{alertId}~1disposition/post")) {
            JsonNode team = ifMatch(paths.at("/~1api~1v1~1" + act));
            assertThat(team.at("/required").asBoolean()).as(act).isFalse();
            assertThat(team.at("/description").asString()).as(act).contains("412").doesNotContain("428");
        }
    }

    private static JsonNode ifMatch(JsonNode operation) {
        return operation.get("parameters")
            .valueStream()
            .filter(parameter -> parameter.get("name").asString().equals("If-Match"))
            .findFirst()
            .orElseThrow();
    }

    @Test
    void namesThePartsOfAnUpload() {
        JsonNode description = client().get("/v3/api-docs").expect(200).json();
        assertThat(description.at("/components/schemas/Parts/properties/file/format").asString()).isEqualTo("binary");
    }
}
