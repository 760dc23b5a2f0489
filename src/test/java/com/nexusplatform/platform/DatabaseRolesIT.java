package com.nexusplatform.platform;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import com.nexusplatform.Client;
import com.nexusplatform.NexusApplication;
import com.nexusplatform.local.TestServers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rules that hold whatever the service is made to execute: direct SQL of a login that can no more than the service, a member of
 * {@code nexus_writer} and of nothing else. What a trigger refuses is done once with the trigger switched off by the owner, and
 * taken back: then nothing else refuses it.
 */
class DatabaseRolesIT extends EdgeStory {

    private static final String LOGIN = "nexus_login_of_a_test";
    private static final String PASSWORD_OF_LOGIN = "only-for-this-test";
    /** SQLSTATE restrict_violation, which the triggers raise. */
    private static final String BY_TRIGGER = "23001";
    /** SQLSTATE insufficient_privilege. */
    private static final String BY_PRIVILEGE = "42501";

    private final Map<String, String> objects = new LinkedHashMap<>();
    private final List<String> breaches = new ArrayList<>();
    private int refused;

    @BeforeEach
    void prepare() {
        TestServers.get().asOwner("""
                do $$ begin
                    if not exists (select from pg_roles where rolname = '%1$s') then
                        create role %1$s login password '%2$s' in role nexus_writer;
                    end if;
                end $$""".formatted(LOGIN, PASSWORD_OF_LOGIN));
        Grounds grounds = grounds();
        objects.putAll(grounds.own());
        Client lead = signInAs("lead");
        lead.post("/api/v1/alerts/" + objects.get("alerts") + "/disposition",
                Map.of("outcome", "EXPLAINED", "reason", "seen"))
            .expect(200);
        lead.post("/api/v1/samples/" + objects.get("samples") + "/inspections", Map.of("items", List.of(Map.of("rowNo",
                lead.get("/api/v1/samples/" + objects.get("samples") + "/items").json().at("/items/0/rowNo").asInt(),
                "outcome", "CORRECT"))))
            .expect(200);
        objects.put("number", value("select number from dataset where id = '{datasets}'"));
        objects.put("lead", value("select id from app_user where username = 'lead'"));
        objects.put("reviewer", value("select id from app_user where username = 'reviewer'"));
        objects.put("auditor", value("select id from app_user where username = 'auditor'"));
        objects.put("someone", value("select id from app_user where username = '{users}'"));
        objects.put("admin", value("select id from app_user where username = 'admin'"));
        objects.put("open", grounds.foreign().get("alerts"));
        objects.put("uuid", UUID.randomUUID().toString());
    }

