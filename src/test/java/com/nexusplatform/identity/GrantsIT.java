package com.nexusplatform.identity;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.Instance;
import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Two administrators grant roles together, in the service and in the database; one alone grants alone, and stays. */
class GrantsIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";

    private String database;
    private Instance service;
    private Client admin;

    @BeforeEach
    void startService() {
        database = Instance.emptyDatabase("grants");
        service = Instance.start(database, Clock.systemUTC());
        admin = service.bearer(service.signIn("admin", PASSWORD).expect(200));
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Test
    void oneProposesAndAnotherApproves() {
        grant(admin, "examiner", "LEAD_EXAMINER").expect(200);
        Client second = newUser("second", "ADMINISTRATOR");
        Client examiner = service.bearer(service.signIn("examiner", PASSWORD).expect(200));
        Answer proposed = grant(admin, "examiner", "REVIEWER").expect(202);
        String grant = proposed.header("Location").orElseThrow();
        assertThat(grant).isEqualTo("/api/v1/grants/" + proposed.text("/id"));
        assertThat(admin.get(grant).expect(200).text("/status")).isEqualTo("PROPOSED");
        assertThat(examiner.get("/api/v1/me").expect(200).text("/roles/0")).isEqualTo("LEAD_EXAMINER");

        Answer own = admin.post(grant + "/approval").expectProblem(403, "/not-allowed");
        assertThat(own.text("/detail")).contains("another administrator");
        examiner.post(grant + "/approval").expectProblem(403, "/not-allowed");
        grant(second, "examiner", "AUDITOR").expectProblem(409, "/conflict");

        Answer approved = second.post(grant + "/approval").expect(200);
        assertThat(approved.text("/status")).isEqualTo("APPROVED");
        assertThat(approved.text("/proposedBy")).isEqualTo("admin");
        assertThat(approved.text("/decidedBy")).isEqualTo("second");
        second.post(grant + "/approval").expectProblem(409, "/conflict");
        second.delete(grant).expectProblem(409, "/conflict");
        examiner.get("/api/v1/me").expectProblem(401, "/token-refused");
        examiner = service.bearer(service.signIn("examiner", PASSWORD).expect(200));
        assertThat(examiner.get("/api/v1/me").expect(200).json().at("/roles").toString()).isEqualTo("[\"REVIEWER\"]");
        assertThat(service.acts("examiner")).containsSubsequence("GRANT_PROPOSED", "ROLES_GRANTED");
        assertThat(admin.get("/api/v1/grants?limit=1").expect(200).text("/items/0/username")).isEqualTo("examiner");
    }

    @Test
    void aNewUserWaitsForRoles() {
        Client second = newUser("second", "ADMINISTRATOR");
        Answer created = admin.post("/api/v1/users",
                Map.of("username", "third", "displayName", "T", "password", PASSWORD, "roles",
                        List.of("ADMINISTRATOR")))
            .expect(201);
        assertThat(created.json().at("/roles").size()).isZero();
        String grant = "/api/v1/grants/" + admin.get("/api/v1/grants").expect(200).text("/items/0/id");
        second.delete(grant).expect(204);
        assertThat(admin.get(grant).expect(200).text("/status")).isEqualTo("WITHDRAWN");
        second.post(grant + "/approval").expectProblem(409, "/conflict");
        Client third = service.bearer(service.signIn("third", PASSWORD).expect(200));
        third.put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN)).expectProblem(403, "/not-allowed");
        String again = grant(admin, "third", "AUDITOR").expect(202).header("Location").orElseThrow();
        second.post(again + "/approval").expect(200);
        third.get("/api/v1/me").expectProblem(401, "/token-refused");
        third = service.bearer(service.signIn("third", PASSWORD).expect(200));
        assertThat(third.get("/api/v1/me").expect(200).json().at("/roles").toString()).isEqualTo("[\"AUDITOR\"]");
    }

    @Test
    void disablingTheOtherDoesNotMakeOneDecideAlone() {
        newUser("second", "ADMINISTRATOR");
        admin.put("/api/v1/users/second/status", Map.of("status", "DISABLED")).expect(200);
        grant(admin, "examiner", "LEAD_EXAMINER").expect(202);
        admin.put("/api/v1/users/admin/status", Map.of("status", "DISABLED")).expectProblem(409, "/conflict");
        grant(admin, "admin", "AUDITOR").expectProblem(409, "/conflict");
    }

    @Test
    void aGrantOfOneWhoNoLongerAdministersIsNotApproved() {
        Client second = newUser("second", "ADMINISTRATOR");
        String grant = grant(second, "examiner", "LEAD_EXAMINER").expect(202).header("Location").orElseThrow();
        admin.put("/api/v1/users/second/status", Map.of("status", "DISABLED")).expect(200);
        admin.post(grant + "/approval").expectProblem(409, "/conflict");
        admin.delete(grant).expect(204);
    }

    @Test
    void someoneAdministersWhateverIsTriedAtOnce() throws Exception {
        Client second = newUser("second", "ADMINISTRATOR");
        String first = grant(admin, "second", "AUDITOR").expect(202).header("Location").orElseThrow();
        String other = grant(second, "admin", "AUDITOR").expect(202).header("Location").orElseThrow();
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<Answer> one = both.submit(() -> second.post(first + "/approval"));
            Future<Answer> two = both.submit(() -> admin.post(other + "/approval"));
            // the loser may also have lost the right to ask by the time it asks
            assertThat(List.of(one.get().status(), two.get().status())).containsOnlyOnce(200);
        }
        assertThat(service.database()
            .sql("select count(*) from user_role where role = 'ADMINISTRATOR'")
            .query(Integer.class)
            .single()).isOne();
    }

    /** As the role that the service works as, past the service. */
    @ParameterizedTest
    @ValueSource(strings = {
            "update role_grant set status = 'APPROVED', decided_by = proposed_by, decided_at = now()",
            "update role_grant set proposed_by = user_id",
            "update role_grant set roles = array['ADMINISTRATOR']",
            "delete from role_grant",
            "insert into role_grant select gen_random_uuid(), user_id, roles, 'APPROVED', proposed_by, now(), user_id, now() from role_grant",
            "insert into user_role select id, 'ADMINISTRATOR' from app_user where username = 'examiner'",
            "update user_role set role = 'ADMINISTRATOR' where role = 'EXAMINER'",
            "delete from user_role where role = 'ADMINISTRATOR'"})
    void theDatabaseRefusesRolesThatNoSecondAdministratorApproved(String sql) throws SQLException {
        newUser("second", "ADMINISTRATOR");
        grant(admin, "examiner", "LEAD_EXAMINER").expect(202);
        TestServers servers = TestServers.get();
        for (String role : List.of("nexus_writer", servers.username())) {
            try (Connection connection = DriverManager.getConnection(database, servers.username(), servers.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("set role " + role);
                assertThatExceptionOfType(SQLException.class).as(role)
                    .isThrownBy(() -> statement.execute(sql))
                    .matches(refused -> refused.getSQLState().startsWith("23"), "refused by a rule");
            }
        }
    }

    private static Answer grant(Client by, String username, String role) {
        return by.put("/api/v1/users/" + username + "/roles", Map.of("roles", List.of(role)));
    }

    private Client newUser(String name, String role) {
        admin.post("/api/v1/users",
                Map.of("username", name, "displayName", "A person", "password", PASSWORD, "roles", List.of(role)))
            .expect(201);
        Client person = service.bearer(service.signIn(name, PASSWORD).expect(200));
        person.put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN)).expect(204);
        return person;
    }
}
