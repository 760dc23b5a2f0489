package com.nexusplatform.vault;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.SettingRefusedException;
import com.nexusplatform.shared.WorkQueue;

/**
 * The keys that this database knows, and the change to a new one. A start without a key that values are sealed with is refused; a start
 * with a new present key orders the job that seals everything with it. Looked at before anything else starts, and not while the context is
 * only made, which the training run of the image does without a database.
 */
@Component
public class Rotation implements SmartLifecycle {

    private final KeyRing ring;
    private final KeyRepository keys;
    private final SealedColumns columns;
    private final ObjectProvider<WorkQueue> queue;
    private final Clock clock;
    private volatile boolean running;

    Rotation(KeyRing ring, KeyRepository keys, SealedColumns columns, ObjectProvider<WorkQueue> queue, Clock clock) {
        this.ring = ring;
        this.keys = keys;
        this.columns = columns;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * A key as known to the database and to this instance.
     *
     * @param id         its id
     * @param present    whether this instance seals with it
     * @param configured whether this instance can open with it
     * @param values     values that are sealed with it: data keys and single values
     */
    public record KnownKey(String id, boolean present, boolean configured, long values) {}

    /** All keys: the present one, the others that are configured, then those that are only known to the database. */
    public List<KnownKey> known() {
        Map<String, Long> values = columns.values();
        List<KnownKey> known = new ArrayList<>();
        Stream.of(ring.ids(), keys.ids(), values.keySet())
            .flatMap(ids -> ids.stream())
            .distinct()
            .forEach(id -> known.add(new KnownKey(id, id.equals(ring.present()), ring.key(id).isPresent(),
                    values.getOrDefault(id, 0L))));
        return known;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        Map<String, Long> values = columns.values();
        for (String id : keys.ids()) {
            if (ring.key(id).isEmpty() && !values.containsKey(id)) {
                keys.forget(id); // here and not by the job: instances that seal with it may not be replaced yet
            } else if (ring.key(id).isEmpty()) {
                throw new SettingRefusedException(KeyRing.SETTING,
                        "is not the key that this database was sealed with (key id "
                                + id + ")",
                        "Set ENCRYPTION_KEY to that key. To change to a new key, put the former one into ENCRYPTION_KEY_OTHERS until"
                                + " the job that seals everything anew is done; docs/keys.md says how, and what to do when a"
                                + " key is lost.");
            }
        }
        keys.note(ring.present(), clock.instant().atOffset(ZoneOffset.UTC));
        due().ifPresent(id -> queue.ifAvailable(known -> known.add(VaultConfiguration.ROTATION.instance(id).build())));
        running = true;
    }

    /** Id of the present key where it is the one that came last, and something is sealed with another. */
    Optional<String> due() {
        return Optional.of(ring.present()).filter(id -> id.equals(keys.latest()) && columns.hasOthers(id));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
