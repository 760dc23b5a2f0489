package com.nexusplatform.ledger;

import java.util.UUID;

import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;

/** Datasets of examinations. */
@Service
public class Datasets {

    /** The dataset, for whoever may read its examination; NOT_FOUND for anyone else. */
    public DatasetFacts read(UUID datasetId, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The dataset, for whoever may work on its examination; refused as {@code Examinations.workOn} does. */
    public DatasetFacts workOn(UUID datasetId, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The dataset, for background work of the service itself. */
    public DatasetFacts facts(UUID datasetId) {
        throw new UnsupportedOperationException();
    }
}
