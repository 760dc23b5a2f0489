package com.nexusplatform.vault;

import java.time.OffsetDateTime;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code encryption_key}: ids of the keys that values of this database may be sealed with. */
@Repository
class KeyRepository {

    private final JdbcClient database;

    KeyRepository(JdbcClient database) {
        this.database = database;
    }

    /** Ids of the keys, the one that came last first. */
    List<String> ids() {
        return database.sql("select id from encryption_key order by since desc, id")
            .query((row, number) -> row.getString("id"))
            .list();
    }

    /** Id of the key that came last. */
    String latest() {
        return ids().getFirst();
    }

    /** Notes that values are sealed with a key from now on, unless that is known. */
    void note(String id, OffsetDateTime now) {
        database.sql("insert into encryption_key (id, since) values (:id, :since) on conflict (id) do nothing")
            .param("id", id)
            .param("since", now)
            .update();
    }

    /** Forgets a key that nothing is sealed with any more. */
    void forget(String id) {
        database.sql("delete from encryption_key where id = :id").param("id", id).update();
    }
}
