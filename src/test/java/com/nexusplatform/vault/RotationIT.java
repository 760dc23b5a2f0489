package com.nexusplatform.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.audit.TrailFixtures;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Secrets;
import com.nexusplatform.shared.SettingRefusedException;
import com.nexusplatform.shared.WorkQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code ENCRYPTION_KEY} is changed as docs/keys.md says it, on two instances over one database, while four threads read and write
 * through both: nothing fails, whatever was sealed can be read at any moment, and in the end the former key opens nothing.
 */
class RotationIT {

    private static final String FORMER = Secrets.random(48);
    private static final String NEXT = Secrets.random(48);
    private static final int THREADS = 4;
    private static final SealedColumn SEEDS = new SealedColumn("second_factor_of_test", "id", "seed");

    private HikariDataSource source;
    private JdbcClient database;

    @BeforeEach
    void makeADatabase() throws SQLException {
        TestServers servers = TestServers.get();
        try (Connection owner = DriverManager.getConnection(servers.databaseUrl(), servers.username(),
                servers.password()); Statement statement = owner.createStatement()) {
            statement.execute("drop database if exists key_rotation with (force)");
            statement.execute("create database key_rotation");
        }
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(servers.databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/key_rotation$1"));
        settings.setUsername(servers.username());
        settings.setPassword(servers.password());
        settings.setMaximumPoolSize(8);
        source = new HikariDataSource(settings);
        Flyway.configure().dataSource(source).load().migrate();
        database = JdbcClient.create(source);
        database.sql("create table second_factor_of_test (id uuid primary key, seed text)").update();
    }

    @AfterEach
    void closeIt() {
        source.close();
    }

    @Test
    void noRequestFailsAndTheFormerKeyOpensNothingInTheEnd() throws Exception {
        AtomicReferenceArray<Instance> instances = new AtomicReferenceArray<>(
                new Instance[]{new Instance(FORMER), new Instance(FORMER)});
        Load load = new Load(instances);
        load.start();
        try {
            change(instances, load);
        } finally {
            load.end();
        }
        assertThat(load.failures).isEmpty();
        assertThat(load.texts).hasSizeGreaterThan(200);
        load.readAll(new Instance(NEXT));
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> new Instance(FORMER))
            .withMessageContaining("ENCRYPTION_KEY");
        assertThat(
                database.sql("select count(*) from audit_event where act = 'KEYS_ROTATED'").query(Long.class).single())
            .isEqualTo(1);
    }

    /** What docs/keys.md says, step by step. */
    private void change(AtomicReferenceArray<Instance> instances, Load load) {
        load.until(200);
        for (int i = 0; i < 2; i++) { // both learn the next key, one after the other
            instances.set(i, new Instance(FORMER, NEXT));
            load.until(load.done.get() + 100);
        }
        for (int i = 0; i < 2; i++) { // both seal with it
            instances.set(i, new Instance(NEXT, FORMER));
            load.until(load.done.get() + 100);
        }
        Instance any = instances.get(0);
        assertThat(any.waiting()).isPositive();
        any.job.run(new KeyRing(NEXT, List.of()).present());
        load.until(load.done.get() + 100);
        assertThat(any.waiting()).isZero();
        for (int i = 0; i < 2; i++) {
            instances.set(i, new Instance(NEXT));
            load.until(load.done.get() + 100);
        }
    }

    /** An instance that is not replaced yet seals with the former key after the job is done. */
    @Test
    void sealsAnewWhatAnInstanceWithTheFormerKeySealsMeanwhile() {
        Instance late = new Instance(FORMER, NEXT);
        late.write(UUID.randomUUID());
        Instance first = new Instance(NEXT, FORMER);
        assertThat(first.rotation.due()).isPresent();
        first.rotation.due().ifPresent(first.job::run);
        assertThat(first.rotation.due()).isEmpty();

        late.write(UUID.randomUUID());
        assertThat(late.rotation.due()).as("the key that is on its way out").isEmpty();
        assertThatExceptionOfType(SettingRefusedException.class).isThrownBy(() -> new Instance(NEXT))
            .withMessageContaining("ENCRYPTION_KEY");
        new Instance(FORMER, NEXT); // one of the former that is started again
        assertThat(first.rotation.due()).as("what is looked for every minute").isPresent();
        first.rotation.due().ifPresent(first.job::run);
        assertThat(first.waiting()).isZero();
        new Instance(NEXT);
    }

