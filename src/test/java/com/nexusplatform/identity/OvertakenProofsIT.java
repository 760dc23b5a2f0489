package com.nexusplatform.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/** Proofs of who somebody is, overtaken by a change of what was proven before anything came of them. */
class OvertakenProofsIT extends ServiceIT {

    private static final String OWN = "violet anchors under glass";
    private static final String SHORT = "v9!kTzq2";
    private static final String FACTOR = "/api/v1/me/second-factor";

    @Autowired
    private JdbcClient database;
    @Autowired
    private TransactionTemplate transaction;

    @Test
    void opensNoSessionForAPasswordThatIsNoLongerTheOne() {
        Person person = newPerson();
        Answer late = whileChanging(person, () -> signIn(person.name, OWN),
                "update app_user set password_hash = (select password_hash from app_user where username = 'admin')"
                        + " where username = :name");
        late.expectProblem(401, "/sign-in-refused");
        assertThat(sessions(person)).isEqualTo(1);
        signIn(person.name, PASSWORD).expect(200);
    }

    @Test
    void opensNoSessionWithoutACodeOfAFactorThatThereIsMeanwhile() {
        Person person = newPerson();
        person.client.post(FACTOR, Map.of("password", OWN)).expect(200);
        Answer late = whileChanging(person, () -> signIn(person.name, OWN),
                "update second_factor set confirmed_at = now() where user_id = (select id from app_user where username = :name)");
        late.expectProblem(401, "/second-factor-required");
        assertThat(sessions(person)).isEqualTo(1);
    }

    @Test
    void keepsTheFactorBesideAPasswordThatIsAnotherMeanwhile() {
        Person person = newPerson();
        List<String> codes = enrol(person);
        Answer late = whileChanging(person,
                () -> person.client.delete(FACTOR, Map.of("password", OWN, "code", codes.getFirst())),
                "update app_user set password_hash = (select password_hash from app_user where username = 'admin')"
                        + " where username = :name");
        assertThat(late.expectProblem(400, "/validation-failed").text("/field")).isEqualTo("password");
        assertThat(person.client.get(FACTOR).expect(200).json().at("/enrolled").asBoolean()).isTrue();
    }

    @Test
    void choosesNoShortPasswordBesideAFactorThatIsGoneMeanwhile() {
        Person person = newPerson();
        enrol(person);
        Answer late = whileChanging(person,
                () -> person.client.put("/api/v1/me/password", Map.of("current", OWN, "new", SHORT)),
                "with one as (update app_user set version = version + 1 where username = :name returning id)"
                        + " delete from second_factor where user_id in (select id from one)");
        late.expectProblem(412, "/stale");
        signIn(person.name, OWN).expect(200);
    }

    /** What the person is answered who asks for something while a change holds the user, and is done first. */
    private Answer whileChanging(Person person, Supplier<Answer> asking, String change) {
        CompletableFuture<Answer> late = transaction.execute(status -> {
            database.sql("select id from app_user where username = :name for update")
                .param("name", person.name)
                .query()
                .singleRow();
            CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(asking);
            await("the user is waited for", () -> waiting() > 0);
            database.sql(change).param("name", person.name).update();
            return asked;
        });
        return late.join();
    }

    private int waiting() {
        return database.sql("select count(*) from pg_locks where not granted and locktype = 'transactionid'")
            .query(Integer.class)
            .single();
    }

    private int sessions(Person person) {
        return database.sql("""
                select count(*) from user_session s join app_user u on u.id = s.user_id
                where u.username = :name and s.ended_at is null
                """).param("name", person.name).query(Integer.class).single();
    }

    private Person newPerson() {
        String name = "o-" + UUID.randomUUID();
        signInAs("admin")
            .post("/api/v1/users", Map.of("username", name, "displayName", "A person", "password", PASSWORD, "roles",
                    List.of("EXAMINER")))
            .expect(201);
        Client client = bearer(signIn(name, PASSWORD).expect(200));
        client.put("/api/v1/me/password", Map.of("current", PASSWORD, "new", OWN)).expect(204);
        return new Person(name, client);
    }

    private static List<String> enrol(Person person) {
        Answer confirmed = Authenticator.begin(person.client, OWN).confirm(person.client, Instant.now()).expect(200);
        return StreamSupport.stream(confirmed.json().at("/recoveryCodes").spliterator(), false)
            .map(JsonNode::asString)
            .toList();
    }

    private Client bearer(Answer tokens) {
        return client().with("Authorization", "Bearer " + tokens.text("/accessToken"));
    }

    /** Somebody, signed in. */
    private record Person(String name, Client client) {}
}
