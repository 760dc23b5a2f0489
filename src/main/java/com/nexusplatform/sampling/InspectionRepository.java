package com.nexusplatform.sampling;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import com.nexusplatform.analysis.RunEnvelope;
import com.nexusplatform.analysis.RunEnvelopes;

/** Rows of the table {@code sample_inspection}. */
@Repository
class InspectionRepository {

    private static final String TABLE = "sample_inspection";
    private static final String NOTE = "note";

    private final JdbcClient database;
    private final RunEnvelopes envelopes;

    InspectionRepository(JdbcClient database, RunEnvelopes envelopes) {
        this.database = database;
        this.envelopes = envelopes;
    }

    /** Those of the row numbers that a sample holds. */
    List<Integer> held(UUID sampleId, Collection<Integer> rowNos) {
        return database.sql("select row_no from sample_item where sample_id = :sample and row_no = any (:rowNos)")
            .param("sample", sampleId)
            .param("rowNos", rowNos.toArray(Integer[]::new))
            .query((row, number) -> row.getInt(1))
            .list();
    }

    /** Adds one inspection to each of the rows. */
    void insert(Sample sample, Map<Integer, Inspection> inspections) {
        UUID sampleId = sample.id();
        RunEnvelope envelope = envelopes.ensure(sample.runId());
        List<Integer> rowNos = List.copyOf(inspections.keySet());
        List<Inspection> found = rowNos.stream()
            .map(rowNo -> sealed(Objects.requireNonNull(inspections.get(rowNo)), place(sampleId, rowNo), envelope))
            .toList();
        database.sql("""
                insert into sample_inspection (sample_id, row_no, outcome, audited_minor, note, made_by, made_at)
                select :sample, row_no, outcome, audited, note, :by, :at
                from unnest(:rowNos, :outcomes, :audited, :notes) as found (row_no, outcome, audited, note)
                """)
            .param("sample", sampleId)
            .param("rowNos", rowNos.toArray(Integer[]::new))
            .param("outcomes", found.stream().map(each -> each.outcome().name()).toArray(String[]::new))
            .param("audited", found.stream().map(Inspection::audited).toArray(Long[]::new))
            .param("notes", found.stream().map(Inspection::note).toArray(String[]::new))
            .param("by", found.getFirst().by())
            .param("at", found.getFirst().at().atOffset(ZoneOffset.UTC))
            .update();
    }

    /** Every row of a sample with the inspection that holds. */
    List<InspectedRow> latest(UUID sampleId) {
        return database.sql("""
                select i.row_no, i.certain, i.book_minor, l.outcome, l.audited_minor
                from sample_item i
                left join lateral (select x.outcome, x.audited_minor from sample_inspection x
                                   where x.sample_id = i.sample_id and x.row_no = i.row_no order by x.id desc limit 1) l
                          on true
                where i.sample_id = :sample order by i.row_no
                """)
            .param("sample", sampleId)
            .query((row, number) -> {
                String outcome = row.getString("outcome");
                return new InspectedRow(SampleRepository.item(row),
                        outcome == null ? null : InspectionOutcome.valueOf(outcome),
                        row.getObject("audited_minor", Long.class));
            })
            .list();
    }

    /** The history of some rows of a sample, by row number. */
    Map<Integer, List<Inspection>> histories(Sample sample, Collection<Integer> rowNos) {
        UUID sampleId = sample.id();
        RunEnvelope envelope = envelopes.of(sample.runId());
        Map<Integer, List<Inspection>> histories = new HashMap<>();
        database.sql("""
                select row_no, outcome, audited_minor, note, made_by, made_at from sample_inspection
                where sample_id = :sample and row_no = any (:rowNos) order by id
                """)
            .param("sample", sampleId)
            .param("rowNos", rowNos.toArray(Integer[]::new))
            .query(row -> {
                int rowNo = row.getInt("row_no");
                Inspection stored = new Inspection(InspectionOutcome.valueOf(row.getString("outcome")),
                        row.getObject("audited_minor", Long.class), row.getString("note"), row.getString("made_by"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant());
                histories.computeIfAbsent(rowNo, _ -> new ArrayList<>())
                    .add(opened(stored, place(sampleId, rowNo), envelope));
            });
        return histories;
    }

    private static Inspection sealed(Inspection plain, String row, RunEnvelope envelope) {
        return plain.note() == null
                ? plain
                : plain.noted(envelope.seal(TABLE, NOTE, of(plain, row), plain.note()));
    }

    private static Inspection opened(Inspection stored, String row, RunEnvelope envelope) {
        return stored.note() == null
                ? stored
                : stored.noted(envelope.open(TABLE, NOTE, of(stored, row), stored.note()));
    }

    private static String place(UUID sampleId, int rowNo) {
        return sampleId + "/" + rowNo;
    }

    /** Whose inspection it is and when it was made, so that one is not taken for another. */
    private static String of(Inspection inspection, String row) {
        return row + "/" + inspection.outcome() + "/" + inspection.by() + "/" + inspection.at();
    }
}
