package com.nexusplatform.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;
import com.nexusplatform.shared.Role;

/** Proof that the trail is whole: its head, its verification, and the export by which others verify it. */
@Service
public class TrailProof {

    private static final int RETRY_SECONDS = 5;

    private final Chain chain;
    private final TrailReader reader;
    private final Trail trail;
    private final TrailKey key;
    private final Semaphore walks = new Semaphore(2);

    TrailProof(Chain chain, TrailReader reader, Trail trail, TrailKey key) {
        this.chain = chain;
        this.reader = reader;
        this.trail = trail;
        this.key = key;
    }

    /** The last link of the chain. */
    public Head head() {
        return chain.head();
    }

    /** The last signed head. */
    public Optional<Checkpoint> lastCheckpoint() {
        return chain.lastCheckpoint();
    }

    /** Public keys whose signatures are believed, each by its identity; the first one signs. */
    public List<TrustedKey> publicKeys() {
        return key.publicHalves();
    }

    /**
     * Verifies the chain; for an administrator its head alone, beside the link that was kept elsewhere.
     *
     * @param anchor a head that was kept elsewhere, to be found again
     * @throws ProblemException UNAVAILABLE while others walk along the chain
     */
    public Verdict verify(@Nullable Head anchor, Actor actor) {
        boolean all = actor.roles().stream().anyMatch(role -> role != Role.ADMINISTRATOR);
        return walking(() -> all ? reader.verify(anchor) : reader.verifyHead(anchor));
    }

    /** Writes the export, line by line, and records who took it. */
    public void export(Consumer<String> line, Actor actor) {
        walking(() -> {
            trail.note(Entry.of(Act.TRAIL_EXPORTED, actor, "chain"));
            reader.export(line);
            return true;
        });
    }

    private <T> T walking(Supplier<T> walk) {
        if (!walks.tryAcquire()) {
            throw new ProblemException(ProblemType.UNAVAILABLE,
                    "Others verify the trail at this moment; try again in " + RETRY_SECONDS + " seconds.")
                .with("retryAfter", RETRY_SECONDS);
        }
        try {
            return walk.get();
        } finally {
            walks.release();
        }
    }
}
