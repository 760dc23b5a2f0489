package com.nexusplatform.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.nexusplatform.local.TestServers;

/** Trails outside of the service: over a database of their own, or over none. */
public final class TrailFixtures {

    static final TrailKey KEY = new TrailKey(TrailKey.made(), List.of());

    private TrailFixtures() {}

    /** A trail that nothing is recorded in. */
    public static Trail unheard() {
        JdbcTemplate nowhere = new JdbcTemplate();
        TransactionTemplate never = new TransactionTemplate();
        AuditProperties settings = settings();
        Chain chain = new Chain(JdbcClient.create(nowhere), never, KEY, settings, Clock.systemUTC());
        return new Trail(nowhere, never, new Chainer(chain, settings), Clock.systemUTC(), event -> {
        });
    }

    /** A trail over a database, whose events nobody chains. */
    public static Trail over(JdbcTemplate database, TransactionTemplate transactions) {
        AuditProperties settings = settings();
        Chain chain = new Chain(JdbcClient.create(database), transactions, KEY, settings, Clock.systemUTC());
        return new Trail(database, transactions, new Chainer(chain, settings), Clock.systemUTC(), event -> {
        });
    }

    /** An empty database with the tables of the service; answers with its address. */
    static String database(String name) throws SQLException {
        TestServers servers = TestServers.get();
        try (Connection owner = DriverManager.getConnection(servers.databaseUrl(), servers.username(),
                servers.password()); Statement statement = owner.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
        }
        String url = servers.databaseUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
        Flyway.configure().dataSource(url, servers.username(), servers.password()).load().migrate();
        return url;
    }

    static AuditProperties settings(String... pairs) {
        java.util.Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put("nexus.audit." + pairs[i], pairs[i + 1]);
        }
        return new Binder(
                new org.springframework.boot.context.properties.source.MapConfigurationPropertySource(values))
            .bindOrCreate("nexus.audit", AuditProperties.class);
    }

    /** One instance of everything, as one replica has it. */
    record Replica(Trail trail, Chain chain, Chainer chainer, TrailReader reader, JdbcTemplate database,
            TransactionTemplate transaction) {

        static Replica over(DataSource database, AuditProperties settings) {
            JdbcTemplate template = new JdbcTemplate(database);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
            Chain chain = new Chain(JdbcClient.create(template), transaction, KEY, settings, Clock.systemUTC());
            Chainer chainer = new Chainer(chain, settings);
            return new Replica(new Trail(template, transaction, chainer, Clock.systemUTC(), event -> {
            }), chain, chainer,
                    new TrailReader(template, KEY), template, transaction);
        }

        /** Links everything that waits. */
        void chainAll() {
            while (chain.grow()) {
                chain.sign();
            }
            chain.sign();
        }
    }
}
