package com.nexusplatform.sampling;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.sampling.SeededDraw;

import static org.assertj.core.api.Assertions.assertThat;

/** What a sample by money says of what it leaves uninspected. */
class DrawingTests {

    /** Interval 192,166.66: the other items are worth 153,000.00, so that a random start above it draws none of them. */
    @Test
    void saysWhatIsLeftWhetherAnItemBelowTheIntervalIsDrawnOrNot() {
        long[] amounts = new long[91];
        Arrays.fill(amounts, 1_700_00);
        amounts[0] = 1_000_000_00;
        Set<Integer> drawn = new HashSet<>();
        for (long seed = 1; seed <= 64; seed++) {
            Drawn sample = Drawing.money(ledger(amounts), asked("576500"), new SeededDraw(seed));
            drawn.add(sample.items().size());
            assertThat(sample.certain()).isEqualTo(1);
            assertThat(sample.statement()).as("seed %s", seed)
                .doesNotContain("left to chance")
                .endsWith("are overstated by at most 153000.00, which is all that the others are worth.");
        }
        assertThat(drawn).containsExactlyInAnyOrder(1, 2);
        assertThat(Drawing.money(ledger(1_000_000_00), asked("576500"), new SeededDraw(1)).statement())
            .endsWith(" Nothing is left to chance.");
    }

    @Test
    void limitsManySmallItemsByTheFactorOfNoError() {
        long[] amounts = new long[1_000];
        Arrays.fill(amounts, 1_000_00);
        assertThat(Drawing.money(ledger(amounts), asked("100000"), new SeededDraw(1)).statement())
            .contains("and of the others 30, one for each interval of 33333.33 USD")
            .endsWith(
                    "If none of these is misstated, those that were not drawn are overstated by at most 99857.74 at 95 %"
                            + " confidence, by factor 2.9957.");
    }

    private static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).currency("USD").amounts(amounts).build();
    }

    private static RequestedSample asked(String tolerable) {
        return new RequestedSample(SampleMethod.MONETARY_UNIT, null, null, null, null, new BigDecimal(tolerable), null,
                null, null);
    }
}
