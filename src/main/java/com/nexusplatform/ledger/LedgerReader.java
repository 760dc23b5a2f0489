package com.nexusplatform.ledger;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;

/** Reads records of loaded datasets: as columns for analysis, as rows for people. */
@Service
public class LedgerReader {

    private final DatasetRepository datasets;
    private final Datasets access;
    private final RecordRepository records;
    private final ColumnReader columns;
    private final JsonMapper json = JsonMapper.builder().build();

    LedgerReader(DatasetRepository datasets, Datasets access, RecordRepository records, ColumnReader columns) {
        this.datasets = datasets;
        this.access = access;
        this.records = records;
        this.columns = columns;
    }

    /**
     * Columns to be read of a dataset.
     *
     * @param datasetId dataset
     * @param fields    fields that are wanted; those that are not mapped are left out
     */
    public record Selection(UUID datasetId, Set<Field> fields) {}

    /**
     * The columns of a dataset, by binary COPY. Fields that are not mapped are left out.
     *
     * @throws com.nexusplatform.shared.ProblemException MEMORY_EXCEEDED, before anything is loaded, naming the bytes needed
     */
    public ColumnarLedger columns(UUID datasetId, Set<Field> fields) {
        return columns(List.of(new Selection(datasetId, fields))).getFirst();
    }

    /**
     * The columns of several datasets that are needed together, in the order given.
     *
     * @throws com.nexusplatform.shared.ProblemException MEMORY_EXCEEDED, before anything is loaded, naming the bytes needed by all
     */
    public List<ColumnarLedger> columns(List<Selection> selections) {
        return columns.read(selections.stream().map(this::load).toList());
    }

    private ColumnLoad load(Selection selection) {
        Dataset dataset = loaded(selection.datasetId());
        Mapping mapping = json.readValue(dataset.mapping(), Mapping.class);
        EnumSet<Field> wanted = EnumSet.noneOf(Field.class);
        Layout.of(mapping).fields().stream().filter(selection.fields()::contains).forEach(wanted::add);
        return columns.load(dataset, mapping, wanted);
    }

    /** The records of those row numbers as a reader sees them, in the order given; numbers that do not exist are left out. */
    public List<RecordView> records(UUID datasetId, int[] rowNos, Masking masking) {
        Dataset dataset = masking.dataset(loaded(datasetId));
        return masking.records(records.ofNumbers(dataset, json.readValue(dataset.mapping(), Mapping.class), rowNos));
    }

    /** Records in the order of their numbers, for whoever may read the examination; CONFLICT before the dataset is loaded. */
    public Page<RecordView> page(UUID datasetId, @Nullable Integer limit, @Nullable String cursor, Actor actor) {
        Dataset dataset = loaded(access.show(datasetId, actor));
        int most = Page.limit(limit);
        long after = cursor == null ? 0 : Cursor.decodeNumber(cursor);
        List<RecordView> read = records.after(dataset, json.readValue(dataset.mapping(), Mapping.class), after,
                most + 1);
        return Page.of(access.masking(dataset, actor).records(read), most,
                record -> Integer.toString(record.rowNo()));
    }

    /** The records of those row numbers, for whoever may read the examination. */
    public List<RecordView> records(UUID datasetId, int[] rowNos, Actor actor) {
        return records(datasetId, rowNos, access.masking(access.show(datasetId, actor), actor));
    }

    private Dataset loaded(UUID datasetId) {
        return loaded(datasets.find(datasetId).orElseThrow(Datasets::unknown));
    }

    /** The dataset, if its rows can be read; CONFLICT before that. */
    static Dataset loaded(Dataset dataset) {
        if (dataset.status() != DatasetStatus.LOADED && dataset.status() != DatasetStatus.SEALED) {
            throw Datasets.notLoaded(dataset);
        }
        return dataset;
    }
}
