package com.nexusplatform.ledger;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.audit.Act;
import com.nexusplatform.audit.Entry;
import com.nexusplatform.audit.Trail;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.examination.Examinations;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Cursor;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Datasets of examinations. */
@Service
public class Datasets {

    private static final UUID FIRST = new UUID(0, 0);

    private final Examinations examinations;
    private final DatasetRepository datasets;
    private final KeptFiles files;
    private final Maskings maskings;
    private final Trail trail;
    private final JsonMapper json = JsonMapper.builder().build();

    Datasets(Examinations examinations, DatasetRepository datasets, KeptFiles files, Maskings maskings, Trail trail) {
        this.examinations = examinations;
        this.datasets = datasets;
        this.files = files;
        this.maskings = maskings;
        this.trail = trail;
    }

    /** The dataset, for whoever may read its examination; NOT_FOUND for anyone else. */
    public DatasetFacts read(UUID datasetId, Actor actor) {
        return facts(show(datasetId, actor));
    }

    /** The dataset, for whoever may work on its examination; refused as {@code Examinations.workOn} does. */
    public DatasetFacts workOn(UUID datasetId, Actor actor) {
        Optional<Dataset> dataset = datasets.find(datasetId);
        asDataset(() -> examinations.workOn(examinationOf(dataset), actor));
        return facts(dataset.orElseThrow(Datasets::unknown));
    }

    /** The dataset, for background work of the service itself. */
    public DatasetFacts facts(UUID datasetId) {
        return facts(datasets.find(datasetId).orElseThrow(Datasets::unknown));
    }

    /** The dataset of a kind that was sealed last in an examination, for a caller who was admitted to it. */
    public Optional<DatasetFacts> lastSealed(UUID examinationId, DatasetKind kind) {
        return datasets.lastSealed(examinationId, kind).map(this::facts);
    }

    /** The whole dataset as the actor sees it, for whoever may read its examination. */
    public Dataset show(UUID datasetId, Actor actor) {
        Optional<Dataset> found = datasets.find(datasetId);
        asDataset(() -> examinations.read(examinationOf(found), actor));
        Dataset dataset = found.orElseThrow(Datasets::unknown);
        return masking(dataset, actor).dataset(dataset);
    }

    /** Datasets of an examination in the order of their upload, as the actor sees them. */
    public Page<Dataset> list(UUID examinationId, @Nullable Integer limit, @Nullable String cursor, Actor actor) {
        examinations.read(examinationId, actor);
        int most = Page.limit(limit);
        UUID after = cursor == null ? FIRST : Cursor.decodeId(cursor);
        Masking masking = maskings.of(examinationId, actor);
        return Page
            .of(datasets.ofExamination(examinationId, after, most + 1), most, dataset -> dataset.id().toString())
            .map(masking::dataset);
    }

    /** Whether the dataset is kept sealed, and so is all that is said of it: not one from before texts were. */
    public boolean isKeptSealed(UUID datasetId) {
        return datasets.isKeptSealed(datasetId);
    }

    /** JSON of the {@link Profile} as the actor sees it; CONFLICT before the dataset is loaded. */
    public String profile(UUID datasetId, Actor actor) {
        Dataset dataset = show(datasetId, actor);
        String profile = datasets.profile(datasetId).orElseThrow(() -> notLoaded(dataset));
        return masking(dataset, actor).profile(profile);
    }

    /** How much of a dataset's personal data the actor sees. */
    Masking masking(Dataset dataset, Actor actor) {
        return maskings.of(dataset.examinationId(), actor);
    }

