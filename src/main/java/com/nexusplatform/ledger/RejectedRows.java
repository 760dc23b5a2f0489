package com.nexusplatform.ledger;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;

/** Rows of files that could not be read, as people see them. */
@Service
public class RejectedRows {

    private final Datasets datasets;
    private final RejectRepository rejects;

    RejectedRows(Datasets datasets, RejectRepository rejects) {
        this.datasets = datasets;
        this.rejects = rejects;
    }

    /** Rejects of a dataset in the order of the file, for whoever may read its examination. */
    public Page<Reject> page(UUID datasetId, @Nullable Integer limit, @Nullable String cursor, Actor actor) {
        Masking masking = datasets.masking(datasets.show(datasetId, actor), actor);
        int most = Page.limit(limit);
        long after = cursor == null ? 0 : Cursor.decodeNumber(cursor);
        return Page.of(rejects.after(datasetId, after, most + 1), most, reject -> Long.toString(reject.rejectNo()))
            .map(masking::reject);
    }
}
