package com.nexusplatform.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;

/** Passwords are stored as Argon2id, and hashing them cannot take the whole machine. */
class PasswordsTests {

    private final Passwords passwords = new Passwords(IdentityFixtures.settings());

    @Test
    void storesArgon2idWithItsParametersAndASaltOfItsOwn() {
        String first = passwords.hash("Quiet-Harbour-7-Lanterns");
        assertThat(first).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.hash("Quiet-Harbour-7-Lanterns")).isNotEqualTo(first);
        assertThat(passwords.isOutdated(first)).isFalse();
        assertThat(passwords.isOutdated(first.replace("m=19456", "m=4096"))).isTrue();
    }

    @Test
    void tellsTheRightPasswordFromOthersAndFromNobody() {
        String hash = passwords.hash("Quiet-Harbour-7-Lanterns");
        assertThat(passwords.matches("Quiet-Harbour-7-Lanterns", hash)).isTrue();
        assertThat(passwords.matches("quiet-harbour-7-lanterns", hash)).isFalse();
        assertThat(passwords.matches("Quiet-Harbour-7-Lanterns", null)).isFalse();
    }

    @Test
    void sendsCallersAwayWhenAllSlotsAndTheQueueAreTaken() throws Exception {
        Passwords one = new Passwords(
                IdentityFixtures.settings("hashing-slots", "1", "hashing-queue", "0", "hashing-wait", "1ms"));
        AtomicInteger hashed = new AtomicInteger();
        AtomicInteger sentAway = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                all.add(callers.submit(() -> {
                    start.await();
                    try {
                        one.hash("Quiet-Harbour-7-Lanterns");
                        hashed.incrementAndGet();
                    } catch (ProblemException busy) {
                        assertThat(busy.type()).isEqualTo(ProblemType.UNAVAILABLE);
                        assertThat(busy.properties()).containsEntry("retryAfter", 2);
                        sentAway.incrementAndGet();
                    }
                    return null;
                }));
            }
            start.countDown();
        }
        for (Future<?> caller : all) {
            caller.get();
        }
        assertThat(hashed.get()).isPositive();
        assertThat(sentAway.get()).isPositive();
        assertThat(hashed.get() + sentAway.get()).isEqualTo(8);
        assertThat(one.matches("Quiet-Harbour-7-Lanterns", one.hash("Quiet-Harbour-7-Lanterns"))).isTrue();
    }
}