    @Test
    void isEnoughForTheServiceWhileTheOwnerMigrates() {
        TestServers servers = TestServers.get();
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(NexusApplication.class).run(
                "--server.port=0", "--spring.datasource.url=" + servers.databaseUrl(),
                "--spring.datasource.username=" + LOGIN, "--spring.datasource.password=" + PASSWORD_OF_LOGIN,
                "--spring.flyway.user=" + servers.username(), "--spring.flyway.password=" + servers.password(),
                "--spring.data.redis.url=" + servers.redisUrl(), "--nexus.identity.folder=target/servers",
                "--logging.level.root=warn", "--logging.structured.format.console=",
                "--spring.datasource.hikari.maximum-pool-size=3")) {
            String there = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
            client().get(there + "/ready").expect(200);
            client()
                .post(there + "/api/v1/auth/login",
                        Map.of("username", "lead", "password", PASSWORD))
                .expect(200);
            JdbcClient database = service.getBean(JdbcClient.class);
            assertThat(database.sql("select session_user || ' as ' || current_user").query(String.class).single())
                .isEqualTo(LOGIN + " as nexus_writer");
            database.sql("reset role").update();
            assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.sql("alter table audit_event disable trigger all").update())
                .havingRootCause()
                .withMessageContaining("must be owner");
        }
    }

    @Test
    void neitherChangesNorForgetsTheTrail() {
        await("something is in the chain", () -> !value("select count(*) from audit_link").equals("0"));
        for (String table : List.of("audit_event", "audit_link", "audit_checkpoint")) {
            refuses(BY_PRIVILEGE, "delete from " + table);
            refuses(BY_PRIVILEGE, "truncate " + table + " cascade");
            refuses(BY_PRIVILEGE, "alter table " + table + " disable trigger all");
            refuses(BY_PRIVILEGE, "drop table " + table + " cascade");
        }
        refuses(BY_PRIVILEGE, "update audit_event set actor = 'nobody'");
        refuses(BY_PRIVILEGE, "update audit_link set hash = previous_hash");
        refuses(BY_PRIVILEGE, "update audit_checkpoint set signature = ''");
        refuses(BY_PRIVILEGE, "create or replace function refuse_change_of_trail() returns trigger language plpgsql as"
                + " 'begin return old; end'");
        refuses(BY_PRIVILEGE, "update audit_pending set event_id = event_id + 1");
        guards("audit_pending", "audit_pending_linked", """
                with done as (insert into audit_event (at, act, roles, object_type, object_id)
                              values (now(), 'SIGNED_IN', '', 'USER', 'x') returning id)
                insert into audit_pending select id from done;
                delete from audit_pending where event_id = (select max(event_id) from audit_pending)""");
        guards("audit_event", "audit_event_kept", "grant update on audit_event to nexus_writer",
                "update audit_event set actor = 'nobody' where id = (select max(id) from audit_event)");
        told();
    }

    @Test
    void changesNothingThatIsSealed() {
        guards("dataset", "dataset_sealed", "update dataset set name = 'other' where id = '{datasets}'");
        guards("dataset", "dataset_sealed", "update dataset set content_sha256 = '' where id = '{datasets}'");
        refuses(BY_TRIGGER, "update dataset set status = 'LOADED', sealed_at = null, sealed_by = null"
                + " where id = '{datasets}'");
        refuses(BY_TRIGGER, "delete from dataset where id = '{datasets}'");
        for (String table : List.of("record", "record_{number}")) {
            refuses(BY_TRIGGER, "update " + table + " set amount = amount + 1 where dataset = {number} and row_no = 1");
            refuses(BY_TRIGGER, "delete from " + table + " where dataset = {number}");
            refuses(BY_TRIGGER, "insert into " + table + " (dataset, row_no, line) values ({number}, 999, 999)");
            refuses(BY_PRIVILEGE, "truncate " + table);
        }
        guards("record_{number}", "record_sealed",
                "update record set amount = amount + 1 where dataset = {number} and row_no = 1");
        for (String table : List.of("dataset_file_chunk", "dataset_text_block")) {
            guards(table, table + "_sealed", "update " + table + " set bytes = '' where dataset_id = '{datasets}'");
            guards(table, table + "_sealed", "delete from " + table + " where dataset_id = '{datasets}'");
        }
        guards("dataset_file_chunk", "dataset_file_chunk_sealed",
                "insert into dataset_file_chunk (dataset_id, chunk_no, bytes) values ('{datasets}', 99, '')");
        guards("dataset_reject", "dataset_reject_sealed", "insert into dataset_reject (dataset_id, reject_no, line,"
                + " reason) values ('{datasets}', 99, 99, 'x')");
        refuses(BY_TRIGGER, "select drop_record_table({number})");
        refuses(BY_TRIGGER, "select attach_record_table({number})");
        refuses(BY_PRIVILEGE, "alter table record detach partition record_{number}");
        refuses(BY_PRIVILEGE, "alter table record_{number} disable trigger record_sealed");
        refuses(BY_PRIVILEGE, "delete from flyway_schema_history");
        told();
    }

    @Test
    void skipsNoStepOfADataset() {
        guards("dataset", "dataset_begins_received",
                """
                        insert into dataset (id, examination_id, name, kind, status, file_name, file_size, file_sha256, file_packed,
                                             mapping, mapping_sha256, created_at, created_by, content_sha256)
                        values ('{uuid}', '{examinations}', 'x', 'LEDGER', 'LOADED', 'x', 0, '', false, '{}', '', now(), 'x', '')""");
        guards("dataset", "dataset_moves",
                """
                        insert into dataset (id, examination_id, name, kind, status, file_name, file_size, file_sha256, file_packed,
                                             mapping, mapping_sha256, created_at, created_by)
                        values ('{uuid}', '{examinations}', 'x', 'LEDGER', 'RECEIVED', 'x', 0, '', false, '{}', '', now(), 'x');
                        update dataset set status = 'SEALED', content_sha256 = '', sealed_at = now(), sealed_by = 'x'
                        where id = '{uuid}'""");
        told();
    }

    @Test
    void changesNothingThatIsLoaded() {
        Client lead = signInAs("lead");
        String loaded = lead
            .upload("/api/v1/examinations/" + objects.get("examinations") + "/datasets", "more.csv",
                    "documentNo,amount,postedAt\nA-1,5.00,2026-03-01\nA-2,6.00,2026-03-02\n"
                        .getBytes(StandardCharsets.UTF_8),
                    Map.of("kind", "PAYMENTS"))
            .expect(202)
            .text("/id");
        awaitStatus(lead, "/api/v1/datasets/" + loaded, "LOADED");
        objects.put("loaded", loaded);
        objects.put("rows", value("select number from dataset where id = '{loaded}'"));
        String silently = "update dataset set status = 'SEALED', sealed_at = now(), sealed_by = '%s'"
                + " where id = '{loaded}';\n";
        String told = """
                with done as (insert into audit_event (at, act, roles, object_type, object_id)
                              values (now(), 'DATASET_SEALED', '', 'DATASET', '{loaded}') returning id)
                insert into audit_pending select id from done;
                """;
        String sealedBy = silently + told;
        String another = "update record set amount = amount + 100 where dataset = {rows};\n";
        guards("record_{rows}", "record_sealed", another);
        guards("record_{rows}", "record_sealed", sealedBy.formatted("lead") + another);
        guards("dataset", "dataset_loaded", "update dataset set content_sha256 = '' where id = '{loaded}'");
        guards("dataset", "dataset_loaded",
                told + "update dataset set control_totals = null, status = 'SEALED', sealed_at = now(),"
                        + " sealed_by = 'lead' where id = '{loaded}'");
        guards("dataset", "dataset_seal_told", silently.formatted("lead"));
        guards("dataset_text_block", "dataset_text_block_sealed",
                "update dataset_text_block set sealed = false where dataset_id = '{loaded}'");
        guards("dataset_file_chunk", "dataset_file_chunk_sealed",
                "delete from dataset_file_chunk where dataset_id = '{loaded}'");
        for (String nobodyWhoMay : List.of("nobody", "reviewer", "auditor", "{users}")) {
            guards("dataset", "dataset_sealed_by", sealedBy.formatted(nobodyWhoMay));
        }
        guards("dataset", "dataset_sealed_by", "update app_user set status = 'DISABLED' where id = '{lead}'",
                sealedBy.formatted("lead"));
        accepts(sealedBy.formatted("examiner"));
        guards("dataset", "dataset_closed",
                """
                        insert into dataset (id, examination_id, name, kind, status, file_name, file_size, file_sha256, file_packed,
                                             mapping, mapping_sha256, created_at, created_by)
                        values ('{uuid}', '{examinations}', 'x', 'LEDGER', 'RECEIVED', 'x', 0, '', false, '{}', '', now(), 'x');
                        update dataset set status = 'LOADING' where id = '{uuid}';
                        do $$
                        declare
                            n constant bigint := (select number from dataset where id = '{uuid}');
                        begin
                            perform make_record_table(n);
                            execute format('insert into record_%1$s (dataset, row_no, line, amount) values (%1$s, 1, 2, 3)', n);
                            perform attach_record_table(n);
                            update dataset set status = 'LOADED', content_sha256 = '' where id = '{uuid}';
                            update record set amount = amount + 100 where dataset = n;
                        end $$""");
        told();
    }

    @Test
    void approvesNothingAsItsPreparer() {
        String approval = transition("PLANNED", "FIELDWORK", "{lead}", "null") + move("FIELDWORK");
        guards("examination_transition", "examination_transition_four_eyes", approval);
        accepts(transition("PLANNED", "FIELDWORK", "{reviewer}", "null") + move("FIELDWORK"));
        for (String nobodyWhoMay : List.of(
                movedBy("PLANNED", "FIELDWORK", "{uuid}", "lead"), // an id that no user has
                movedBy("PLANNED", "FIELDWORK", "{uuid}", "reviewer"),
                movedBy("PLANNED", "FIELDWORK", "{reviewer}", "lead"), // a name of someone else
                movedBy("PLANNED", "FIELDWORK", "{someone}", "{users}"), // a reviewer, but not on the team
                duty("{reviewer}", "OBSERVER") + movedBy("PLANNED", "FIELDWORK", "{reviewer}", "reviewer"),
                duty("{auditor}", "REVIEWER") + movedBy("PLANNED", "FIELDWORK", "{auditor}", "auditor"))) {
            guards("examination_transition", "examination_transition_four_eyes", nobodyWhoMay + move("FIELDWORK"));
        }
        guards("examination_transition", "examination_transition_four_eyes",
                "alter table user_role disable trigger user_role_granted;"
                        + " insert into user_role values ('{lead}', 'REVIEWER')",
                duty("{lead}", "REVIEWER") + approval);
        guards("examination_transition", "examination_transition_four_eyes",
                transition("PLANNED", "CANCELLED", "{reviewer}", "'x'") + move("CANCELLED"));
        guards("examination", "examination_scope_approved", transition("PLANNED", "FIELDWORK", "{reviewer}", "null")
                + move("FIELDWORK") + "update examination set materiality = 1 where id = '{examinations}'");
        accepts(transition("PLANNED", "FIELDWORK", "{reviewer}", "null") + move("FIELDWORK")
                + "update examination set title = 'y' where id = '{examinations}'");
        guards("examination_preparer", "examination_preparer_append_only",
                "delete from examination_preparer where examination_id = '{examinations}'");
        guards("examination_preparer", "examination_preparer_append_only",
                "update examination_preparer set user_id = '{uuid}' where examination_id = '{examinations}'"
                        + " and user_id = '{lead}'");
        guards("examination_member", "examination_member_prepares",
                "insert into examination_member (examination_id, user_id, username, display_name, duty)"
                        + " values ('{examinations}', '{uuid}', 'x', 'x', 'LEAD')");
        refuses(BY_TRIGGER, "update examination_member set duty = 'EXAMINER' where examination_id = '{examinations}'"
                + " and user_id = '{reviewer}'");
        told();
    }

    @Test
    void movesNoExaminationWithoutSayingSoAndSkipsNoStep() {
        guards("examination", "examination_moved", move("FIELDWORK"));
        guards("examination_transition", "examination_transition_led",
                transition("PLANNED", "FIELDWORK", "{reviewer}", "null"));
        refuses(BY_TRIGGER, transition("IN_REVIEW", "ISSUED", "{reviewer}", "null") + move("ISSUED"));
        refuses(BY_TRIGGER, transition("PLANNED", "FIELDWORK", "{reviewer}", "null") + move("IN_REVIEW"));
        // which may be refused for an open alert of another story before the step is looked at
        attempt("23514", "select 1",
                "alter table examination_transition disable trigger examination_transition_judged",
                transition("PLANNED", "ISSUED", "{reviewer}", "null") + move("ISSUED"));
        guards("examination", "examination_begins_planned", """
                insert into examination (id, version, title, institution, period_start, period_end, currency, status,
                                         created_at, created_by)
                values ('{uuid}', 0, 'x', 'x', '2026-01-01', '2026-12-31', 'EUR', 'ISSUED', now(), 'x')""");
        String cancelled = transition("PLANNED", "CANCELLED", "{lead}", "'x'") + move("CANCELLED");
        guards("examination_transition", "examination_transition_append_only",
                cancelled + "update examination_transition set reason = 'y' where examination_id = '{examinations}'");
        refuses(BY_TRIGGER,
                cancelled + "delete from examination_transition where examination_id = '{examinations}'");
        told();
    }

    @Test
    void changesNoJudgement() {
        guards("disposition", "disposition_kept",
                "update disposition set outcome = 'REFUTED' where alert_id = {alerts}");
        guards("disposition", "disposition_kept", "delete from disposition where alert_id = {alerts}");
        guards("alert", "alert_judged", "update alert set state = 'OPEN' where id = {alerts}");
        guards("alert", "alert_judged", "update alert set points = 1 where id = {alerts}");
        refuses(BY_TRIGGER, "delete from alert where id = {alerts}");
        guards("result", "result_kept", "update result set statistics = '{}' where run_id = '{runs}'");
        String another = "insert into alert (run_id, result_ordinal, ordinal, points, row_nos, explanation)"
                + " select %s, result_ordinal, 999, points, row_nos, explanation from alert where id = {alerts}";
        guards("alert", "alert_added", another.formatted("run_id"));
        guards("alert", "alert_added", another.formatted("gen_random_uuid()"));
        guards("result", "result_added",
                "insert into result select run_id, 999, procedure, version, parameters, status,"
                        + " reason, statistics, alert_count, result_hash, elapsed_ms from result where run_id = '{runs}' limit 1");
        guards("run", "run_finished", "update run set result_hash = '' where id = '{runs}'");
        refuses(BY_PRIVILEGE, "update result_disposition set alerts = 0");
        refuses(BY_PRIVILEGE, "delete from result_disposition");
        guards("sample", "sample_kept", "update sample set seed = '0000000000000000' where id = '{samples}'");
        guards("sample_item", "sample_item_kept", "delete from sample_item where sample_id = '{samples}' and not exists"
                + " (select from sample_inspection i where i.sample_id = '{samples}' and i.row_no = sample_item.row_no)");
        guards("sample_item", "sample_item_added",
                "insert into sample_item (sample_id, row_no, certain) values ('{samples}', 4711, false)");
        guards("sample_inspection", "sample_inspection_kept",
                "update sample_inspection set outcome = 'MISSED' where sample_id = '{samples}'");
        told();
    }

    @Test
    void judgesOnlyAsSomeoneWhoMay() {
        guards("alert", "alert_has_disposition", "update alert set state = 'DISPOSITIONED' where id = {open}");
        String judgement = "insert into disposition (alert_id, outcome, reason, made_by, made_at)"
                + " values ({alerts}, 'REFUTED', 'x', '%s', now())";
        String inspection = "insert into sample_inspection (sample_id, row_no, outcome, made_by, made_at)"
                + " select sample_id, row_no, 'CORRECT', '%s', now() from sample_item where sample_id = '{samples}'";
        for (String nobodyWhoMay : List.of("nobody", "reviewer", "auditor", "{users}")) {
            guards("disposition", "disposition_made_by", judgement.formatted(nobodyWhoMay));
            guards("sample_inspection", "sample_inspection_made_by", inspection.formatted(nobodyWhoMay));
        }
        for (String noMore : List.of("update app_user set status = 'DISABLED' where username = 'examiner'",
                "update examination_member set duty = 'OBSERVER' where username = 'examiner'",
                "alter table examination disable trigger examination_moved;"
                        + " update examination set status = 'IN_REVIEW' where id = '{examinations}'")) {
            guards("disposition", "disposition_made_by", noMore, judgement.formatted("examiner"));
            guards("sample_inspection", "sample_inspection_made_by", noMore, inspection.formatted("examiner"));
        }
        accepts(judgement.formatted("examiner"));
        accepts(inspection.formatted("examiner"));
        refuses(BY_PRIVILEGE, "insert into disposition (id, alert_id, outcome, reason, made_by, made_at)"
                + " overriding system value values (9000000000000000000, {alerts}, 'REFUTED', 'x', 'lead', now())");
        refuses(BY_PRIVILEGE, "insert into sample_inspection (id, sample_id, row_no, outcome, made_by, made_at)"
                + " overriding system value select 9000000000000000000, sample_id, row_no, 'CORRECT', 'lead', now()"
                + " from sample_item where sample_id = '{samples}' limit 1");
        told();
    }

    @Test
    void finishesNoRunThatWasNotBegun() {
        String queued = queued("plan", "null");
        String succeed = "update run set status = 'SUCCEEDED', result_hash = '', finished_at = now() where id = '{uuid}';";
        guards("run", "run_begins_queued",
                """
                        insert into run (id, examination_id, dataset_id, status, plan, content_sha256, mapping_sha256, engine, run_hash,
                                         created_at, created_by, result_hash, finished_at)
                        select '{uuid}', examination_id, dataset_id, 'SUCCEEDED', plan, content_sha256, mapping_sha256, engine, run_hash,
                               now(), 'lead', '', now() from run where id = '{runs}'""");
        guards("run", "run_moves", queued + succeed);
        String begun = queued + "update run set status = 'RUNNING', attempt = 1 where id = '{uuid}';\n";
        accepts(begun + succeed);
        guards("alert", "alert_begins_open", begun + """
                insert into alert (run_id, result_ordinal, ordinal, points, row_nos, explanation, state)
                select '{uuid}', 0, 0, points, row_nos, explanation, 'DISPOSITIONED' from alert where id = {alerts}""");
        told();
    }

    @Test
    void submitsNothingThatIsNotJudged() {
        String submitted = transition("PLANNED", "FIELDWORK", "{reviewer}", "null") + move("FIELDWORK")
                + transition("FIELDWORK", "IN_REVIEW", "{lead}", "null") + move("IN_REVIEW");
        String judged = """
                insert into disposition (alert_id, outcome, reason, made_by, made_at)
                select a.id, 'EXPLAINED', 'x', 'lead', now() from alert a join run r on r.id = a.run_id
                where r.examination_id = '{examinations}' and a.state = 'OPEN';
                update alert a set state = 'DISPOSITIONED' from run r
                where r.id = a.run_id and r.examination_id = '{examinations}' and a.state = 'OPEN';
                """; // of what other stories ran here
        accepts(judged + submitted);
        guards("examination_transition", "examination_transition_judged", judged
                + "alter table alert disable trigger alert_judged; update alert set state = 'OPEN' where id = {alerts}",
                submitted);
        guards("examination_transition", "examination_transition_judged",
                queued("plan", "null") + judged + submitted);
        String issued = transition("IN_REVIEW", "ISSUED", "{reviewer}", "null") + move("ISSUED");
        accepts(judged + submitted + issued);
        guards("examination_transition", "examination_transition_judged", judged + submitted
                + "set constraints all immediate; set constraints all deferred; alter table alert disable trigger alert_judged;"
                + " update alert set state = 'OPEN' where id = {alerts}", issued);
        told();
    }

    @Test
    void submitsWhatIsJudgedOrRepeatsItBitForBit() {
        String repeated = """
                update run set status = 'RUNNING', attempt = 1 where id = '{uuid}';
                insert into alert (run_id, result_ordinal, ordinal, points, row_nos, explanation)
                select '{uuid}', result_ordinal, ordinal, points, row_nos, explanation from alert where id = {alerts};
                update run set status = 'SUCCEEDED', result_hash = %s, finished_at = now(), identical = true
                where id = '{uuid}';
                insert into disposition (alert_id, outcome, reason, made_by, made_at)
                select a.id, 'EXPLAINED', 'x', 'lead', now() from alert a join run r on r.id = a.run_id
                where r.examination_id = '{examinations}' and a.state = 'OPEN' and r.id <> '{uuid}';
                update alert a set state = 'DISPOSITIONED' from run r
                where r.id = a.run_id and r.examination_id = '{examinations}' and a.state = 'OPEN' and r.id <> '{uuid}';
                """ + transition("PLANNED", "FIELDWORK", "{reviewer}", "null") + move("FIELDWORK")
                + transition("FIELDWORK", "IN_REVIEW", "{lead}", "null") + move("IN_REVIEW");
        String original = "(select result_hash from run where id = '{runs}')";
        accepts(queued("plan", "'{runs}'") + repeated.formatted(original));
        String another = "update run set run_hash = 'another' where id = '{uuid}';\n";
        guards("examination_transition", "examination_transition_judged",
                queued("plan", "'{runs}'") + another + repeated.formatted(original));
        guards("examination_transition", "examination_transition_judged",
                queued("plan", "'{runs}'") + repeated.formatted("'another'"));
        told();
    }

    @Test
    void beginsNothingWhereNoWorkIsDone() {
        String over = "alter table examination disable trigger examination_moved;"
                + " update examination set status = '%s' where id = '{examinations}'";
        String dataset = """
                insert into dataset (id, examination_id, name, kind, status, file_name, file_size, file_sha256, file_packed,
                                     mapping, mapping_sha256, created_at, created_by)
                values ('{uuid}', '{examinations}', 'x', 'LEDGER', 'RECEIVED', 'x', 0, '', false, '{}', '', now(), 'x')""";
        String sample = """
                insert into sample (id, run_id, ordinal, method, confidence, population_rows, planned_size, drawn_rows,
                                    certain_rows, seed, statement, created_at, created_by)
                select '{uuid}', run_id, 999, 'ATTRIBUTE', confidence, population_rows, planned_size, drawn_rows,
                       certain_rows, seed, statement, now(), 'lead' from sample where id = '{samples}'""";
        for (String state : List.of("IN_REVIEW", "ISSUED", "CLOSED", "CANCELLED")) {
            guards("run", "run_in_open_examination", over.formatted(state), queued("plan", "null"));
            guards("dataset", "dataset_in_open_examination", over.formatted(state), dataset);
            guards("sample", "sample_in_open_examination", over.formatted(state), sample);
            attempt("", over.formatted(state), "select 1", queued("plan", "'{runs}'"));
        }
        for (String open : List.of("PLANNED", "FIELDWORK")) {
            attempt("", over.formatted(open), "select 1",
                    queued("'[]'", "'{runs}'") + dataset.replace("'{uuid}'", "gen_random_uuid()") + ";" + sample);
        }
        String issued = over.formatted("ISSUED");
        guards("run", "run_in_open_examination", issued, queued("'[]'", "'{runs}'"));
        guards("run", "run_in_open_examination", issued,
                queued("json_build_array(plan -> 0, plan -> 0)", "'{runs}'"));
        // under later versions of procedures, which may know more parameters, it is the same repetition
        attempt("", issued, "select 1", queued("replace(replace(plan::text, '\"version\":', '\"version\":9'),"
                + " '\"parameters\":{', '\"parameters\":{\"later\":1,')::json", "'{runs}'"));
        guards("run", "run_in_open_examination", issued,
                queued("replace(plan::text, '\"parameters\":{', '\"others\":{')::json", "'{runs}'"));
        guards("run", "run_in_open_examination",
                "alter table run disable trigger run_finished; update run set status = 'CANCELLED',"
                        + " result_hash = null, identical = null where id = '{runs}';" + issued,
                queued("plan", "'{runs}'"));
        told();
    }

    @Test
    void grantsNoRoleAsSomeoneWhoDoesNotAdminister() {
        String second = "alter table user_role disable trigger user_role_granted;"
                + " insert into user_role values ('{auditor}', 'ADMINISTRATOR')";
        String proposed = """
                insert into role_grant (id, user_id, roles, status, proposed_by, proposed_at)
                values ('{uuid}', '{lead}', array['ADMINISTRATOR'], 'PROPOSED', '%s', now());
                """;
        String decided = "update role_grant set status = '%s', decided_by = '%s', decided_at = now() where id = '{uuid}';\n";
        String twice = "alter table role_grant disable trigger role_grant_kept;" + proposed.formatted("{reviewer}")
                + "alter table role_grant enable trigger role_grant_kept;" + second;
        guards("role_grant", "role_grant_kept", proposed.formatted("{lead}"));
        guards("role_grant", "role_grant_kept", "update app_user set status = 'DISABLED' where id = '{admin}'",
                proposed.formatted("{admin}"));
        guards("role_grant", "role_grant_kept",
                proposed.formatted("{admin}") + decided.formatted("APPROVED", "{lead}"));
        guards("role_grant", "role_grant_kept",
                proposed.formatted("{admin}") + decided.formatted("APPROVED", "{auditor}"));
        guards("role_grant", "role_grant_kept",
                proposed.formatted("{admin}") + decided.formatted("WITHDRAWN", "{lead}"));
        guards("role_grant", "role_grant_kept", twice, decided.formatted("APPROVED", "{auditor}"));
        attempt("", twice, "select 1", decided.formatted("WITHDRAWN", "{auditor}"));
        attempt("", second, "select 1", proposed.formatted("{admin}") + decided.formatted("APPROVED", "{auditor}"));
        told();
    }

    @Test
    void hidesNoTableBehindATemporaryOne() {
        refuses(BY_TRIGGER, """
                create temporary table examination_preparer as
                    select uuid '{examinations}' as examination_id, uuid '{uuid}' as user_id;
                insert into examination_member (examination_id, user_id, username, display_name, duty)
                values ('{examinations}', '{uuid}', 'x', 'x', 'LEAD')""");
        refuses(BY_TRIGGER, """
                create temporary table sample as select * from public.sample where false;
                insert into sample_item (sample_id, row_no, certain) values ('{samples}', 4711, false)""");
        refuses(BY_TRIGGER, """
                create temporary table run as select * from public.run;
                update run set finished_at = null;
                insert into alert (run_id, result_ordinal, ordinal, points, row_nos, explanation)
                select run_id, result_ordinal, 999, points, row_nos, explanation from alert where id = {alerts}""");
        refuses(BY_TRIGGER, """
                create temporary table user_role as
                    select id as user_id, role from app_user cross join unnest(array['REVIEWER']) as role;
                """ + duty("{auditor}", "REVIEWER") + movedBy("PLANNED", "FIELDWORK", "{auditor}", "auditor")
                + move("FIELDWORK"));
        told();
    }

    @Test
    void swapsNoDataKeyAndForgetsNone() {
        refuses(BY_PRIVILEGE, "delete from data_key");
        refuses(BY_PRIVILEGE, "update data_key set id = '{uuid}' where id = '{datasets}'");
        refuses(BY_PRIVILEGE, "update data_key set made_at = now() where id = '{datasets}'");
        String swapped = "update data_key set wrapped = (select max(wrapped) from data_key where id <> '{datasets}')"
                + " where id = '{datasets}'";
        guards("data_key", "data_key_wrapped_anew", swapped);
        guards("data_key", "data_key_wrapped_anew", "grant update on data_key to nexus_writer",
                "update data_key set id = '{uuid}', wrapped = 'v1.another.key' where id = '{datasets}'");
        String spoiled = "update data_key set wrapped = 'v1.another.key' where id = '{datasets}';\n";
        accepts(spoiled + """
                reset role;
                do $$ begin
                    assert (select 'v1.another.key' <> max(f.wrapped) and 1 = count(*) from former_data_key f
                            where f.data_key_id = '{datasets}'), 'the former one is not kept';
                end $$""");
        for (String change : List.of("select from former_data_key", "delete from former_data_key",
                "update former_data_key set wrapped = ''",
                "insert into former_data_key (data_key_id, wrapped, until) values ('{datasets}', '', now())")) {
            refuses(BY_PRIVILEGE, change);
        }
        told();
    }

    private static String queued(String plan, String reperforms) {
        return """
                insert into run (id, examination_id, dataset_id, status, plan, content_sha256, mapping_sha256, engine, run_hash,
                                 created_at, created_by, reperforms)
                select '{uuid}', examination_id, dataset_id, 'QUEUED', %s, content_sha256, mapping_sha256, engine, run_hash,
                       now(), 'lead', %s from run where id = '{runs}';
                """
            .formatted(plan, reperforms);
    }

    private static String transition(String from, String to, String by, String reason) {
        return """
                insert into examination_transition (id, examination_id, from_status, to_status, reason, made_by_id, made_by,
                                                    made_at)
                select gen_random_uuid(), '{examinations}', '%s', '%s', %s, id, username, now() from app_user where id = '%s';
                """
            .formatted(from, to, reason, by);
    }

    private static String movedBy(String from, String to, String id, String name) {
        return """
                insert into examination_transition (id, examination_id, from_status, to_status, made_by_id, made_by, made_at)
                values (gen_random_uuid(), '{examinations}', '%s', '%s', '%s', '%s', now());
                """
            .formatted(from, to, id, name);
    }

    private static String duty(String user, String duty) {
        return """
                insert into examination_member (examination_id, user_id, username, display_name, duty)
                values ('{examinations}', '%1$s', 'x', 'x', '%2$s')
                on conflict (examination_id, user_id) do update set duty = '%2$s';
                """
            .formatted(user, duty);
    }

    private static String move(String to) {
        return "update examination set status = '" + to + "' where id = '{examinations}';\n";
    }

    /** A trigger refuses the statements, and nothing else does. */
    private void guards(String table, String trigger, String statements) {
        guards(table, trigger, "select 1", statements);
    }

    /** A trigger refuses the statements where the owner allows more, and nothing else does. */
    private void guards(String table, String trigger, String allowed, String statements) {
        attempt(BY_TRIGGER, allowed, "select 1", statements);
        attempt("", allowed, "alter table " + filled(table) + " disable trigger " + trigger, statements);
    }

    private void accepts(String statements) {
        attempt("", "select 1", "select 1", statements);
    }

    /** Executes statements as the owner, then others as the service's role; takes all of it back. */
    private void attempt(String expected, String allowed, String before, String statements) {
        try (Connection owner = DriverManager.getConnection(TestServers.get().databaseUrl(),
                TestServers.get().username(), TestServers.get().password())) {
            owner.setAutoCommit(false);
            try (Statement statement = owner.createStatement()) {
                statement.execute(filled(allowed));
                statement.execute(filled(before));
                statement.execute("set local role nexus_writer");
                expect(expected, statement, statements);
            } finally {
                owner.rollback();
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(statements, broken);
        }
    }

    /** A login like the service's own is refused. */
    private void refuses(String expected, String statements) {
        try (Connection login = DriverManager.getConnection(TestServers.get().databaseUrl(), LOGIN,
                PASSWORD_OF_LOGIN)) {
            login.setAutoCommit(false);
            try (Statement statement = login.createStatement()) {
                expect(expected, statement, statements);
            } finally {
                login.rollback();
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(statements, broken);
        }
    }

    private void expect(String expected, Statement statement, String statements) {
        String state = "";
        try {
            statement.execute(filled(statements));
            statement.execute("set constraints all immediate"); // what is asked at the end of a transaction
        } catch (SQLException told) {
            state = String.valueOf(told.getSQLState());
        }
        if (!state.equals(expected)) {
            breaches.add("expected " + expected + " but got " + state + " for " + filled(statements));
        }
        refused += expected.isEmpty() ? 0 : 1;
    }

    private void told() {
        assertThat(breaches).isEmpty();
        System.out.printf("%d statements refused to the service's role%n", refused);
    }

    private String value(String query) {
        try (Connection login = DriverManager.getConnection(TestServers.get().databaseUrl(), LOGIN, PASSWORD_OF_LOGIN);
                Statement statement = login.createStatement();
                ResultSet row = statement.executeQuery(filled(query))) {
            row.next();
            return row.getString(1);
        } catch (SQLException broken) {
            throw new IllegalStateException(query, broken);
        }
    }

    private String filled(String sql) {
        String filled = sql;
        for (Map.Entry<String, String> object : objects.entrySet()) {
            filled = filled.replace("{" + object.getKey() + "}", object.getValue());
        }
        return filled;
    }
}
