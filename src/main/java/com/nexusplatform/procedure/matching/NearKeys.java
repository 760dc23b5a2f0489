package com.nexusplatform.procedure.matching;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Watch;
import com.nexusplatform.procedure.grouping.Groups;

/**
 * Pairs of similar keys of two lists. Only pairs that share a block are compared: a key, or a key without one of its characters
 * (so that every pair one edit apart meets), or a whole word of four letters or more. A block of too many pairs says little and
 * is passed over; that, and the most comparisons made, is told. The work is linear in the characters of both lists.
 */
public final class NearKeys {

    private static final int ENTRIES_A_PASS = 4_000_000;
    private static final long MOST_PAIRS_A_BLOCK = 65_536;
    private static final long MOST_COMPARISONS = 10_000_000;
    private static final int MOST_MATCHES = 100_000;

    private final PartyKey kind;
    private final List<String> left;
    private final List<String> right;
    private final BigDecimal least;
    private final Map<Long, Match> matches = new HashMap<>();
    private long comparisons;
    private int blocksPassedOver;
    private boolean stopped;

    private NearKeys(PartyKey kind, List<String> left, List<String> right, BigDecimal least) {
        this.kind = kind;
        this.left = left;
        this.right = right;
        this.least = least;
    }

    /**
     * A pair of keys.
     *
     * @param left  place in the first list
     * @param right place in the second
     */
    public record Match(int left, int right, Likeness likeness) {}

    /**
     * The pairs of two lists of distinct keys.
     *
     * @param least least similarity
     */
    public static NearKeys between(PartyKey kind, List<String> left, List<String> right, BigDecimal least,
            Watch watch) {
        NearKeys near = new NearKeys(kind, left, right, least);
        near.search(watch);
        return near;
    }

    /** The pairs, by the first list and then the second. */
    public List<Match> matches() {
        return matches.values()
            .stream()
            .sorted(Comparator.comparingInt(Match::left).thenComparingInt(Match::right))
            .toList();
    }

    /** Number of comparisons made. */
    public long comparisons() {
        return comparisons;
    }

    /** Which bound was met, in words; {@code none} where every pair of every block was compared. */
    public String bound() {
        if (stopped) {
            return "stopped after " + Numerals.counted(comparisons, "comparison", "comparisons") + " and "
                    + Numerals.counted(matches.size(), "pair", "pairs");
        }
        return blocksPassedOver == 0
                ? "none"
                : Numerals.counted(blocksPassedOver, "block", "blocks") + " of more than "
                        + Numerals.grouped(MOST_PAIRS_A_BLOCK) + " pairs passed over";
    }

    private void search(Watch watch) {
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        long entries = KeyBlocks.count(left) + KeyBlocks.count(right);
        int passes = (int) (entries / ENTRIES_A_PASS) + 1;
        for (int pass = 0; pass < passes && !stopped; pass++) {
            watch.at((double) pass / passes);
            KeyBlocks blocks = new KeyBlocks(pass, passes);
            left.forEach(blocks::add);
            int leftEntries = blocks.size();
            right.forEach(blocks::add);
            compare(blocks, leftEntries, watch);
        }
    }

    private void compare(KeyBlocks blocks, int leftEntries, Watch watch) {
        Groups groups = Groups.of(blocks.hashes());
        for (int g = 0; g < groups.size() && !stopped; g++) {
            int[] members = groups.members(g);
            int split = 0;
            while (split < members.length && members[split] < leftEntries) {
                split++;
            }
            long pairs = (long) split * (members.length - split);
            if (pairs > MOST_PAIRS_A_BLOCK) {
                blocksPassedOver++;
                continue;
            }
            if (comparisons >>> 20 != comparisons + pairs >>> 20) {
                watch.at((double) g / groups.size());
            }
            for (int i = 0; i < split; i++) {
                for (int j = split; j < members.length; j++) {
                    compare(blocks.owner(members[i]), blocks.owner(members[j]) - left.size());
                }
            }
        }
    }

    private void compare(int one, int other) {
        long pair = (long) one << 32 | other;
        if (stopped || matches.containsKey(pair)) {
            return;
        }
        comparisons++;
        Optional<Likeness> likeness = Likeness.of(kind, left.get(one), right.get(other), least);
        likeness.ifPresent(found -> matches.put(pair, new Match(one, other, found)));
        stopped = comparisons >= MOST_COMPARISONS || matches.size() >= MOST_MATCHES;
    }
}
