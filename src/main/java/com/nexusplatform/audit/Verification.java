package com.nexusplatform.audit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.audit.Verdict.Breach;

/**
 * One walk along the chain: link by link in the order of their places, beside the checkpoints in theirs, it stops at the first thing
 * that is wrong. Holds one link at a time.
 */
class Verification {

    private final TrailKey key;
    private final Deque<Checkpoint> checkpoints;
    private final @Nullable Head anchor;
    private Head head;
    private long checked;
    private long signedUpTo;
    private @Nullable Breach breach;

    /**
     * A walk from the first link.
     *
     * @param checkpoints all checkpoints in the order of their numbers
     * @param anchor      a head that was kept elsewhere, to be found again
     */
    Verification(TrailKey key, List<Checkpoint> checkpoints, @Nullable Head anchor) {
        this(key, checkpoints, Head.NONE, anchor);
    }

    /** A walk from after a link that an earlier one came to; the checkpoints up to there were compared by that one. */
    Verification(TrailKey key, List<Checkpoint> all, Head start, @Nullable Head anchor) {
        this.key = key;
        this.anchor = anchor;
        head = start;
        checkpoints = all.stream()
            .filter(checkpoint -> checkpoint.sequence() > start.sequence())
            .collect(Collectors.toCollection(ArrayDeque::new));
        checked = (long) all.size() - checkpoints.size();
    }

    /**
     * Takes the next link.
     *
     * @param event the event that it names; null when there is none
     * @return whether to go on
     */
    boolean take(long sequence, long eventId, String previousHash, String hash, @Nullable Event event) {
        long expected = head.sequence() + 1;
        if (sequence != expected) {
            return broken(expected, null, "the link is missing");
        }
        if (event == null) {
            return broken(sequence, eventId, "its event is missing");
        }
        if (!previousHash.equals(head.hash())) {
            return broken(sequence, eventId, "it does not name the hash of the link before it");
        }
        if (!event.hash(sequence, previousHash).equals(hash)) {
            return broken(sequence, eventId, "its hash is not that of its content: the event or the link was changed");
        }
        head = new Head(sequence, hash);
        if (anchor != null && anchor.sequence() == sequence && !anchor.hash().equals(hash)) {
            return broken(sequence, eventId, "its hash is not the one that was kept elsewhere");
        }
        return compare(sequence);
    }

    /** Says what was found, after the last link. */
    Verdict finish(long pending, @Nullable Long unlinkedEvent) {
        Checkpoint beyond = checkpoints.peekFirst();
        if (breach == null && beyond != null) {
            broken(head.sequence() + 1, null, "the chain ends here, though checkpoint " + beyond.number()
                    + " signed link " + beyond.sequence());
        }
        if (breach == null && anchor != null && anchor.sequence() > head.sequence()) {
            broken(head.sequence() + 1, null, "the chain ends here, though link " + anchor.sequence()
                    + " was kept elsewhere");
        }
        if (breach == null && unlinkedEvent != null) {
            breach = new Breach(null, unlinkedEvent,
                    "the event is outside of the chain and does not wait to be linked");
        }
        return new Verdict(head.sequence(), head, checked, signedUpTo, pending, breach);
    }

    private boolean compare(long sequence) {
        Checkpoint next = checkpoints.peekFirst();
        while (next != null && next.sequence() <= sequence) {
            if (next.number() != checked + 1) {
                return broken(next.sequence(), null, "checkpoint " + (checked + 1) + " before it is missing");
            }
            if (!key.signed(next)) {
                return broken(next.sequence(), null, "checkpoint " + next.number()
                        + " does not bear the signature of a key that is believed");
            }
            if (next.sequence() != sequence || !next.hash().equals(head.hash())) {
                return broken(next.sequence(), null, "its hash is not the one that checkpoint " + next.number()
                        + " signed");
            }
            checked = next.number();
            signedUpTo = sequence;
            checkpoints.removeFirst();
            next = checkpoints.peekFirst();
        }
        return true;
    }

    private boolean broken(long sequence, @Nullable Long eventId, String what) {
        breach = new Breach(sequence, eventId, what);
        return false;
    }
}