    /**
     * The uploaded bytes; each chunk is read when it is needed.
     *
     * @throws ProblemException NOT_ALLOWED for whoever sees personal data masked: a file cannot be
     */
    public InputStream file(Dataset dataset, Actor actor) {
        if (masking(dataset, actor).hides()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED,
                    "The file holds personal data as it came, which auditors"
                            + " see masked. Read its records; to compare the file itself, ask the lead examiner for it, and its"
                            + " digest with fileSha256.");
        }
        return files.open(dataset);
    }

    /**
     * Seals a loaded dataset: from now on it cannot change, and the database sees to it. Of several at once, one wins. Where no
     * amount is mapped, as in a master, the rows alone are agreed and the sums may be left out.
     *
     * @throws ProblemException TOTALS_DISAGREE with both sets of figures when they are not the control totals, CONFLICT when
     *                          the dataset is not LOADED, VALIDATION_FAILED when a sum is missing that its amounts have
     */
    @Transactional
    public Dataset seal(UUID datasetId, long rows, @Nullable BigDecimal debits, @Nullable BigDecimal credits,
            Actor actor) {
        workOn(datasetId, actor);
        Dataset dataset = datasets.lock(datasetId).orElseThrow(Datasets::unknown);
        if (dataset.status() != DatasetStatus.LOADED) {
            throw new ProblemException(ProblemType.CONFLICT, "Only a LOADED dataset can be sealed; this one is "
                    + dataset.status() + ".")
                .with("status", dataset.status().name());
        }
        ControlTotals totals = json.readValue(dataset.controlTotals(), ControlTotals.class);
        BigDecimal givenDebits = sum(dataset, "debits", debits);
        BigDecimal givenCredits = sum(dataset, "credits", credits);
        if (!totals.agreeWith(rows, givenDebits, givenCredits)) {
            throw new ProblemException(ProblemType.TOTALS_DISAGREE,
                    "The figures given are not those of the loaded rows. Find out which side is wrong; nothing was sealed.")
                .with("given", new GivenTotals(rows, givenDebits.toPlainString(), givenCredits.toPlainString()))
                .with("controlTotals", totals);
        }
        datasets.seal(datasetId, trail.now(), actor.username());
        trail.record(Entry.of(Act.DATASET_SEALED, actor, datasetId)
            .in(dataset.examinationId())
            .after(Map.of("rows", rows, "debits", givenDebits.toPlainString(), "credits", givenCredits.toPlainString(),
                    "contentSha256", Objects.requireNonNullElse(dataset.contentSha256(), ""))));
        return datasets.find(datasetId).orElseThrow();
    }

    /** A sum as given; nothing where there are no amounts to add up. */
    private BigDecimal sum(Dataset dataset, String name, @Nullable BigDecimal given) {
        if (given == null && json.readValue(dataset.mapping(), Mapping.class).has(Field.AMOUNT)) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED,
                    name + " is missing: the dataset has amounts, so that their sums must be agreed.")
                .with("field", name);
        }
        return given == null ? BigDecimal.ZERO : given;
    }

    private DatasetFacts facts(Dataset dataset) {
        Mapping mapping = json.readValue(dataset.mapping(), Mapping.class);
        List<Field> fields = Layout.of(mapping).fields();
        Set<Field> mapped = fields.isEmpty() ? EnumSet.noneOf(Field.class) : EnumSet.copyOf(fields);
        return new DatasetFacts(dataset.id(), dataset.examinationId(), dataset.kind(), dataset.status(), dataset.rows(),
                mapped, dataset.contentSha256(), dataset.mappingSha256());
    }

    /** Whether the dataset exists or not, the same questions are asked, so that no clock tells one from the other. */
    private static UUID examinationOf(Optional<Dataset> dataset) {
        return dataset.map(Dataset::examinationId).orElse(FIRST);
    }

    /** To an outsider a dataset of an examination that is not theirs looks like no dataset at all. */
    private static void asDataset(Runnable access) {
        try {
            access.run();
        } catch (ProblemException refused) {
            throw refused.type() == ProblemType.NOT_FOUND ? unknown() : refused;
        }
    }

    static ProblemException unknown() {
        return ProblemException.notFound("dataset");
    }

    static ProblemException notLoaded(Dataset dataset) {
        return new ProblemException(ProblemType.CONFLICT, "The dataset has no rows to show: it is " + dataset.status()
                + (dataset.status() == DatasetStatus.REJECTED
                        ? ". See its problem."
                        : ". Ask again when it is LOADED."))
            .with("status", dataset.status().name());
    }

    /**
     * Totals as the caller gave them.
     *
     * @param rows    rows
     * @param debits  sum of debits
     * @param credits sum of credits
     */
    public record GivenTotals(long rows, String debits, String credits) {}
}
