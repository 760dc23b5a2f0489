package com.nexusplatform.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerProperties;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import com.nexusplatform.ServiceIT;
import com.nexusplatform.local.TestServers;
import com.nexusplatform.shared.Revival;

import static org.assertj.core.api.Assertions.assertThat;

/** Schedulers of machines whose clocks differ by an hour, over one real database. */
class QueueClockIT extends ServiceIT {

    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    private Clock clock;

    @Autowired
    private List<Task<?>> tasks;

    @Autowired
    private JdbcClient service;

    @Autowired
    private DbSchedulerProperties settings;

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final OneTimeTask<Void> work = Tasks.oneTime("work")
        .onDeadExecution(new Revival<>())
        .execute((instance, context) -> {
            begun.incrementAndGet();
            hold();
        });
    private DriverManagerDataSource source;
    private JdbcClient database;

    @BeforeEach
    void makeADatabase() {
        TestServers servers = TestServers.get();
        source = new DriverManagerDataSource(com.nexusplatform.Instance.emptyDatabase("queue_clock"),
                servers.username(), servers.password());
        database = JdbcClient.create(source);
        database.sql("create table scheduled_tasks (task_name text, task_instance text, task_data bytea,"
                + " execution_time timestamptz, picked boolean, picked_by text, last_success timestamptz,"
                + " last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint,"
                + " priority smallint, state text, primary key (task_name, task_instance))")
            .update();
    }

    @AfterEach
    void letTheWorkEnd() {
        end.countDown();
    }

    @Test
    void isTheClockOfTheServiceAndEveryTaskIsRevivedByIt() {
        assertThat(clock).isInstanceOf(QueueClock.class);
        Instant told = PlatformConfiguration.queueClock(service).now();
        assertThat(Duration.between(told, clock.now()).abs()).isLessThan(Duration.ofSeconds(1));
        assertThat(tasks).hasSizeGreaterThan(4)
            .allSatisfy(task -> assertThat(task.getDeadExecutionHandler()).isInstanceOf(Revival.class));
    }

    @Test
    void workUnderWayIsLeftToWhoIsAtItWhateverTheMachinesClockSays() throws InterruptedException {
        Scheduler one = start(PlatformConfiguration.queueClock(database));
        Scheduler other = null;
        try {
            one.schedule(work.instance("one"), PlatformConfiguration.queueClock(database).now());
            await("it is begun", () -> begun.get() == 1);
            other = start(PlatformConfiguration.queueClock(database));
            Thread.sleep(Duration.ofSeconds(8)); // twice the heartbeats after which it would be dead
            assertThat(begun).hasValue(1);
            other.stop();
            other = start(() -> Instant.now().plus(HOUR)); // as a scheduler that goes by such a machine's clock
            await("it is begun twice", () -> begun.get() == 2);
        } finally {
            end.countDown();
            one.stop();
            if (other != null) {
                other.stop();
            }
        }
    }

    @Test
    void workOfTheDeadIsDueAtOnceWhereTheMachinesClockIsAhead() {
        Clock behindTheMachine = () -> Instant.now().minus(HOUR);
        database.sql(
                "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)"
                        + " values ('work', 'one', :long, true, 'dead', :long, 1)")
            .param("long", behindTheMachine.now().minus(HOUR).atOffset(ZoneOffset.UTC))
            .update();
        Scheduler other = start(behindTheMachine);
        try {
            await("it is begun again", Duration.ofSeconds(20), () -> begun.get() == 1);
        } finally {
            end.countDown();
            other.stop();
        }
    }

    /** What a scheduler holds beyond its threads has no heartbeat, and looks dead before it is begun. */
    @Test
    void takesNoMoreThanItCanBeginAtOnce() throws InterruptedException {
        Scheduler one = start(PlatformConfiguration.queueClock(database));
        try {
            for (String id : List.of("one", "two", "three")) {
                one.schedule(work.instance(id), PlatformConfiguration.queueClock(database).now());
            }
            await("one is begun", () -> begun.get() == 1);
            Thread.sleep(Duration.ofSeconds(2)); // ten looks for more
            assertThat(database.sql("select count(*) from scheduled_tasks where picked").query(Long.class).single())
                .isEqualTo(1);
        } finally {
            end.countDown();
            one.stop();
        }
    }

    private Scheduler start(Clock time) {
        Scheduler scheduler = Scheduler.create(source, work)
            .clock(time)
            .schedulerName(new SchedulerName.Fixed("scheduler " + System.nanoTime()))
            .pollUsingLockAndFetch(settings.getPollingStrategyLowerLimitFractionOfThreads(),
                    settings.getPollingStrategyUpperLimitFractionOfThreads())
            .pollingInterval(Duration.ofMillis(200))
            .heartbeatInterval(Duration.ofSeconds(1))
            .missedHeartbeatsLimit(4)
            .threads(1)
            .build();
        scheduler.start();
        return scheduler;
    }

    private void hold() {
        try {
            end.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
