package com.nexusplatform.sampling;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

import com.nexusplatform.analysis.Run;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.Identifiers;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Samples of the rows of runs. */
@Service
public class Samples {

    private static final UUID NONE = new UUID(0, 0);

    private final SampleRepository samples;
    private final Drawing drawing;
    private final Runs runs;
    private final Clock clock;

    Samples(SampleRepository samples, Drawing drawing, Runs runs, Clock clock) {
        this.samples = samples;
        this.drawing = drawing;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * Draws a sample. Which rows it holds follows from the run hash, the method and the place of the sample among those of the
     * run: drawn once more, it would be the same.
     *
     * @throws ProblemException VALIDATION_FAILED naming the field, SAMPLE_REFUSED when there is no such sample, CONFLICT when the
     *                          run has not succeeded or another sample is drawn at the same moment; refused as
     *                          {@code Runs.workOn} does
     */
    public Sample draw(UUID runId, RequestedSample asked, Actor actor) {
        asked.check();
        runs.workOn(runId, actor);
        Run run = runs.succeeded(runId, actor);
        int ordinal = samples.count(runId) + 1;
        String seed = seed(run.runHash(), asked.drawnBy(), ordinal);
        Drawn drawn = drawing.draw(run, asked, seed);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Sample sample = new Sample(Identifiers.next(now.toEpochMilli()), runId, ordinal, asked.drawnBy(),
                asked.confidenceOrUsual(), asked.tolerable(), asked.size() == null ? asked.expected() : null,
                drawn.money(), drawn.rows(), drawn.planned(), drawn.items().size(), drawn.certain(), seed,
                drawn.statement(), now, actor.username());
        try {
            samples.insert(sample, drawn.items(), run.examinationId(), actor);
        } catch (DuplicateKeyException overtaken) {
            throw new ProblemException(ProblemType.CONFLICT,
                    "Another sample of the run was drawn at the same moment. Look at it, then draw anew.");
        }
        return sample;
    }

    /** The sample, for whoever may read its run; NOT_FOUND for anyone else. */
    public Sample read(UUID sampleId, Actor actor) {
        Optional<Sample> sample = samples.find(sampleId);
        admitted(() -> runs.read(runOf(sample), actor));
        return sample.orElseThrow(Samples::unknown);
    }

    /** The sample, for whoever may work on its examination; refused as {@code Runs.workOn} does. */
    public Sample workOn(UUID sampleId, Actor actor) {
        Optional<Sample> sample = samples.find(sampleId);
        admitted(() -> runs.workOn(runOf(sample), actor));
        return sample.orElseThrow(Samples::unknown);
    }

    /** The examination of a sample, for whoever may read it. */
    public UUID examinationOf(Sample sample, Actor actor) {
        return runs.read(sample.runId(), actor).examinationId();
    }

    /** Samples of a run in the order in which they were drawn. */
    public Page<Sample> ofRun(UUID runId, @Nullable String cursor, int limit, Actor actor) {
        runs.read(runId, actor);
        long after = cursor == null ? 0 : Cursor.decodeNumber(cursor);
        return Page.of(samples.ofRun(runId, after, limit + 1), limit, sample -> String.valueOf(sample.ordinal()));
    }

    /** Seed of a draw: the first 16 hexadecimal digits of SHA-256 over canonical JSON of what it follows from. */
    static String seed(String runHash, SampleMethod method, int ordinal) {
        return Digests
            .sha256(CanonicalJson.write(Map.of("runHash", runHash, "method", method.name(), "ordinal", ordinal)))
            .substring(0, 16);
    }

    /** Whether the sample exists or not, the same questions are asked, so that no clock tells one from the other. */
    private static UUID runOf(Optional<Sample> sample) {
        return sample.map(Sample::runId).orElse(NONE);
    }

    private static void admitted(Runnable check) {
        try {
            check.run();
        } catch (ProblemException refused) {
            throw refused.type() == ProblemType.NOT_FOUND ? unknown() : refused;
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("sample");
    }
}
