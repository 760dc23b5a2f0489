package com.nexusplatform.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import com.nexusplatform.ledger.SheetFile;
import com.nexusplatform.ledger.SheetFiles;
import com.nexusplatform.ledger.SheetFormat;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Page;

/** Alerts of a run as a table for spreadsheets. */
@Service
public class AlertExports {

    private static final List<String> HEADER = List.of("id", "procedure", "version", "points", "state", "outcome",
            "rowCount", "firstRows", "sentence");

    private final Alerts alerts;
    private final Results results;
    private final SheetFiles files;

    AlertExports(Alerts alerts, Results results, SheetFiles files) {
        this.alerts = alerts;
        this.results = results;
        this.files = files;
    }

    /**
     * Alerts as {@link Alerts#ofRun} lists them, all on one sheet.
     *
     * @throws com.nexusplatform.shared.ProblemException NOT_FOUND for outsiders, CONFLICT before the run succeeded, TOO_LARGE
     */
    public SheetFile ofRun(UUID runId, @Nullable String procedure, @Nullable AlertState state, SheetFormat format,
            Actor actor) {
        long most = results.ofRun(runId, actor)
            .stream()
            .filter(result -> procedure == null || result.procedure().equals(procedure))
            .mapToLong(Result::alertCount)
            .sum();
        SheetFiles.requireAtMost(most, "Ask for one procedure at a time.");
        return files.make("alerts of run " + runId, format, HEADER, sheet -> {
            String cursor = null;
            do {
                Page<AlertSummary> page = alerts.ofRun(runId, procedure, state, cursor, Page.MAXIMUM_LIMIT, actor);
                for (AlertSummary alert : page.items()) {
                    sheet.row(cells(alert));
                }
                cursor = page.nextCursor();
            } while (cursor != null);
        });
    }

    private static List<@Nullable Object> cells(AlertSummary alert) {
        String rows = alert.rows().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return Arrays.<@Nullable Object>asList(alert.id(), alert.procedure(), alert.version(), alert.points(),
                alert.state(), alert.outcome(), alert.rowCount(), rows, alert.sentence());
    }
}
