package com.nexusplatform.analysis;

import java.util.UUID;

import com.nexusplatform.columnar.DatasetKind;

/**
 * A second dataset of a run, such as the vendors that payments went to.
 *
 * @param kind          what it holds
 * @param datasetId     sealed dataset of the same examination
 * @param contentSha256 digest of its canonical rows
 * @param mappingSha256 digest of its mapping
 */
public record Master(DatasetKind kind, UUID datasetId, String contentSha256, String mappingSha256) {}
