package com.nexusplatform.ledger;

import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;

/**
 * What other modules need to know of a dataset.
 *
 * @param id            identity
 * @param examinationId examination that it belongs to
 * @param kind          what it holds
 * @param status        state
 * @param rows          accepted rows
 * @param fields        canonical fields that are mapped
 * @param contentSha256 digest of the canonical rows, null before it is loaded
 * @param mappingSha256 digest of the mapping's canonical JSON
 */
public record DatasetFacts(UUID id, UUID examinationId, DatasetKind kind, DatasetStatus status, long rows,
        Set<Field> fields, @Nullable String contentSha256, String mappingSha256) {}
