package com.nexusplatform.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What one verification by the service itself found.
 *
 * @param at     when
 * @param whole  whether it began at the first link
 * @param head   the last link that is as it must be
 * @param breach what is wrong; null when nothing is
 */
record VerifiedTrail(Instant at, boolean whole, Head head, Verdict.@Nullable Breach breach) {}
