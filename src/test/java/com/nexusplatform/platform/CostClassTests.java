package com.nexusplatform.platform;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Every endpoint has a class of cost, and those that are dear are known as such. */
class CostClassTests {

    @Test
    void everyEndpointHasAClass() {
        Map<CostClass, Set<String>> endpoints = new EnumMap<>(CostClass.class);
        for (RolesPage.Row row : RolesPage.rows()) {
            String path = row.pattern().replaceAll("\\{[^}]+}", "7");
            endpoints.computeIfAbsent(CostClass.of(row.method().replace("ANY", "GET"), path), key -> new TreeSet<>())
                .add(row.name());
        }
        assertThat(endpoints.get(CostClass.HEAVY)).contains("POST /api/v1/examinations/{examinationId}/datasets",
                "POST /api/v1/datasets/{datasetId}/runs", "POST /api/v1/runs/{runId}/what-if",
                "POST /api/v1/runs/{runId}/reperform", "GET /api/v1/audit/export", "GET /api/v1/audit/verify",
                "GET /api/v1/datasets/{datasetId}/file");
        assertThat(endpoints.get(CostClass.SIGN_IN)).contains("POST /api/v1/auth/login");
        assertThat(endpoints.get(CostClass.WRITE)).contains("POST /api/v1/examinations",
                "PATCH /api/v1/examinations/{id}", "PUT /api/v1/me/password", "DELETE /api/v1/me/sessions/{id}");
        assertThat(endpoints.get(CostClass.READ)).contains("GET /api/v1/examinations", "GET /api/v1/alerts/{alertId}")
            .allMatch(name -> name.startsWith("GET ") || name.startsWith("ANY "));
    }

    @Test
    void theHeadOfAFileCostsAsMuchAsTheFile() {
        MockHttpServletRequest head = new MockHttpServletRequest("HEAD", "/api/v1/datasets/7/file");
        assertThat(CostClass.of(head)).isEqualTo(CostClass.HEAVY);
    }
}
