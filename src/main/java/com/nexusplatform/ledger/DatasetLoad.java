package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Limits;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.ledger.format.ParsedRecord;
import com.nexusplatform.ledger.format.RecordParser;
import com.nexusplatform.ledger.format.TableReader;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Loads a received file into the database: rows appear whole or not at all. May be run again at any time, by any instance,
 * after any interruption: it begins anew and leaves nothing twice.
 */
@Component
class DatasetLoad {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetLoad.class);
    private static final int SEGMENTS = 5;
    private static final int SENDERS = 2;

    private final DataSource dataSource;
    private final DatasetRepository datasets;
    private final KeptFiles files;
    private final LedgerProperties properties;
    private final LoadOutcome outcome;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Limits limits;
    private final Semaphore permits;

    DatasetLoad(DataSource dataSource, DatasetRepository datasets, KeptFiles files, LedgerProperties properties,
            LoadOutcome outcome) {
        this.dataSource = dataSource;
        this.datasets = datasets;
        this.files = files;
        this.properties = properties;
        this.outcome = outcome;
        limits = properties.files().limits();
        permits = new Semaphore(properties.concurrentLoads());
    }

    /** Loads a dataset that is RECEIVED or LOADING; does nothing in any other state, or when there is no such dataset. */
    void run(UUID datasetId) throws Exception {
        permits.acquire();
        try (Connection control = dataSource.getConnection()) {
            if (!lock(control, datasetId)) {
                throw new IllegalStateException("dataset " + datasetId + " is being loaded by another instance");
            }
            try {
                Dataset dataset = datasets.find(datasetId).orElse(null);
                if (dataset != null
                        && (dataset.status() == DatasetStatus.RECEIVED || dataset.status() == DatasetStatus.LOADING)) {
                    load(dataset, control);
                }
            } finally {
                unlock(control, datasetId);
            }
        } finally {
            permits.release();
        }
    }

    /** Rejects a dataset whose load has failed too often, unless an instance is at it; nothing is left of its rows. */
    void giveUp(UUID datasetId) {
        try (Connection control = dataSource.getConnection()) {
            if (!lock(control, datasetId)) {
                return;
            }
            try {
                Dataset dataset = datasets.find(datasetId).orElse(null);
                if (dataset != null && dataset.status() == DatasetStatus.LOADING) {
                    discard(dataset, control);
                    outcome.rejected(dataset, 0, problem(new ProblemException(ProblemType.INTERNAL,
                            "The file could not be loaded, though it was tried many times; the log has the cause."
                                    + " Tell the operator, then upload the file again.")));
                }
            } finally {
                unlock(control, datasetId);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("dataset " + datasetId + " cannot be given up", failed);
        }
    }

    private void load(Dataset dataset, Connection control) throws Exception {
        Timer.Sample time = outcome.begin();
        clear(dataset, control);
        datasets.beginLoading(dataset.id());
        Mapping mapping = json.readValue(dataset.mapping(), Mapping.class);
        Layout layout = Layout.of(mapping);
        Envelope envelope = datasets.envelope(dataset.id());
        Rejects rejects = new Rejects(dataset.id(), envelope, control, properties.maxKeptRejects());
        ContentDigest digest = new ContentDigest(layout);
        ControlTotals.Sum totals = new ControlTotals.Sum(mapping.currency(),
                layout.fields(Field.Type.TEXT).indexOf(Field.CURRENCY));
        ProfileGathering profile = new ProfileGathering(layout, mapping);
        List<SegmentSender> senders = new ArrayList<>();
        long rows;
        try (Pipeline pipeline = new Pipeline("load-" + dataset.number(), segments(layout))) {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(new SegmentSender(dataset, envelope, layout, dataSource.getConnection()));
            }
            pipeline.group(List.of(segment -> {
                digest.add(segment);
                totals.add(segment);
                profile.add(segment);
            }));
            pipeline.group(senders.stream().<Pipeline.Step>map(sender -> sender::send).toList());
            rows = read(dataset, mapping, layout, rejects, pipeline, control);
            pipeline.finish();
            for (SegmentSender sender : senders) {
                sender.commit();
            }
        } catch (ProblemException refused) {
            close(senders);
            discard(dataset, control);
            rejects.flush();
            outcome.rejected(dataset, rejects.count(), problem(refused));
            return;
        } finally {
            close(senders);
        }
        rejects.flush();
        finish(dataset, envelope, rows, rejects, totals.totals(), digest.hex(), profile, control);
        outcome.end(time);
    }

    private static List<Segment> segments(Layout layout) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < SEGMENTS; i++) {
            segments.add(new Segment(layout));
        }
        return segments;
    }

    private long read(Dataset dataset, Mapping mapping, Layout layout, Rejects rejects, Pipeline pipeline,
            Connection control)
            throws Exception {
        int rows = 0;
        SegmentFilling filling = new SegmentFilling(layout);
        RecordParser parser = new RecordParser(mapping, limits);
        try (ReadAhead bytes = new ReadAhead(files.open(dataset));
                TableReader reader = TableReader.open(bytes, mapping.source(), limits)) {
            Segment segment = pipeline.take();
            segment.begin(1);
            ParsedRecord parsed = parser.parsed();
            while (reader.next()) {
                if (!parser.parse(reader)) {
                    rejects.add(parser.rejection());
                    continue;
                }
                if (segment.isFull()) {
                    pipeline.hand(segment);
                    note(dataset, control, rows, rejects.count(), reader.position());
                    segment = pipeline.take();
                    segment.begin(rows + 1);
                }
                filling.add(parsed, segment);
                rows++;
            }
            pipeline.hand(segment);
        }
        return rows;
    }

    private void finish(Dataset dataset, Envelope envelope, long rows, Rejects rejects, ControlTotals totals,
            String contentSha256, ProfileGathering gathering, Connection control) throws Exception {
        long all = rows + rejects.count();
        if (rows == 0 || rejects.count() > all * properties.maxRejectShare()) {
            discard(dataset, control);
            outcome.rejected(dataset, rejects.count(), tooManyRejects(all, rejects));
            return;
        }
        Map<Field, List<Long>> quantiles = new EnumMap<>(Field.class);
        for (Field field : gathering.uncounted()) {
            quantiles.put(field, quantiles(control, dataset.number(), field));
        }
        FutureTask<Profile> profile = new FutureTask<>(() -> gathering.profile(quantiles));
        Thread.ofPlatform().name("load-" + dataset.number() + "-profile").daemon().start(profile); // while the key is built
        control.setAutoCommit(false);
        try (PreparedStatement update = control.prepareStatement("""
                update dataset set status = 'LOADED', progress = 1, rows = ?, rejected_rows = ?, content_sha256 = ?,
                    control_totals = ?, profile = ? where id = ? and status = 'LOADING'""")) {
            RecordTables.attach(control, dataset.number());
            update.setLong(1, rows);
            update.setLong(2, rejects.count());
            update.setString(3, contentSha256);
            update.setString(4, json.writeValueAsString(totals));
            update.setString(5, envelope.seal("profile", json.writeValueAsString(profile.get())));
            update.setObject(6, dataset.id());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("dataset " + dataset.id() + " is no longer LOADING");
            }
            outcome.loading(dataset, rows, rejects.count(), contentSha256, control);
            control.commit();
        } finally {
            control.rollback();
            control.setAutoCommit(true);
        }
        outcome.loaded(dataset, rows, rejects.count());
    }

    private static void note(Dataset dataset, Connection control, long rows, long rejected, long position)
            throws SQLException {
        try (PreparedStatement update = control.prepareStatement(
                "update dataset set progress = ?, rows = ?, rejected_rows = ? where id = ? and status = 'LOADING'")) {
            update.setDouble(1, Math.min(0.99, (double) position / Math.max(1, dataset.fileSize())));
            update.setLong(2, rows);
            update.setLong(3, rejected);
            update.setObject(4, dataset.id());
            update.executeUpdate();
        }
    }

    /** Removes whatever an earlier try left behind. */
    private static void clear(Dataset dataset, Connection control) throws SQLException {
        RecordTables.create(control, dataset.number());
        delete(control, "delete from dataset_text_block where dataset_id = ?", dataset.id());
        delete(control, "delete from dataset_reject where dataset_id = ?", dataset.id());
    }

    private static void discard(Dataset dataset, Connection control) throws SQLException {
        RecordTables.drop(control, dataset.number());
        delete(control, "delete from dataset_text_block where dataset_id = ?", dataset.id());
    }

    private static void delete(Connection control, String sql, UUID id) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement(sql)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }

    private static List<Long> quantiles(Connection control, long number, Field field) throws SQLException {
        String column = Layout.sqlColumn(field);
        String value = switch (field.type()) {
            case MONEY -> column;
            case INSTANT -> "(extract(epoch from " + column + ") * 1000000)::bigint";
            case DATE -> "(" + column + " - date '1970-01-01')::bigint";
            case TEXT -> throw new IllegalArgumentException(field.label());
        };
        try (PreparedStatement query = control
            .prepareStatement("select unnest(percentile_disc(array[0.01, 0.05, 0.25, 0.5,"
                    + " 0.75, 0.95, 0.99]) within group (order by " + value + ")) from " + RecordTables.name(number));
                ResultSet rows = query.executeQuery()) {
            List<Long> quantiles = new ArrayList<>();
            while (rows.next()) {
                quantiles.add(rows.getLong(1));
            }
            return quantiles;
        }
    }

    private static Map<String, Object> problem(ProblemException refused) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", refused.type().slug());
        problem.put("title", refused.type().title());
        problem.put("detail", refused.detail());
        problem.putAll(refused.properties());
        return problem;
    }

    private Map<String, Object> tooManyRejects(long all, Rejects rejects) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "too-many-rejects");
        problem.put("title", "Too many rows cannot be read");
        problem.put("detail", rejects.count() == 0
                ? "The file has a header but no row. Upload a file with rows."
                : rejects.count() + " of " + all + " rows cannot be read, more than the share of "
                        + properties.maxRejectShare()
                        + " that is accepted. See the reasons and the rejects; mend the file, or declare another mapping, and"
                        + " upload it again.");
        problem.put("rows", all);
        problem.put("rejectedRows", rejects.count());
        problem.put("reasons", rejects.commonest());
        return problem;
    }

    private static void close(List<SegmentSender> senders) {
        for (SegmentSender sender : senders) {
            try {
                sender.close();
            } catch (SQLException failed) {
                LOG.warn("a connection of a load could not be closed", failed);
            }
        }
        senders.clear();
    }

    private static boolean lock(Connection control, UUID id) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, id.getLeastSignificantBits());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void unlock(Connection control, UUID id) throws SQLException {
        try (PreparedStatement statement = control.prepareStatement("select pg_advisory_unlock(?)")) {
            statement.setLong(1, id.getLeastSignificantBits());
            statement.execute();
        }
    }
}
