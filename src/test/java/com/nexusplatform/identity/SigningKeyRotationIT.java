package com.nexusplatform.identity;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.Client;
import com.nexusplatform.Client.Answer;
import com.nexusplatform.Instance;
import com.nexusplatform.ServiceIT;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The key that signs access tokens is replaced by the three steps of {@code docs/sign-in.md}, replica by replica, while people
 * work: no request fails, and in the end the old key is worth nothing.
 */
class SigningKeyRotationIT extends ServiceIT {

    private static final String OLD = "JWT_SECRET=the-old-key-of-this-story-has-32-bytes";
    private static final String NEW = "JWT_SECRET=the-new-key-of-this-story-has-32-bytes";
    private static final String NEW_BESIDE = "JWT_SECRET_OTHERS=the-new-key-of-this-story-has-32-bytes";
    private static final String OLD_BESIDE = "JWT_SECRET_OTHERS=the-old-key-of-this-story-has-32-bytes";
    private static final int PEOPLE = 4;
    /** Requests of one person between two renewals of the tokens. */
    private static final int BETWEEN_RENEWALS = 20;

    private final String database = Instance.emptyDatabase("signing_key");
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicIntegerArray renewals = new AtomicIntegerArray(PEOPLE);
    private final AtomicLong answered = new AtomicLong();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void failsNoRequestWhileTheKeyIsReplacedUnderLoad() throws Exception {
        replicas.add(start(OLD));
        replicas.add(start(OLD));
        String ofTheOldKey;
        try (ExecutorService people = Executors.newFixedThreadPool(PEOPLE)) {
            List<Future<?>> work = new ArrayList<>();
            for (int each = 0; each < PEOPLE; each++) {
                int person = each;
                // one after the other: passwords are hashed in few places, and replicas that only just started are slow at it
                Answer signedIn = ask(client -> client.post("/api/v1/auth/login",
                        Map.of("username", "lead", "password", PASSWORD)));
                work.add(people.submit(() -> work(person, signedIn)));
            }
            try {
                awaitRenewals();
                replaceAll(OLD, NEW_BESIDE);
                ofTheOldKey = replicas.getFirst().instance.signIn("auditor", PASSWORD).expect(200).text("/accessToken");
                replaceAll(NEW, OLD_BESIDE);
                replicas.getFirst().instance.bearer(ofTheOldKey).get("/api/v1/me").expect(200);
                replaceAll(NEW);
                awaitRenewals();
            } finally {
                done.set(true);
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        System.out.printf("%d requests while the signing key was replaced on two replicas: %d failed%n", answered.get(),
                failures.size());
        assertThat(failures).isEmpty();
        replicas.getFirst().instance.bearer(ofTheOldKey).get("/api/v1/me").expectProblem(401, "/token-refused");
        replicas.forEach(replica -> replica.instance.close());
    }

    /** Replaces one after the other: the next one in, no more requests to the old one, and away with it. */
    private void replaceAll(String... settings) {
        for (Replica old : List.copyOf(replicas)) {
            replicas.add(start(settings));
            replicas.remove(old);
            await("requests to the old replica are answered", () -> old.inFlight.get() == 0);
            old.instance.close();
        }
        awaitRenewals();
    }

    private Replica start(String... settings) {
        return new Replica(Instance.start(database, Clock.systemUTC(), settings), new AtomicInteger());
    }

    /** Waits until everyone has renewed their tokens twice from now on, which stands for the 15 minutes that a token lives. */
    private void awaitRenewals() {
        int[] before = IntStream.range(0, PEOPLE).map(renewals::get).toArray();
        await("everyone goes on", () -> !failures.isEmpty()
                || IntStream.range(0, PEOPLE).allMatch(person -> renewals.get(person) >= before[person] + 2));
    }

    /** One person: any replica will do for each request. */
    private void work(int person, Answer signedIn) {
        Answer tokens = signedIn;
        for (int request = 1; !done.get() && failures.isEmpty(); request++) {
            String refreshToken = tokens.text("/refreshToken");
            String accessToken = tokens.text("/accessToken");
            if (request % BETWEEN_RENEWALS == 0) {
                tokens = ask(client -> client.post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken)));
                renewals.incrementAndGet(person);
            } else {
                ask(client -> client.with("Authorization", "Bearer " + accessToken).get("/api/v1/examinations"));
            }
        }
    }

    private Answer ask(Function<Client, Answer> request) {
        Replica replica = anyReplica();
        try {
            Answer answer = request.apply(replica.instance.client());
            answered.incrementAndGet();
            if (answer.status() != 200) {
                failures.add(answer.status() + " " + answer.text());
            }
            return answer;
        } finally {
            replica.inFlight.decrementAndGet();
        }
    }

    private Replica anyReplica() {
        while (true) {
            List<Replica> present = List.copyOf(replicas);
            Replica chosen = present.get((int) (answered.get() % present.size()));
            chosen.inFlight.incrementAndGet();
            if (replicas.contains(chosen)) {
                return chosen;
            }
            chosen.inFlight.decrementAndGet();
        }
    }

    /** An instance, and how many requests it has to answer. */
    private record Replica(Instance instance, AtomicInteger inFlight) {}
}
