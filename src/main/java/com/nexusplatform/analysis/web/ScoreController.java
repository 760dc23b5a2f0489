package com.nexusplatform.analysis.web;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.analysis.ScoreSheet;
import com.nexusplatform.analysis.Scores;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Role;

/** Scores of all records, one line each, streamed: in the order of the rows, or the highest first with {@code top}. */
@RestController
@RequestMapping("/api/v1/runs/{runId}/scores")
class ScoreController {

    private static final String CSV = "text/csv";
    private static final String JSON_LINES = "application/jsonl";

    private final Scores scores;

    ScoreController(Scores scores) {
        this.scores = scores;
    }

    /**
     * Lines {@code rowNo,score,contributions} under a header, such as {@code 17,90,PAY-1:70 LED-3:20}; or, where the caller
     * accepts JSON lines rather, objects such as {@code {"rowNo":17,"score":90,"contributions":{"PAY-1":70,"LED-3":20}}}.
     */
    @GetMapping(produces = {CSV, MediaType.APPLICATION_NDJSON_VALUE, JSON_LINES})
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    void scores(@PathVariable UUID runId, @RequestParam(required = false) @Nullable Integer top,
            @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept, Actor actor,
            HttpServletResponse response) throws IOException {
        boolean csv = prefersCsv(accept);
        ScoreSheet sheet = scores.ofRun(runId, actor);
        response.setContentType((csv ? CSV : MediaType.APPLICATION_NDJSON_VALUE) + ";charset=UTF-8");
        ScoreLines lines = new ScoreLines(response.getOutputStream(), sheet.labels());
        if (csv) {
            lines.text("rowNo,score,contributions\n");
            each(sheet, top, rowNo -> csv(lines, sheet, rowNo));
        } else {
            each(sheet, top, rowNo -> json(lines, sheet, rowNo));
        }
        lines.flush();
    }

    /** Whether CSV comes before JSON lines among the types accepted; it does where any type is. */
    private static boolean prefersCsv(@Nullable String accept) {
        List<MediaType> types = MediaType.parseMediaTypes(accept);
        MimeTypeUtils.sortBySpecificity(types);
        for (MediaType type : types) {
            if (type.isCompatibleWith(MediaType.parseMediaType(CSV))) {
                return true;
            }
            if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)
                    || type.isCompatibleWith(MediaType.parseMediaType(JSON_LINES))) {
                return false;
            }
        }
        return true;
    }

    private static void each(ScoreSheet sheet, @Nullable Integer top, Line line) throws IOException {
        if (top != null) {
            for (int rowNo : sheet.top(Math.max(top, 0))) {
                line.write(rowNo);
            }
            return;
        }
        for (int rowNo = 1; rowNo <= sheet.rows(); rowNo++) {
            line.write(rowNo);
        }
    }

    private static void csv(ScoreLines lines, ScoreSheet sheet, int rowNo) throws IOException {
        lines.number(rowNo).sign(',').number(sheet.score(rowNo)).sign(',');
        boolean first = true;
        for (int i = 0; i < sheet.labels().size(); i++) {
            int points = sheet.contribution(i, rowNo);
            if (points > 0) {
                if (!first) {
                    lines.sign(' ');
                }
                lines.label(i).sign(':').number(points);
                first = false;
            }
        }
        lines.sign('\n');
    }

    private static void json(ScoreLines lines, ScoreSheet sheet, int rowNo) throws IOException {
        lines.text("{\"rowNo\":").number(rowNo).text(",\"score\":").number(sheet.score(rowNo));
        lines.text(",\"contributions\":{");
        boolean first = true;
        for (int i = 0; i < sheet.labels().size(); i++) {
            int points = sheet.contribution(i, rowNo);
            if (points > 0) {
                if (!first) {
                    lines.sign(',');
                }
                lines.sign('"').label(i).text("\":").number(points);
                first = false;
            }
        }
        lines.text("}}\n");
    }

    /** Writes the line of one record. */
    @FunctionalInterface
    private interface Line {

        void write(int rowNo) throws IOException;
    }
}
