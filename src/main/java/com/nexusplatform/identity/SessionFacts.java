package com.nexusplatform.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A session as its owner sees it.
 *
 * @param id         identity
 * @param createdAt  when the user signed in
 * @param lastUsedAt when its tokens were last renewed
 * @param expiresAt  when it ends at the latest
 * @param address    network address at sign-in
 * @param client     what the client called itself at sign-in
 */
public record SessionFacts(UUID id, Instant createdAt, Instant lastUsedAt, Instant expiresAt, String address,
        String client) {}
