package com.nexusplatform.vault;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All columns of sealed values: how many values each key has, and the change from one key to another. */
@Repository
class SealedColumns {

    private final JdbcClient database;
    private final List<SealedColumn> columns;
    private final Vault vault;

    SealedColumns(JdbcClient database, List<SealedColumn> columns, Vault vault) {
        this.database = database;
        this.columns = columns;
        this.vault = vault;
    }

    /** Number of values by the id of their key. */
    Map<String, Long> values() {
        Map<String, Long> values = new TreeMap<>();
        for (SealedColumn column : columns) {
            database
                .sql("select split_part(%2$s, '.', 2), count(*) from %1$s where %2$s is not null group by 1"
                    .formatted(column.table(), column.column()))
                .query((row, number) -> values.merge(row.getString(1), row.getLong(2), Long::sum))
                .list();
        }
        return values;
    }

    /** Whether a value is sealed with another key. */
    boolean hasOthers(String keyId) {
        return columns.stream()
            .anyMatch(column -> database
                .sql("select exists (select from %1$s where %2$s not like :prefix)".formatted(column.table(),
                        column.column()))
                .param("prefix", Vault.prefix(keyId) + "%")
                .query(Boolean.class)
                .single());
    }

    /** Seals some of the values of other keys with the one given, within a transaction of the caller; returns how many. */
    int reseal(String keyId, int most) {
        int done = 0;
        for (SealedColumn column : columns) {
            if (done < most) {
                done += reseal(column, keyId, most - done);
            }
        }
        return done;
    }

    /** Values that someone else is changing are left to a later look. */
    private int reseal(SealedColumn column, String keyId, int most) {
        List<Sealed> others = database
            .sql("""
                    select cast(%2$s as text), %3$s from %1$s where %3$s not like :prefix
                    order by %2$s limit :most for update skip locked""".formatted(column.table(), column.id(),
                    column.column()))
            .param("prefix", Vault.prefix(keyId) + "%")
            .param("most", most)
            .query((row, number) -> new Sealed(row.getString(1), row.getString(2)))
            .list();
        for (Sealed other : others) {
            Place place = new Place(column.table(), column.column(), other.id());
            database
                .sql("update %1$s set %3$s = :value where cast(%2$s as text) = :id".formatted(column.table(),
                        column.id(),
                        column.column()))
                .param("value", vault.seal(vault.openBytes(other.value(), place), place, keyId))
                .param("id", other.id())
                .update();
        }
        return others.size();
    }

    /** A value as it stands in its row. */
    private record Sealed(String id, String value) {}
}
