package com.nexusplatform.sampling;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.Masking;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** What people found of the rows of samples, and what follows from it. */
@Service
public class Inspections {

    /** Most rows that are reported at once. */
    public static final int MOST_AT_ONCE = 1_000;

    private final InspectionRepository inspections;
    private final SampleRepository rows;
    private final Samples samples;
    private final Records records;
    private final Trail trail;

    Inspections(InspectionRepository inspections, SampleRepository rows, Samples samples, Records records,
            Trail trail) {
        this.inspections = inspections;
        this.rows = rows;
        this.samples = samples;
        this.records = records;
        this.trail = trail;
    }

    /** Rows of a sample with their records and histories, in the order of their numbers. */
    @Transactional(readOnly = true)
    public Page<InspectedItem> items(UUID sampleId, @Nullable String cursor, int limit, Actor actor) {
        Sample sample = samples.read(sampleId, actor);
        long after = cursor == null ? 0 : Cursor.decodeNumber(cursor);
        Page<SampleItem> page = Page.of(rows.items(sampleId, after, limit + 1), limit,
                item -> String.valueOf(item.rowNo()));
        List<Integer> rowNos = page.items().stream().map(SampleItem::rowNo).toList();
        Map<Integer, List<Inspection>> histories = inspections.histories(sample, rowNos);
        Masking masking = records.masking(sample.runId(), actor);
        Map<Integer, RecordView> shown = records.ofRun(sample.runId(), rowNos, masking, actor);
        return page.map(item -> new InspectedItem(item.certain(), item.book(),
                Objects.requireNonNull(shown.get(item.rowNo())),
                histories.getOrDefault(item.rowNo(), List.of())
                    .stream()
                    .map(inspection -> inspection.shown(masking))
                    .toList(),
                masking.hides()));
    }

    /**
     * Records what was found of some rows, all of them or none; what was recorded of a row before stays visible, and the last
     * holds.
     *
     * @throws ProblemException VALIDATION_FAILED naming a row that is not in the sample, reported twice, or reported in a way
     *                          that does not fit the method; refused as {@code Runs.workOn} does
     */
    @Transactional
    public Evaluation record(UUID sampleId, List<RequestedInspection> found, Actor actor) {
        Sample sample = samples.workOn(sampleId, actor);
        if (found.isEmpty() || found.size() > MOST_AT_ONCE) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, "items must name 1 to " + MOST_AT_ONCE + " rows.")
                .with("field", "items");
        }
        Instant now = trail.now();
        TreeMap<Integer, Inspection> byRow = new TreeMap<>();
        for (RequestedInspection each : found) {
            Inspection inspection = new Inspection(each.outcome(), each.audited(sample), each.words(), actor.username(),
                    now);
            if (byRow.put(each.rowNo(), inspection) != null) {
                throw refused("Row " + each.rowNo() + " is reported twice; which of the two holds?",
                        List.of(each.rowNo()));
            }
        }
        TreeSet<Integer> strange = new TreeSet<>(byRow.keySet());
        strange.removeAll(inspections.held(sampleId, byRow.keySet()));
        if (!strange.isEmpty()) {
            throw refused("Row " + strange.first() + " is not in the sample; nothing was recorded.",
                    List.copyOf(strange));
        }
        inspections.insert(sample, byRow);
        trail.record(Entry.of(Act.SAMPLE_INSPECTED, actor, sampleId)
            .in(samples.examinationOf(sample, actor))
            .after(Map.of("rows", List.copyOf(byRow.keySet()))));
        return evaluate(sample);
    }

    /** What the sample proves by the inspections so far. */
    @Transactional(readOnly = true)
    public Evaluation evaluation(UUID sampleId, Actor actor) {
        return evaluate(samples.read(sampleId, actor));
    }

    private Evaluation evaluate(Sample sample) {
        return Evaluation.of(sample, inspections.latest(sample.id()), rows.count(sample.runId()));
    }

    private static ProblemException refused(String why, List<Integer> rowNos) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, why).with("rowNos", rowNos);
    }
}
