package com.nexusplatform.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.examination.ExaminationFacts;
import com.nexusplatform.examination.Examinations;
import com.nexusplatform.ledger.format.Mapping;
import com.nexusplatform.ledger.format.RequestedMapping;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.CanonicalJson;
import com.nexusplatform.shared.Digests;
import com.nexusplatform.shared.Identifiers;

/** Takes in uploaded files: surveys them, keeps their bytes and has them loaded. */
@Service
public class Uploads {

    private static final Pattern UNSEEN = Pattern.compile("\\p{Cntrl}|\\p{Cf}");
    private static final int LONGEST_NAME = 200;

    private final Examinations examinations;
    private final DatasetRepository datasets;
    private final TransactionOperations transactions;
    private final KeptFiles files;
    private final Intake intake;

    Uploads(Examinations examinations, DatasetRepository datasets, TransactionOperations transactions,
            KeptFiles files, Intake intake) {
        this.examinations = examinations;
        this.datasets = datasets;
        this.transactions = transactions;
        this.files = files;
        this.intake = intake;
    }

    /** Refuses whoever may not upload to the examination, before anything is read. */
    public void admit(UUID examinationId, Actor actor) {
        examinations.workOn(examinationId, actor);
    }

    /**
     * Keeps a file as a new dataset that will be loaded in the background. The bytes, the dataset and the order to load it
     * become permanent together.
     *
     * @param file     the uploaded bytes; the caller removes it afterwards
     * @param fileName name that the uploader gave it, shown and handed out again without its folders
     * @throws com.nexusplatform.shared.ProblemException as {@code Examinations.workOn} and {@code Intake.survey} refuse
     */
    public Dataset receive(UUID examinationId, Path file, @Nullable String fileName, DatasetKind kind,
            RequestedMapping requested, @Nullable String name, Actor actor) throws IOException {
        ExaminationFacts examination = examinations.workOn(examinationId, actor);
        String shownName = plain(fileName == null || fileName.isBlank() ? "upload" : fileName);
        Mapping mapping = intake.survey(file, shownName, kind, requested, examination.currency());
        boolean pack = mapping.source().container().equals(Mapping.SourceFormat.CSV);
        Instant now = intake.now();
        UUID id = Identifiers.next(now.toEpochMilli());
        String mappingJson = CanonicalJson.write(mapping.asMap());
        String given = name == null ? "" : seen(name);
        String shown = given.isEmpty() ? shownName : bounded(given);
        long size = Files.size(file);
        transactions.executeWithoutResult(status -> {
            String sha256 = files.keep(id, file, pack);
            Dataset received = new Dataset(id, 0, examinationId, shown, kind, DatasetStatus.RECEIVED, 0, 0, 0,
                    shownName,
                    size, sha256,
                    pack, null, mappingJson, Digests.sha256(mappingJson), null, null, now, actor.username(), null,
                    null);
            examinations.workOn(examinationId, actor); // again, since the file took its time
            datasets.add(received);
            intake.order(received, actor);
        });
        return datasets.find(id).orElseThrow();
    }

    /** The last part of a path of any system, without control characters. */
    private static String plain(String name) {
        String last = seen(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        return last.chars().allMatch(sign -> sign == '.') ? "upload" : bounded(last);
    }

    private static String seen(String name) {
        return UNSEEN.matcher(name).replaceAll("").strip();
    }

    private static String bounded(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(name.offsetByCodePoints(name.length(), -LONGEST_NAME));
    }
}
