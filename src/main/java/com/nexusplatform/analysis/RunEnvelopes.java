package com.nexusplatform.analysis;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.vault.DataKeys;

/**
 * The envelopes of runs: that of the dataset which a run is over. Where the dataset itself is kept sealed, so is all that was ever
 * said of it.
 */
@Component
public class RunEnvelopes {

    private final JdbcClient database;
    private final DataKeys keys;
    private final Datasets datasets;

    RunEnvelopes(JdbcClient database, DataKeys keys, Datasets datasets) {
        this.database = database;
        this.keys = keys;
        this.datasets = datasets;
    }

    /** The envelope of a run that exists, to read what is in it. */
    public RunEnvelope of(UUID runId) {
        return ofDataset(dataset(runId));
    }

    /** The envelope of a run that exists, to put something into it. */
    public RunEnvelope ensure(UUID runId) {
        return ensureOfDataset(dataset(runId));
    }

    RunEnvelope ensureOfDataset(UUID datasetId) {
        return new RunEnvelope(keys.ensure(datasetId), () -> !datasets.isKeptSealed(datasetId));
    }

    RunEnvelope ofDataset(UUID datasetId) {
        return new RunEnvelope(keys.find(datasetId).orElse(null), () -> !datasets.isKeptSealed(datasetId));
    }

    private UUID dataset(UUID runId) {
        return database.sql("select dataset_id from run where id = :run")
            .param("run", runId)
            .query(UUID.class)
            .single();
    }
}