    /** What one replica has of the vault, started with its keys. */
    private final class Instance {

        private final Vault vault;
        private final DataKeys keys;
        private final Rotation rotation;
        private final RotationJob job;

        private Instance(String key, String... others) {
            KeyRing ring = new KeyRing(key, List.of(others));
            vault = new Vault(ring);
            JdbcTransactionManager transactions = new JdbcTransactionManager(source);
            keys = new DataKeys(database, vault, transactions, Clock.systemUTC(),
                    new VaultProperties(Path.of("target"), Duration.ofMillis(50), Duration.ofMinutes(1)));
            KeyRepository known = new KeyRepository(database);
            SealedColumns columns = new SealedColumns(database, List.of(DataKeys.column(), SEEDS), vault);
            rotation = new Rotation(ring, known, columns,
                    new DefaultListableBeanFactory().getBeanProvider(WorkQueue.class), Clock.systemUTC());
            job = new RotationJob(ring, columns, new TransactionTemplate(transactions),
                    TrailFixtures.over(new JdbcTemplate(source), new TransactionTemplate(transactions)));
            rotation.start();
        }

        private long waiting() {
            return rotation.known().stream().filter(key -> !key.present()).mapToLong(Rotation.KnownKey::values).sum();
        }

        /** A new object with a data key, a text sealed with it, and a single value. */
        private String write(UUID id) {
            Place seed = new Place(SEEDS.table(), SEEDS.column(), id.toString());
            database.sql("insert into second_factor_of_test (id, seed) values (?, ?)")
                .params(id, vault.seal("seed of " + id, seed))
                .update();
            return keys.ensure(id).sealText("text of " + id, place(id));
        }

        private void read(UUID id, String text) {
            assertThat(keys.of(id).openText(text, place(id))).isEqualTo("text of " + id);
            String seed = database.sql("select seed from second_factor_of_test where id = ?")
                .param(id)
                .query(String.class)
                .single();
            assertThat(vault.open(seed, new Place(SEEDS.table(), SEEDS.column(), id.toString())))
                .isEqualTo("seed of " + id);
        }

        private static Place place(UUID id) {
            return new Place("thing", "text", id.toString());
        }
    }

    /** Reads and writes through both instances in turn, until it is told to end. */
    private static final class Load {

        private final AtomicReferenceArray<Instance> instances;
        private final Map<UUID, String> texts = new ConcurrentHashMap<>();
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();

        private Load(AtomicReferenceArray<Instance> instances) {
            this.instances = instances;
        }

        private void start() {
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                threads.add(Thread.ofPlatform().daemon().start(() -> work(first)));
            }
        }

        private void work(int first) {
            for (int turn = first; !ended.get(); turn++) {
                try {
                    Instance instance = instances.get(turn % 2);
                    UUID id = UUID.nameUUIDFromBytes((first + "/" + turn).getBytes(StandardCharsets.UTF_8));
                    texts.put(id, instance.write(id));
                    texts.entrySet()
                        .stream()
                        .skip(turn % Math.max(1, texts.size()))
                        .limit(3)
                        .forEach(each -> instance.read(each.getKey(), each.getValue()));
                    done.incrementAndGet();
                } catch (RuntimeException | AssertionError failed) {
                    failures.add(failed);
                    return;
                }
            }
        }

        private void until(int count) {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> done.get() >= count || !failures.isEmpty());
        }

        private void end() throws InterruptedException {
            ended.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        private void readAll(Instance instance) {
            texts.forEach(instance::read);
        }
    }
}
