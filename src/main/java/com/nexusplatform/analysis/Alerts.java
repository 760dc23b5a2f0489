package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.ledger.LedgerReader;
import com.nexusplatform.ledger.Masking;
import com.nexusplatform.ledger.RecordView;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Precondition;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Alerts of runs, and what examiners make of them. */
@Service
public class Alerts {

    /** Most alerts that are judged at once. */
    public static final int MOST_AT_ONCE = 1_000;

    private static final UUID NONE = new UUID(0, 0);
    private static final int RECORDS_SHOWN = 100;
    private static final int LONGEST_REASON = 2_000;

    private final AlertRepository alerts;
    private final Runs runs;
    private final LedgerReader ledgers;
    private final RunWords plans;
    private final Trail trail;

    Alerts(AlertRepository alerts, Runs runs, LedgerReader ledgers, RunWords plans, Trail trail) {
        this.alerts = alerts;
        this.runs = runs;
        this.ledgers = ledgers;
        this.plans = plans;
        this.trail = trail;
    }

    /** Alerts of a run that succeeded: most points first, then in the order of plan and procedure. */
    @Transactional(readOnly = true)
    public Page<AlertSummary> ofRun(UUID runId, @Nullable String procedure, @Nullable AlertState state,
            @Nullable String cursor, int limit, Actor actor) {
        Run run = runs.succeeded(runId, actor);
        MaskedWords words = plans.masked(run, actor);
        long after = cursor == null ? 0 : Cursor.decodeNumber(cursor);
        return Page.of(alerts.page(runId, procedure, state, after, limit + 1), limit,
                alert -> String.valueOf(alert.id()))
            .map(words::alert);
    }

    /** One alert with its arithmetic, records and history; NOT_FOUND for outsiders. */
    @Transactional(readOnly = true)
    public AlertDetail read(long alertId, Actor actor) {
        Optional<AlertRepository.Found> known = alerts.find(alertId);
        Run run = admitted(() -> runs.read(runOf(known), actor));
        AlertRepository.Found found = known.orElseThrow(Alerts::unknown);
        int[] shown = Arrays.copyOf(found.rows(), Math.min(found.rows().length, RECORDS_SHOWN));
        Masking masking = plans.masking(run, actor);
        MaskedWords words = plans.masked(run, masking, actor);
        List<RecordView> records = ledgers.records(run.datasetId(), shown, masking);
        List<Disposition> dispositions = alerts.dispositions(alertId, found.runId())
            .stream()
            .map(disposition -> disposition.shown(masking))
            .toList();
        return new AlertDetail(words.alert(alerts.summary(alertId).orElseThrow()), found.resultOrdinal(),
                words.explanation(alerts.explanation(alertId, found.runId())), records, dispositions,
                masking.hides());
    }

    /**
     * Judges one alert, anew if it was judged before; the history keeps every judgement.
     *
     * @param expected number of judgements that the caller has seen
     * @throws ProblemException STALE when there are others by now; VALIDATION_FAILED for a reason that is missing or too long;
     *                          refused as {@code Examinations.workOn} does
     */
    @Transactional
    public AlertDetail dispose(long alertId, DispositionOutcome outcome, @Nullable String reason,
            Precondition expected, Actor actor) {
        String why = reason(reason);
        Optional<AlertRepository.Found> known = alerts.find(alertId);
        Run run = admitted(() -> runs.workOn(runOf(known), actor));
        alerts.hold(List.of(alertId));
        expected.require("alert", alerts.judgements(alertId));
        alerts.dispose(run.id(), List.of(alertId), new Disposition(outcome, why, actor.username(), trail.now()));
        trail.record(Entry.of(Act.ALERT_DISPOSED, actor, alertId)
            .in(run.examinationId())
            .after(Map.of("outcome", outcome, "reason", Entry.hashed(why))));
        return read(alertId, actor);
    }

    /**
     * Judges many alerts in the same way, all of them or none.
     *
     * @return how many were judged
     * @throws ProblemException NOT_FOUND naming the alerts that do not exist for the caller; refused as for one
     */
    @Transactional
    public int dispose(Collection<Long> alertIds, DispositionOutcome outcome, @Nullable String reason, Actor actor) {
        String why = reason(reason);
        if (alertIds.isEmpty() || alertIds.size() > MOST_AT_ONCE) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    "alertIds must name 1 to " + MOST_AT_ONCE + " alerts.");
        }
        TreeSet<Long> ids = new TreeSet<>(alertIds);
        Map<UUID, List<Long>> byRun = alerts.byRun(ids);
        List<Run> admitted = admitted(ids, byRun, actor);
        alerts.hold(ids);
        Disposition disposition = new Disposition(outcome, why, actor.username(), trail.now());
        for (Run run : admitted) {
            alerts.dispose(run.id(), Objects.requireNonNull(byRun.get(run.id())), disposition);
            trail.record(Entry.of(Act.ALERTS_DISPOSED, actor, run.id())
                .in(run.examinationId())
                .after(Map.of("outcome", outcome, "reason", Entry.hashed(why), "alerts",
                        Objects.requireNonNull(byRun.get(run.id())))));
        }
        return ids.size();
    }

    /** The runs of the alerts; alerts of other people's runs are missing like those that do not exist. */
    private List<Run> admitted(Set<Long> ids, Map<UUID, List<Long>> byRun, Actor actor) {
        TreeSet<Long> missing = new TreeSet<>(ids);
        List<Run> admitted = new ArrayList<>();
        byRun.forEach((runId, own) -> {
            try {
                admitted.add(admitted(() -> runs.workOn(runId, actor)));
                own.forEach(missing::remove);
            } catch (ProblemException refused) {
                if (refused.type() != ProblemType.NOT_FOUND) {
                    throw refused;
                }
            }
        });
        if (!missing.isEmpty()) {
            throw unknown().with("alertIds", missing.stream().map(String::valueOf).toList());
        }
        return admitted;
    }

    /** Whether the alert exists or not, the same questions are asked, so that no clock tells one from the other. */
    private static UUID runOf(Optional<AlertRepository.Found> alert) {
        return alert.map(AlertRepository.Found::runId).orElse(NONE);
    }

    private static String reason(@Nullable String reason) {
        String stripped = reason == null ? "" : reason.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > LONGEST_REASON
                || stripped.indexOf('\0') >= 0) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    "reason must say in 1 to " + LONGEST_REASON + " characters why you judge so.");
        }
        return stripped;
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("alert");
    }

    /** Lets an outsider see no more than that there is no such alert. */
    private static Run admitted(Supplier<Run> check) {
        try {
            return check.get();
        } catch (ProblemException refused) {
            throw refused.type() == ProblemType.NOT_FOUND ? unknown() : refused;
        }
    }
}
