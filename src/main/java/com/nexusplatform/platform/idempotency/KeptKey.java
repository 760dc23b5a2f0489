package com.nexusplatform.platform.idempotency;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A key whose act was done, or refused for good.
 *
 * @param fingerprint what the first request with it was
 * @param location    path of the object that the act was done to; null when nothing was done
 * @param answer      what the first request was answered; null from the act's commit until then, and for good when the process
 *                    was killed in between
 * @param since       when the act was done
 */
record KeptKey(String fingerprint, @Nullable String location, @Nullable FirstAnswer answer, Instant since) {}
