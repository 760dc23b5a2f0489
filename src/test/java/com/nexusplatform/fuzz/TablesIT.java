package com.nexusplatform.fuzz;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.nexusplatform.Client;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;

/** What the fuzz takes for a change of the state. */
class TablesIT extends ServiceIT {

    private static final String CHOSEN = "violet anchors under glass";
    private static final String FACTOR = "/api/v1/me/second-factor";

    @Test
    void takeNoCountedTryForAChange() throws SQLException {
        String name = "counted" + UUID.randomUUID().toString().substring(0, 8);
        signInAs("admin")
            .post("/api/v1/users",
                    Map.of("username", name, "displayName", "Someone", "password", PASSWORD, "roles",
                            List.of("EXAMINER")))
            .expect(201);
        as(name, PASSWORD).put("/api/v1/me/password", Map.of("current", PASSWORD, "new", CHOSEN)).expect(204);
        Client caller = as(name, CHOSEN);
        try (Tables tables = new Tables(TestServers.get())) {
            Map<String, String> before = tables.digest();
            caller.post(FACTOR, Map.of("password", CHOSEN)).expect(200);
            String begun = tables.digest().get("second_factor");
            assertThat(begun).isNotEqualTo(before.get("second_factor"));
            caller.post(FACTOR + "/confirm", Map.of("code", "PAY-1")).expectProblem(400, "/validation-failed");
            assertThat(tables.digest()).containsEntry("second_factor", begun);
        }
    }

    private Client as(String name, String password) {
        return client().with("Authorization", "Bearer " + signIn(name, password).expect(200).text("/accessToken"));
    }
}
