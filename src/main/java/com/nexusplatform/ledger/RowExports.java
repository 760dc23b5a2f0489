package com.nexusplatform.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.Actor;

/** Rows and rejects of a dataset as tables for spreadsheets, as the reader sees them. */
@Service
public class RowExports {

    private static final int AT_ONCE = 4_000;

    private final Datasets datasets;
    private final RecordRepository records;
    private final RejectRepository rejects;
    private final Maskings maskings;
    private final SheetFiles files;
    private final JsonMapper json = JsonMapper.builder().build();

    RowExports(Datasets datasets, RecordRepository records, RejectRepository rejects, Maskings maskings,
            SheetFiles files) {
        this.datasets = datasets;
        this.records = records;
        this.rejects = rejects;
        this.maskings = maskings;
        this.files = files;
    }

    /**
     * Records from one number to another, in their order: number and line, the mapped fields, then the other columns of the file.
     *
     * @throws com.nexusplatform.shared.ProblemException NOT_FOUND for outsiders, CONFLICT before the dataset is loaded, TOO_LARGE
     */
    public SheetFile records(UUID datasetId, int from, int to, SheetFormat format, Actor actor) {
        Dataset dataset = LedgerReader.loaded(datasets.show(datasetId, actor));
        SheetFiles.requireAtMost(Math.min(dataset.rows(), to) - from + 1, "Ask for a part, by from and to.");
        Mapping mapping = json.readValue(dataset.mapping(), Mapping.class);
        Layout layout = Layout.of(mapping);
        List<String> header = new ArrayList<>(List.of("rowNo", "line"));
        layout.fields().forEach(field -> header.add(field.label()));
        header.addAll(layout.source());
        return files.make(dataset.name() + " records", format, header, sheet -> {
            long after = from - 1L;
            List<RecordView> page;
            do {
                page = records.after(dataset, mapping, after, AT_ONCE);
                for (RecordView record : maskings.of(dataset.examinationId(), actor).records(page)) {
                    if (record.rowNo() <= to) {
                        sheet.row(cells(record, layout));
                    }
                }
                after = page.isEmpty() ? to : page.getLast().rowNo();
            } while (page.size() == AT_ONCE && after < to);
        });
    }

    /** Rows of the file that could not be read, in its order. */
    public SheetFile rejects(UUID datasetId, SheetFormat format, Actor actor) {
        Dataset dataset = datasets.show(datasetId, actor);
        List<String> header = List.of("rejectNo", "line", "column", "value", "reason");
        return files.make(dataset.name() + " rejects", format, header, sheet -> {
            long after = 0;
            List<Reject> page;
            do {
                page = rejects.after(datasetId, after, AT_ONCE);
                Masking masking = maskings.of(dataset.examinationId(), actor);
                for (Reject each : page) {
                    Reject reject = masking.reject(each);
                    sheet.row(java.util.Arrays.<@Nullable Object>asList(reject.rejectNo(), reject.line(),
                            reject.column(), reject.value(), reject.reason()));
                }
                after = page.isEmpty() ? after : page.getLast().rejectNo();
            } while (page.size() == AT_ONCE);
        });
    }

    private static List<@Nullable Object> cells(RecordView record, Layout layout) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(record.rowNo());
        cells.add(record.line());
        layout.fields().forEach(field -> cells.add(cell(record.fields(), field)));
        layout.source().forEach(column -> cells.add(record.source().get(column)));
        return cells;
    }

    private static @Nullable Object cell(Map<String, Object> fields, Field field) {
        return Optional.ofNullable(fields.get(field.label()))
            .<Object>map(value -> field.type() == Field.Type.MONEY ? new BigDecimal(value.toString()) : value)
            .orElse(null);
    }
}
