package com.nexusplatform.examination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Role;

/** Reads what an actor may see of examinations, one query each; it is asked before nearly every other act. */
@Repository
class ExaminationIndex {

    private static final String COLUMNS = """
            select e.id, e.title, e.institution, e.period_start, e.period_end, e.currency, e.materiality, e.status,
                   e.version, e.created_at, e.created_by, m.duty
            """;

    private static final String OF_TEAM = COLUMNS + """
            from examination_member m join examination e on e.id = m.examination_id
            where m.user_id = :user
            """;

    private static final String OF_ALL = COLUMNS + """
            from examination e left join examination_member m on m.examination_id = e.id and m.user_id = :user
            where true
            """;

    /** How a row is held until the end of the transaction. */
    enum Hold {

        /** Not at all. */
        NONE(""),
        /** With others who work: whoever moves the examination waits. */
        TO_WORK(" for share of e"),
        /** Alone: who began to work is waited for, and who would begin waits. */
        TO_MOVE(" for no key update of e");

        private final String clause;

        Hold(String clause) {
            this.clause = clause;
        }
    }

    private final JdbcClient database;

    ExaminationIndex(JdbcClient database) {
        this.database = database;
    }

    /** Up to {@code count} examinations that the actor may see, the newest first, from before an id. */
    List<ExaminationSummary> list(Actor actor, @Nullable UUID before, int count) {
        String page = before == null ? "" : " and e.id < :before";
        return database.sql(visible(actor) + page + " order by e.id desc limit :count")
            .param("user", actor.userId())
            .param("before", before)
            .param("count", count)
            .query(ExaminationIndex::summary)
            .list();
    }

    /** The examination, if the actor may see it. */
    Optional<ExaminationSummary> find(UUID id, Actor actor) {
        return find(id, actor, Hold.NONE);
    }

    /** The examination as it is once it can be held, if the actor may see it. */
    Optional<ExaminationSummary> find(UUID id, Actor actor, Hold hold) {
        return database.sql(visible(actor) + " and e.id = :id" + hold.clause)
            .param("user", actor.userId())
            .param("id", id)
            .query(ExaminationIndex::summary)
            .optional();
    }

    /**
     * The examination with its team, if the actor may see it: one query whether it is there, is another's or is not, so that no
     * clock tells which.
     */
    Optional<ExaminationDetail> whole(UUID id, Actor actor) {
        return database.sql("with e as (" + visible(actor) + """
                 and e.id = :id)
                select e.*, t.username as member, t.display_name, t.duty as member_duty
                from e join examination_member t on t.examination_id = e.id order by t.username
                """).param("user", actor.userId()).param("id", id).query(ExaminationIndex::detail);
    }

    private static Optional<ExaminationDetail> detail(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        ExaminationSummary summary = summary(rows, 0);
        List<Membership> team = new ArrayList<>();
        do {
            team.add(new Membership(rows.getString("member"), rows.getString("display_name"),
                    Duty.valueOf(rows.getString("member_duty"))));
        } while (rows.next());
        return Optional.of(new ExaminationDetail(summary, List.copyOf(team)));
    }

    /** The examinations whose team a user is on by a duty that roles fit. */
    Set<UUID> ofMember(UUID userId, Set<Role> roles) {
        return database
            .sql("select examination_id from examination_member where user_id = :user and duty = any(:duties)")
            .param("user", userId)
            .param("duties",
                    Stream.of(Duty.values()).filter(duty -> duty.fits(roles)).map(Duty::name).toArray(String[]::new))
            .query((row, number) -> row.getObject(1, UUID.class))
            .set();
    }

    private static String visible(Actor actor) {
        return actor.is(Role.AUDITOR) ? OF_ALL : OF_TEAM;
    }

    private static ExaminationSummary summary(ResultSet row, int number) throws SQLException {
        Scope scope = new Scope(row.getString("title"), row.getString("institution"),
                row.getObject("period_start", LocalDate.class), row.getObject("period_end", LocalDate.class),
                row.getString("currency"), row.getBigDecimal("materiality"));
        String duty = row.getString("duty");
        return new ExaminationSummary(row.getObject("id", UUID.class), scope,
                ExaminationStatus.valueOf(row.getString("status")), row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), row.getString("created_by"),
                duty == null ? null : Duty.valueOf(duty));
    }
}
