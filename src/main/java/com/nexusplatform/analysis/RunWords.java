package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Service;

import com.nexusplatform.ledger.Masking;
import com.nexusplatform.ledger.Maskings;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** What readers of runs see of the words that plans look for: all of them, or marks, and then they try none. */
@Service
public class RunWords {

    private final Runs runs;
    private final FreeWords words;
    private final Maskings maskings;

    RunWords(Runs runs, FreeWords words, Maskings maskings) {
        this.runs = runs;
        this.words = words;
        this.maskings = maskings;
    }

    /** A run that the actor read, as they see it. */
    public Run shown(Run run, Actor actor) {
        return masked(run, actor).run(run);
    }

    /** The run as it is, once it succeeded; refused as {@link Runs#succeeded} does. */
    Run succeeded(UUID runId, Actor actor) {
        return runs.succeeded(runId, actor);
    }

    /** How much of personal data the actor sees in what belongs to a run. */
    Masking masking(Run run, Actor actor) {
        return maskings.of(run.examinationId(), actor);
    }

    /** What the actor sees of the words of a run. */
    MaskedWords masked(Run run, Actor actor) {
        return masked(run, masking(run, actor), actor);
    }

    /** The same, so that the masking knows the words in what people write. */
    MaskedWords masked(Run run, Masking masking, Actor actor) {
        List<Plan> plans = new ArrayList<>(List.of(run.plan()));
        UUID original = run.reperforms();
        if (masking.hides() && original != null) {
            plans.add(runs.read(original, actor).plan()); // the differences to it have its words, too
        }
        return new MaskedWords(words, masking, plans);
    }

    /**
     * Refuses to try words for a reader of marks: what they find would say what the marks stand for.
     *
     * @throws ProblemException NOT_ALLOWED
     */
    void refuseWords(Run run, String procedure, String parameter, Actor actor) {
        if (words.areTaken(procedure, parameter) && masking(run, actor).hides()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED, "You see personal data masked, and what words of "
                    + parameter + " find would tell what the texts are. Try figures or choices, or ask a member of the"
                    + " team to try the words.")
                .with("parameter", parameter);
        }
    }
}
