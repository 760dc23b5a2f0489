package com.nexusplatform.analysis;

import java.util.UUID;

/**
 * How far a run is.
 *
 * @param runId    run
 * @param status   state
 * @param progress share that is done, 0 to 1
 */
public record RunProgress(UUID runId, RunStatus status, double progress) {}
