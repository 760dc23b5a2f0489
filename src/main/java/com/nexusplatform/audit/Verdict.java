package com.nexusplatform.audit;

import org.jspecify.annotations.Nullable;

/**
 * What a verification of the chain found.
 *
 * @param links       links that were read and are whole
 * @param head        the last of them
 * @param checkpoints checkpoints that were verified against them
 * @param signedUpTo  place of the link that the last of these signs, 0 without one
 * @param pending     events that are committed and wait to be linked
 * @param breach      the first thing that is not as it must be; null when the trail is whole
 */
public record Verdict(long links, Head head, long checkpoints, long signedUpTo, long pending,
        @Nullable Breach breach) {

    /** Whether nothing is wrong. */
    public boolean valid() {
        return breach == null;
    }

    /**
     * What is wrong, where.
     *
     * @param sequence place in the chain; null for an event that is outside of it
     * @param eventId  event concerned, where one is known
     * @param what     what is wrong
     */
    public record Breach(@Nullable Long sequence, @Nullable Long eventId, String what) {}
}
