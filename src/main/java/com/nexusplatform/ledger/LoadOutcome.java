package com.nexusplatform.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;

/** What became of a load: told to the trail in the transaction that makes it so, to the meters and to the log. */
@Component
class LoadOutcome {

    private static final Logger LOG = LoggerFactory.getLogger(LoadOutcome.class);

    private final DatasetRepository datasets;
    private final TransactionOperations transactions;
    private final Trail trail;
    private final MeterRegistry meters;
    private final Counter rowsLoaded;
    private final JsonMapper json = JsonMapper.builder().build();

    LoadOutcome(DatasetRepository datasets, TransactionOperations transactions, Trail trail, MeterRegistry meters) {
        this.datasets = datasets;
        this.transactions = transactions;
        this.trail = trail;
        this.meters = meters;
        rowsLoaded = Counter.builder("nexus.upload.rows").description("Rows loaded").register(meters);
    }

    /** Begins to take the time of a load. */
    Timer.Sample begin() {
        return Timer.start(meters);
    }

    /** Ends the time of a load. */
    void end(Timer.Sample time) {
        time.stop(Timer.builder("nexus.upload.duration")
            .description("time from the start of a load to its end")
            .register(meters));
    }

    /** Rejects a dataset whose file cannot become one. */
    void rejected(Dataset dataset, long rejectedRows, Map<String, Object> problem) {
        transactions.executeWithoutResult(status -> {
            datasets.reject(dataset.id(), rejectedRows, json.writeValueAsString(problem));
            trail.record(Entry.ofService(Act.DATASET_REJECTED, dataset.id())
                .in(dataset.examinationId())
                .after(Map.of("problem", Objects.toString(problem.get("type")), "rejectedRows", rejectedRows)));
        });
        LOG.info("dataset {} rejected: {}, {} rows could not be read", dataset.id(), problem.get("type"), rejectedRows);
    }

    /** Records within the transaction of a connection that a dataset is loaded. */
    void loading(Dataset dataset, long rows, long rejectedRows, String contentSha256, Connection control)
            throws SQLException {
        trail.record(Entry.ofService(Act.DATASET_LOADED, dataset.id())
            .in(dataset.examinationId())
            .after(Map.of("rows", rows, "rejectedRows", rejectedRows, "contentSha256", contentSha256)), control);
    }

    /** Counts a dataset that is loaded. */
    void loaded(Dataset dataset, long rows, long rejectedRows) {
        rowsLoaded.increment((double) rows);
        LOG.info("dataset {} loaded: {} rows, {} rejected", dataset.id(), rows, rejectedRows);
    }
}
