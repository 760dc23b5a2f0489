package com.nexusplatform.analysis;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.nexusplatform.shared.Actor;

/** What the procedures of a run said. */
@Service
public class Results {

    private final Runs runs;
    private final ResultRepository results;
    private final RunWords words;

    Results(Runs runs, ResultRepository results, RunWords words) {
        this.runs = runs;
        this.results = results;
        this.words = words;
    }

    /** Results as the actor sees them, in the order of the plan; CONFLICT before the run succeeded, refused as {@link Runs#read} does. */
    @Transactional(readOnly = true)
    public List<Result> ofRun(UUID runId, Actor actor) {
        Run run = runs.succeeded(runId, actor);
        MaskedWords shown = words.masked(run, actor);
        return results.of(runId).stream().map(shown::result).toList();
    }
}
