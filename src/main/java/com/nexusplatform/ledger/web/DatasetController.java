package com.nexusplatform.ledger.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.ledger.Dataset;
import com.nexusplatform.ledger.DatasetStatus;
import com.nexusplatform.ledger.Datasets;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.ledger.Maskings;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.ledger.Reject;
import com.nexusplatform.ledger.RejectedRows;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;

import static com.nexusplatform.shared.Role.AUDITOR;
import static com.nexusplatform.shared.Role.EXAMINER;
import static com.nexusplatform.shared.Role.LEAD_EXAMINER;
import static com.nexusplatform.shared.Role.REVIEWER;

/** Datasets: what they are, their rows and rejects, their file, their seal. */
@RestController
class DatasetController {

    private static final String DIGITS = "must have at most {integer} digits before the point and {fraction} after it";

    private static final int FIRST_BYTES = 1 << 13;

    private final Datasets datasets;
    private final LedgerReader reader;
    private final RejectedRows rejects;
    private final Maskings maskings;
    private final Trail trail;

    DatasetController(Datasets datasets, LedgerReader reader, RejectedRows rejects, Maskings maskings,
            Trail trail) {
        this.datasets = datasets;
        this.reader = reader;
        this.rejects = rejects;
        this.maskings = maskings;
        this.trail = trail;
    }

    /** Datasets of an examination in the order of their upload. */
    @GetMapping("/api/v1/examinations/{examinationId}/datasets")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    Page<DatasetView> list(@PathVariable UUID examinationId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        return datasets.list(examinationId, limit, cursor, actor).map(DatasetView::of);
    }

    /** One dataset with its mapping, totals and, while it is loaded, its progress. */
    @GetMapping("/api/v1/datasets/{datasetId}")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    DatasetView show(@PathVariable UUID datasetId, Actor actor) {
        return DatasetView.of(datasets.show(datasetId, actor));
    }

    /** What each column holds; 409 before the dataset is loaded. */
    @GetMapping(path = "/api/v1/datasets/{datasetId}/profile", produces = MediaType.APPLICATION_JSON_VALUE)
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    ProfileView profile(@PathVariable UUID datasetId, Actor actor) {
        ProfileView profile = new ProfileView(datasets.profile(datasetId, actor));
        note(Act.PROFILE_READ, datasetId, Map.of(), actor);
        return profile;
    }

    /** Records in the order of their numbers, or those of the numbers given; 409 before the dataset is loaded. */
    @GetMapping("/api/v1/datasets/{datasetId}/records")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    Page<RecordView> records(@PathVariable UUID datasetId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = Page.MAXIMUM_LIMIT) @Nullable List<@NotNull Integer> rowNo,
            Actor actor) {
        Page<RecordView> page;
        if (rowNo == null || rowNo.isEmpty()) {
            page = reader.page(datasetId, limit, cursor, actor);
        } else {
            int[] rowNos = rowNo.stream().mapToInt(Integer::intValue).toArray();
            page = new Page<>(reader.records(datasetId, rowNos, actor), null);
        }
        note(Act.RECORDS_READ, datasetId, rows(page.items().stream().map(RecordView::rowNo).toList()), actor);
        return page;
    }

    /** Rows of the file that could not be read. */
    @GetMapping("/api/v1/datasets/{datasetId}/rejects")
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER, AUDITOR})
    Page<Reject> rejects(@PathVariable UUID datasetId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        Page<Reject> page = rejects.page(datasetId, limit, cursor, actor);
        note(Act.REJECTS_READ, datasetId, rows(page.items().stream().map(Reject::rejectNo).toList()), actor);
        return page;
    }

    /** The uploaded bytes as they came. */
    @GetMapping(path = "/api/v1/datasets/{datasetId}/file", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @AllowedTo({EXAMINER, LEAD_EXAMINER, REVIEWER})
    void file(@PathVariable UUID datasetId, Actor actor, HttpServletResponse response) throws IOException {
        Dataset dataset = datasets.show(datasetId, actor);
        try (InputStream bytes = datasets.file(dataset, actor)) {
            send(dataset, bytes, actor, response);
        }
    }

    private void send(Dataset dataset, InputStream bytes, Actor actor, HttpServletResponse response)
            throws IOException {
        trail.note(Entry.of(Act.FILE_READ, actor, dataset.id())
            .in(dataset.examinationId())
            .after(Map.of("fileSha256", dataset.fileSha256())));
        byte[] first = bytes.readNBytes(FIRST_BYTES); // a file that does not open is refused before its headers are set
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(dataset.fileSize());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                    .filename(dataset.fileName(), StandardCharsets.UTF_8)
                    .build()
                    .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        OutputStream out = response.getOutputStream();
        out.write(first);
        bytes.transferTo(out);
        out.flush();
    }

    private static Map<String, ?> rows(List<? extends Number> numbers) {
        return Map.of("rows", numbers);
    }

    /** Records what is about to be shown, and whether masked. */
    private void note(Act act, UUID datasetId, Map<String, ?> shown, Actor actor) {
        UUID examination = datasets.show(datasetId, actor).examinationId();
        Map<String, Object> said = new HashMap<>(shown);
        said.put("masked", maskings.of(examination, actor).hides());
        trail.note(Entry.of(act, actor, datasetId).in(examination).after(said));
    }

    /** Seals a loaded dataset whose control totals are the ones given; 409 with both when they are not. */
    @PostMapping("/api/v1/datasets/{datasetId}/seal")
    @AllowedTo({EXAMINER, LEAD_EXAMINER})
    DatasetView seal(@PathVariable UUID datasetId, @RequestBody @Valid SealRequest request, Actor actor) {
        return DatasetView.of(datasets.seal(datasetId, request.rows, request.debits, request.credits, actor));
    }

    /**
     * The totals that the examiner agreed with the institution; of bounded length, since they are written out in full. Without
     * amounts, as in a master, the rows alone.
     */
    record SealRequest(@NotNull Long rows,
            @Digits(integer = 30, fraction = 10, message = DIGITS) @Nullable BigDecimal debits,
            @Digits(integer = 30, fraction = 10, message = DIGITS) @Nullable BigDecimal credits) {}

    /** A profile as it was stored. */
    record ProfileView(@JsonValue @JsonRawValue String json) {}

    /** A dataset as shown. */
    record DatasetView(UUID id, UUID examinationId, String name, DatasetKind kind, DatasetStatus status, long rows,
            long rejectedRows, String fileName, long fileSize, String fileSha256, @Nullable String contentSha256,
            @JsonRawValue String mapping, @JsonRawValue @Nullable String controlTotals,
            @JsonRawValue @Nullable String problem, Instant createdAt, String createdBy, @Nullable Instant sealedAt,
            @Nullable String sealedBy, double progress) {

        static DatasetView of(Dataset dataset) {
            return new DatasetView(dataset.id(), dataset.examinationId(), dataset.name(), dataset.kind(),
                    dataset.status(),
                    dataset.rows(), dataset.rejectedRows(), dataset.fileName(), dataset.fileSize(),
                    dataset.fileSha256(),
                    dataset.contentSha256(), dataset.mapping(), dataset.controlTotals(), dataset.problem(),
                    dataset.createdAt(), dataset.createdBy(), dataset.sealedAt(), dataset.sealedBy(),
                    dataset.progress());
        }
    }
}
