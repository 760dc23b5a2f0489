package com.nexusplatform.analysis.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

import com.nexusplatform.analysis.DispositionOutcome;
import com.nexusplatform.analysis.Laboratory;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.analysis.Trial;
import com.nexusplatform.analysis.WhatIf;
import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Role;

/** The threshold laboratory: what a run would have said under other values of one parameter. */
@RestController
@RequestMapping("/api/v1/runs/{runId}/what-if")
class LaboratoryController {

    private final Laboratory laboratory;
    private final Runs runs;
    private final Trail trail;

    LaboratoryController(Laboratory laboratory, Runs runs, Trail trail) {
        this.laboratory = laboratory;
        this.runs = runs;
        this.trail = trail;
    }

    /** Tries the values and writes nothing; 503 with Retry-After while others are at it, or when the time is over. */
    @PostMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR})
    WhatIfView sweep(@PathVariable UUID runId, @RequestBody @Valid Sweep body, Actor actor) {
        String procedure = Objects.requireNonNull(body.procedure());
        String parameter = Objects.requireNonNull(body.parameter());
        List<@Nullable Object> values = Objects.requireNonNull(body.values());
        WhatIf tried = laboratory.sweep(runId, procedure, parameter, values, actor);
        trail.note(Entry.of(Act.VALUES_TRIED, actor, runId)
            .in(runs.read(runId, actor).examinationId())
            .after(Map.of("procedure", procedure, "parameter", parameter, "values",
                    tried.trials().stream().map(trial -> noted(trial.value())).toList())));
        return WhatIfView.of(tried);
    }

    /** A figure as it is; texts can name somebody, and stand in the trail as a digest alone. */
    private static String noted(Object value) {
        return value instanceof String || value instanceof List<?>
                ? Entry.hashed(CanonicalJson.write(value))
                : value instanceof BigDecimal exact ? exact.toPlainString() : value.toString();
    }

    /** The values of a parameter to be tried: of a procedure of the plan, labelled {@code PAY-1#2} where it occurs again. */
    record Sweep(@NotNull String procedure, @NotNull String parameter,
            @NotNull @JsonDeserialize(using = ExactItems.class) List<@Nullable Object> values) {}

    /** What was tried, beside what the run said. */
    record WhatIfView(String procedure, int version, String parameter, WhatIf.Own own, List<TrialView> values) {

        static WhatIfView of(WhatIf whatIf) {
            return new WhatIfView(whatIf.procedure(), whatIf.version(), whatIf.parameter(), whatIf.own(),
                    whatIf.trials().stream().map(TrialView::of).toList());
        }
    }

    /** What one value does; an alert is one of the run's where it has the same rows and grade. */
    record TrialView(Object value, String status, @Nullable String reason, @JsonRawValue String statistics, int hits,
            int rows, Map<DispositionOutcome, Integer> dispositioned, int open, int added,
            Map<DispositionOutcome, Integer> missed, Trial.Rows gained, Trial.Rows lost) {

        static TrialView of(Trial trial) {
            return new TrialView(trial.value(), trial.status(), trial.reason(), trial.statistics(), trial.hits(),
                    trial.rows(), trial.dispositioned(), trial.open(), trial.added(), trial.missed(), trial.gained(),
                    trial.lost());
        }
    }
}
