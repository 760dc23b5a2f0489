package com.nexusplatform.identity;

import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** The story of a session: sign in, look around, renew, sign out. */
class SignInIT extends ServiceIT {

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

    private Answer renew(String refreshToken) {
        return client().post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken));
    }

    private Client bearer(Answer tokens) {
        return client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
    }
}
