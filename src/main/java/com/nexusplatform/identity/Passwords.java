package com.nexusplatform.identity;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Secrets;

/**
 * Hashes and verifies passwords with Argon2id (19 MiB, 2 passes, 1 lane: the least that OWASP advises). Few at once, so that
 * guessing cannot take the cores and the memory from the rest of the service; over that, callers are told to come back.
 */
@Component
class Passwords {

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    private final Semaphore slots;
    private final int queue;
    private final long waitMillis;
    private final String nobodysHash;

    Passwords(IdentityProperties properties) {
        this.slots = new Semaphore(properties.hashingSlots(), true);
        this.queue = properties.hashingQueue();
        this.waitMillis = properties.hashingWait().toMillis();
        this.nobodysHash = encode(Secrets.random(24));
    }

    /**
     * A password as it is hashed: in the composed form of Unicode (NFC), which keyboards and systems reach in different ways for the
     * same characters, and otherwise exactly as it was typed.
     */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** The form to store. */
    String hash(String password) {
        return inSlot(() -> encode(normal(password)));
    }

    /** Whether the password is the one hashed; without a hash, as much work is done and the answer is no. */
    boolean matches(String password, @Nullable String hash) {
        String against = hash == null ? nobodysHash : hash;
        boolean matches = inSlot(() -> encoder.matches(normal(password), against));
        return matches && hash != null;
    }

    /** Whether a stored hash is weaker than what is stored today. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private String encode(String password) {
        String hash = encoder.encode(password);
        if (hash == null) {
            throw new IllegalStateException("a password must be given");
        }
        return hash;
    }

    private <T> T inSlot(Supplier<T> work) {
        if (slots.availablePermits() == 0 && slots.getQueueLength() >= queue || !acquired()) {
            throw new ProblemException(ProblemType.UNAVAILABLE,
                    "Too many people sign in at this moment. Try again in a few seconds.")
                .with("retryAfter", 2);
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }

    private boolean acquired() {
        try {
            return slots.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
