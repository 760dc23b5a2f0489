package com.nexusplatform.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.vault.SealingKey;

/** The table {@code dataset}. */
@Repository
class DatasetRepository {

    private static final String COLUMNS = """
            id, number, examination_id, name, kind, status, rows, rejected_rows, progress, file_name, file_size, file_sha256,
            file_packed, content_sha256, mapping, mapping_sha256, control_totals, problem, created_at, created_by, sealed_at,
            sealed_by""";

    private final JdbcClient jdbc;
    private final Envelopes envelopes;

    DatasetRepository(JdbcClient jdbc, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.envelopes = envelopes;
    }

    /** The envelope that parts of a dataset are put into. */
    Envelope envelope(UUID id) {
        return envelopes.ensure(id);
    }

    /** Adds a dataset; its number is given by the database. */
    void add(Dataset dataset) {
        Envelope envelope = envelope(dataset.id());
        jdbc.sql(
                """
                        insert into dataset (id, examination_id, name, kind, status, file_name, file_size, file_sha256, file_packed,
                            mapping, mapping_sha256, created_at, created_by)
                        values (:id, :examinationId, :name, :kind, :status, :fileName, :fileSize, :fileSha256, :filePacked,
                            :mapping, :mappingSha256, :createdAt, :createdBy)""")
            .param("id", dataset.id())
            .param("examinationId", dataset.examinationId())
            .param("name", envelope.seal("name", dataset.name()))
            .param("kind", dataset.kind().name())
            .param("status", dataset.status().name())
            .param("fileName", envelope.seal("file_name", dataset.fileName()))
            .param("fileSize", dataset.fileSize())
            .param("fileSha256", dataset.fileSha256())
            .param("filePacked", dataset.filePacked())
            .param("mapping", dataset.mapping())
            .param("mappingSha256", dataset.mappingSha256())
            .param("createdAt", at(dataset.createdAt()))
            .param("createdBy", dataset.createdBy())
            .update();
    }

    Optional<Dataset> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from dataset where id = :id")
            .param("id", id)
            .query(DatasetRepository::dataset)
            .optional()
            .map(this::opened);
    }

    /** The dataset, kept from changes by others until the transaction ends. */
    Optional<Dataset> lock(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from dataset where id = :id for update")
            .param("id", id)
            .query(DatasetRepository::dataset)
            .optional()
            .map(this::opened);
    }

    /** Datasets of an examination in the order of their upload, from after an id. */
    List<Dataset> ofExamination(UUID examinationId, UUID after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from dataset where examination_id = :examinationId and id > :after"
                + " order by id limit :limit")
            .param("examinationId", examinationId)
            .param("after", after)
            .param("limit", limit)
            .query(DatasetRepository::dataset)
            .list()
            .stream()
            .map(this::opened)
            .toList();
    }

    /** The dataset of a kind that was sealed last in an examination. */
    Optional<Dataset> lastSealed(UUID examinationId, DatasetKind kind) {
        return jdbc.sql("select " + COLUMNS + " from dataset where examination_id = :examinationId and kind = :kind"
                + " and status = 'SEALED' order by sealed_at desc, id desc limit 1")
            .param("examinationId", examinationId)
            .param("kind", kind.name())
            .query(DatasetRepository::dataset)
            .optional()
            .map(this::opened);
    }

    /** Whether the texts of a dataset are kept sealed; those of before that stand open, all of them. */
    boolean isKeptSealed(UUID id) {
        return jdbc.sql("select name from dataset where id = :id")
            .param("id", id)
            .query(String.class)
            .optional()
            .filter(SealingKey::isSealed)
            .isPresent();
    }

    /** JSON of the profile of a loaded dataset. */
    Optional<String> profile(UUID id) {
        return jdbc.sql("select profile from dataset where id = :id and profile is not null")
            .param("id", id)
            .query(String.class)
            .optional()
            .map(stored -> envelopes.of(id).open("profile", stored));
    }

    /** Notes that loading has begun, or begun again. */
    void beginLoading(UUID id) {
        jdbc.sql("update dataset set status = 'LOADING', progress = 0, rows = 0, rejected_rows = 0 where id = :id")
            .param("id", id)
            .update();
    }

    /** Notes that the file cannot become a dataset. */
    void reject(UUID id, long rejectedRows, String problem) {
        jdbc.sql("update dataset set status = 'REJECTED', progress = 1, rows = 0, rejected_rows = :rejectedRows,"
                + " problem = :problem where id = :id and status <> 'SEALED'")
            .param("id", id)
            .param("rejectedRows", rejectedRows)
            .param("problem", envelope(id).seal("problem", problem))
            .update();
    }

    /** Seals a dataset. */
    void seal(UUID id, Instant when, String by) {
        jdbc.sql("update dataset set status = 'SEALED', sealed_at = :at, sealed_by = :by where id = :id")
            .param("at", at(when))
            .param("by", by)
            .param("id", id)
            .update();
    }

    /** The texts of a dataset opened; after its row was read, so that its key is not asked for over a second connection. */
    private Dataset opened(Dataset stored) {
        if (!SealingKey.isSealed(stored.name() + stored.fileName() + stored.problem())) {
            return stored;
        }
        Envelope envelope = envelopes.of(stored.id());
        String problem = stored.problem() == null || !envelope.hasKey() && SealingKey.isSealed(stored.problem())
                ? null
                : envelope.open("problem", stored.problem());
        return stored.with(envelope.show("name", stored.name()), envelope.show("file_name", stored.fileName()),
                problem);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Dataset dataset(ResultSet row, int rowNumber) throws SQLException {
        return new Dataset(row.getObject("id", UUID.class), row.getLong("number"),
                row.getObject("examination_id", UUID.class), row.getString("name"),
                DatasetKind.valueOf(row.getString("kind")), DatasetStatus.valueOf(row.getString("status")),
                row.getLong("rows"), row.getLong("rejected_rows"), row.getDouble("progress"),
                row.getString("file_name"),
                row.getLong("file_size"), row.getString("file_sha256"), row.getBoolean("file_packed"),
                row.getString("content_sha256"), row.getString("mapping"), row.getString("mapping_sha256"),
                row.getString("control_totals"), row.getString("problem"), row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"), instant(row.getTimestamp("sealed_at")), row.getString("sealed_by"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
