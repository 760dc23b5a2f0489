package com.nexusplatform.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.CanonicalJson;

/**
 * Records acts. An event is written in the transaction of its act: either both are permanent or neither. It becomes a link of the
 * chain soon after the commit, without anybody waiting for that.
 */
@Service
public class Trail {

    /** Attribute of a request under which the edge leaves the identity of the caller's session. */
    public static final String SESSION = "nexus.session";

    private static final String INSERT = """
            with recorded as (
                insert into audit_event (at, act, actor_id, actor, roles, object_type, object_id, examination_id, before,
                                         after, request_id, session_id, address)
                values (?, ?, cast(? as uuid), ?, ?, ?, ?, cast(? as uuid), cast(? as json), cast(? as json), ?,
                        cast(? as uuid), ?) returning id)
            insert into audit_pending (event_id) select id from recorded
            """;

    private final JdbcOperations database;
    private final TransactionOperations transactions;
    private final Chainer chainer;
    private final Clock clock;
    private final ApplicationEventPublisher listeners;

    Trail(JdbcTemplate database, TransactionOperations transactions, Chainer chainer, Clock clock,
            ApplicationEventPublisher listeners) {
        this.database = database;
        this.transactions = transactions;
        this.chainer = chainer;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** The time of acts, to the microsecond that the database keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Records an act within the transaction that does it, and tells the listeners of {@link Entry}, who may refuse it.
     *
     * @throws IllegalStateException outside of a transaction, or in one that only reads
     */
    public void record(Entry entry) {
        write(entry);
        listeners.publishEvent(entry);
    }

    /**
     * Records an act within the transaction of a connection that is managed by hand.
     *
     * @throws IllegalStateException when the connection commits by itself
     */
    public void record(Entry entry, Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException(entry.act() + " is recorded outside of the transaction that does it");
        }
        insert(new JdbcTemplate(new SingleConnectionDataSource(connection, true)), entry);
    }

    /** Records an act that changes nothing, such as a reading, before its answer is given. */
    public void note(Entry entry) {
        transactions.executeWithoutResult(status -> write(entry));
    }

    private void write(Entry entry) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            throw new IllegalStateException(entry.act() + " is recorded outside of the transaction that does it");
        }
        insert(database, entry);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                chainer.wake();
            }
        });
    }

    private void insert(JdbcOperations connection, Entry entry) {
        Actor actor = entry.actor();
        HttpServletRequest request = request();
        connection.update(INSERT, now().atOffset(ZoneOffset.UTC), entry.act().name(),
                actor == null ? null : actor.userId().toString(), actor == null ? null : actor.username(),
                actor == null ? "" : roles(actor), entry.act().objectType(), entry.objectId(),
                text(entry.examinationId()), json(entry.before()), json(entry.after()), MDC.get("requestId"),
                request == null ? null : text(request.getAttribute(SESSION)),
                request == null ? null : request.getRemoteAddr());
    }

    private static String roles(Actor actor) {
        return actor.roles().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
    }

    private static @Nullable String json(@Nullable Map<String, ?> values) {
        return values == null ? null : CanonicalJson.write(values);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes present
                ? present.getRequest()
                : null;
    }
}
