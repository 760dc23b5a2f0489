package com.nexusplatform.audit;

/**
 * The last link of the chain. Whoever keeps it elsewhere can prove later that nothing up to it was changed.
 *
 * @param sequence its place, 0 before the first
 * @param hash     its hash
 */
public record Head(long sequence, String hash) {

    /** The head of a chain without links. */
    static final Head NONE = new Head(0, Event.GENESIS);
}
