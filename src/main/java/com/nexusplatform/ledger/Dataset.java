package com.nexusplatform.ledger;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.DatasetKind;

/**
 * A dataset as kept.
 *
 * @param id            identity
 * @param number        number of the partition that holds its rows
 * @param examinationId examination that it belongs to
 * @param name          name for people
 * @param kind          what it holds
 * @param status        state
 * @param rows          accepted rows
 * @param rejectedRows  rows that could not be read
 * @param progress      share of the file that is loaded, from 0 to 1
 * @param fileName      name under which the file was uploaded
 * @param fileSize      bytes of the file
 * @param fileSha256    digest of the file
 * @param filePacked    whether the kept chunks are deflated
 * @param contentSha256 digest of the canonical rows, null before it is loaded
 * @param mapping       canonical JSON of the mapping
 * @param mappingSha256 digest of the mapping
 * @param controlTotals JSON of the {@link ControlTotals}, null before it is loaded
 * @param problem       JSON of what stood in the way, null when nothing did
 * @param createdAt     time of the upload
 * @param createdBy     name of the uploader
 * @param sealedAt      time of the seal, or null
 * @param sealedBy      name of the sealer, or null
 */
public record Dataset(UUID id, long number, UUID examinationId, String name, DatasetKind kind, DatasetStatus status,
        long rows,
        long rejectedRows, double progress, String fileName, long fileSize, String fileSha256, boolean filePacked,
        @Nullable String contentSha256, String mapping, String mappingSha256, @Nullable String controlTotals,
        @Nullable String problem, Instant createdAt, String createdBy, @Nullable Instant sealedAt,
        @Nullable String sealedBy) {

    /** The same dataset with other texts. */
    Dataset with(String otherName, String otherFileName, @Nullable String otherProblem) {
        return with(otherName, otherFileName, mapping, otherProblem);
    }

    /** The same dataset with other texts and another spelling of its mapping. */
    Dataset with(String otherName, String otherFileName, String otherMapping, @Nullable String otherProblem) {
        return new Dataset(id, number, examinationId, otherName, kind, status, rows, rejectedRows, progress,
                otherFileName, fileSize, fileSha256, filePacked, contentSha256, otherMapping, mappingSha256,
                controlTotals,
                otherProblem, createdAt, createdBy, sealedAt, sealedBy);
    }
}
