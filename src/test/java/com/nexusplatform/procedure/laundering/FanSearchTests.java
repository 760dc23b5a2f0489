package com.nexusplatform.procedure.laundering;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Watch;

import static org.assertj.core.api.Assertions.assertThat;

/** Which windows are fans, over random ledgers, by a search of every window there is. */
class FanSearchTests {

    private static final long MICROS_AN_HOUR = 3_600_000_000L;
    private static final int SEEDS = 150;
    private static final int MINIMUM = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 24, 72})
    void leavesNoWindowWithEnoughOthersBesideTheFans(int hours) {
        int found = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Side side : sides(seed)) {
                List<Fan> fans = side.fans(hours * MICROS_AN_HOUR);
                BitSet taken = new BitSet();
                for (Fan fan : fans) {
                    assertThat(taken.get(fan.from(), fan.to()).isEmpty()).as("fans overlap").isTrue();
                    taken.set(fan.from(), fan.to());
                    assertThat(side.others(fan.from(), fan.to())).isEqualTo(fan.parties())
                        .isGreaterThanOrEqualTo(MINIMUM);
                }
                assertThat(side.free(taken, hours * MICROS_AN_HOUR)).as("seed %d", seed).isEmpty();
                found += fans.size();
            }
        }
        assertThat(found).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 24, 72})
    void takesTheWindowWithTheMostOthersFirst(int hours) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (Side side : sides(seed)) {
                BitSet taken = new BitSet();
                List<int[]> expected = new ArrayList<>();
                for (int[] best = side.best(taken, hours * MICROS_AN_HOUR); best.length > 0; best = side.best(taken,
                        hours * MICROS_AN_HOUR)) {
                    taken.set(best[0], best[1]);
                    expected.add(best);
                }
                assertThat(side.fans(hours * MICROS_AN_HOUR)).as("seed %d", seed)
                    .extracting(fan -> List.of(fan.from(), fan.to()))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(window -> List.of(window[0], window[1])).toList());
            }
        }
    }

    /** All accounts of two random ledgers in both directions: every moment another, and many transfers of one moment. */
    private static List<Side> sides(int seed) {
        List<Side> sides = new ArrayList<>();
        for (ColumnarLedger ledger : List.of(TransferRows.drawn(seed, 90, 5).ledger(),
                TransferRows.drawnOfFewMoments(seed, 60, 5).ledger(true))) {
            Transfers transfers = new Transfers(ledger, true, Watch.NONE);
            for (int party = 0; party < transfers.parties; party++) {
                sides.add(new Side(transfers, party, true));
                sides.add(new Side(transfers, party, false));
            }
        }
        return sides;
    }

    /** The transfers of a party in one direction. */
    private record Side(Transfers transfers, int party, boolean inward) {

        private Adjacency adjacency() {
            return inward ? Adjacency.incoming(transfers) : Adjacency.outgoing(transfers);
        }

        private List<Fan> fans(long window) {
            List<Fan> fans = new ArrayList<>();
            new FanSearch(transfers, adjacency(), inward, MINIMUM).search(party, window, fans::add);
            return fans;
        }

        private int others(int from, int to) {
            Adjacency adjacency = adjacency();
            Set<Integer> others = new HashSet<>();
            for (int place = from; place < to; place++) {
                int id = adjacency.at(place);
                others.add(inward ? transfers.payers[id] : transfers.payees[id]);
            }
            return others.size();
        }

        /** The first window with enough others of which no place is taken. */
        private int[] free(BitSet taken, long window) {
            Adjacency adjacency = adjacency();
            for (int from = adjacency.start(party); from < adjacency.end(party); from++) {
                for (int to = from; within(adjacency, taken, from, to, window);) {
                    if (others(from, ++to) >= MINIMUM) {
                        return new int[]{from, to};
                    }
                }
            }
            return new int[0];
        }

        /** Of the windows of which no place is taken the one with the most others, the earliest and longest of equals. */
        private int[] best(BitSet taken, long window) {
            Adjacency adjacency = adjacency();
            int[] best = new int[0];
            int most = MINIMUM - 1;
            for (int from = adjacency.start(party); from < adjacency.end(party); from++) {
                for (int to = from; within(adjacency, taken, from, to, window);) {
                    int others = others(from, ++to);
                    if (others > most || others == most && best.length > 0 && best[0] == from) {
                        most = others;
                        best = new int[]{from, to};
                    }
                }
            }
            return best;
        }

        private boolean within(Adjacency adjacency, BitSet taken, int from, int place, long window) {
            return place < adjacency.end(party) && !taken.get(place)
                    && transfers.times[adjacency.at(place)] - transfers.times[adjacency.at(from)] < window;
        }
    }
}
