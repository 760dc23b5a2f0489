package com.nexusplatform.identity;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** The story of a session: sign in, look around, renew, sign out. */
class SignInIT extends ServiceIT {

    @Autowired
    private JdbcClient database;

    @Test
    void signsInRenewsAndSignsOut() {
        Answer first = signIn("Lead", PASSWORD).expect(200);
        assertThat(first.json().propertyNames()).containsExactly("accessToken", "tokenType", "expiresIn",
                "refreshToken");
        assertThat(first.text("/tokenType")).isEqualTo("Bearer");
        assertThat(first.json().at("/expiresIn").asInt()).isBetween(1, 900);
        Client lead = bearer(first);
        Answer me = lead.get("/api/v1/me").expect(200);
        assertThat(me.text("/username")).isEqualTo("lead");
        assertThat(me.text("/displayName")).isEqualTo("Lead examiner");
        assertThat(me.json().at("/roles").toString()).isEqualTo("[\"LEAD_EXAMINER\"]");

        Answer second = renew(first.text("/refreshToken")).expect(200);
        bearer(second).get("/api/v1/me").expect(200);
        bearer(second).post("/api/v1/auth/logout").expect(204);
        bearer(second).get("/api/v1/me").expectProblem(401, "/token-refused");
        lead.get("/api/v1/me").expectProblem(401, "/token-refused");
        renew(second.text("/refreshToken")).expectProblem(401, "/token-refused");
    }

    @Test
    void endsTheFamilyWhenASpentRefreshTokenComesBack() {
        Answer first = signIn("lead", PASSWORD).expect(200);
        Answer second = renew(first.text("/refreshToken")).expect(200);
        renew(first.text("/refreshToken")).expectProblem(401, "/token-refused");
        renew(second.text("/refreshToken")).expectProblem(401, "/token-refused");
        bearer(second).get("/api/v1/me").expectProblem(401, "/token-refused");
    }

    @Test
    void refusesUnknownUsersAndWrongPasswordsWithTheSameWords() {
        Answer wrong = signIn("reviewer", "not the password of it").expectProblem(401, "/sign-in-refused");
        Answer unknown = signIn("nobody-of-that-name", PASSWORD).expectProblem(401, "/sign-in-refused");
        assertThat(unknown.text("/detail")).isEqualTo(wrong.text("/detail"));
        assertThat(unknown.text("/title")).isEqualTo(wrong.text("/title"));
    }

    @Test
    void renewsAHashOfAnOutdatedCost() {
        String name = "outdated-" + UUID.randomUUID();
        signInAs("admin")
            .post("/api/v1/users",
                    Map.of("username", name, "displayName", "Of old", "password", PASSWORD, "roles",
                            List.of("EXAMINER")))
            .expect(201);
        String outdated = new Argon2PasswordEncoder(16, 32, 1, 4 * 1024, 1).encode(PASSWORD);
        database.sql("update app_user set password_hash = :hash where username = :name")
            .param("hash", outdated)
            .param("name", name)
            .update();
        signIn(name, "not the password of it").expectProblem(401, "/sign-in-refused");
        assertThat(hashOf(name)).as("only its owner renews it").isEqualTo(outdated);
        signIn(name, PASSWORD).expect(200);
        String renewed = hashOf(name);
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        signIn(name, PASSWORD).expect(200);
        assertThat(hashOf(name)).as("of the present cost").isEqualTo(renewed);
        signIn(name, "not the password of it").expectProblem(401, "/sign-in-refused");
    }

    private String hashOf(String username) {
        return database.sql("select password_hash from app_user where username = :name")
            .param("name", username)
            .query(String.class)
            .single();
    }

    private Answer renew(String refreshToken) {
        return client().post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    private Client bearer(Answer tokens) {
        return client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
    }
}
