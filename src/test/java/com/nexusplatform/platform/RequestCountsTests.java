package com.nexusplatform.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.platform.RequestCounts.Due;
import com.nexusplatform.platform.RequestCounts.Standing;

import static org.assertj.core.api.Assertions.assertThat;

/** How many requests a caller may make in one window of time, over all instances. */
class RequestCountsTests {

    private final Hand hand = new Hand();
    private final RequestCounts here = new RequestCounts(hand);
    private final RequestCounts there = new RequestCounts(hand);

    @Test
    void admitsWhatTheQuotaHasAndNoMore() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> here.take(CostClass.READ, "lead", 3)).map(Standing::admitted))
            .containsExactly(true, true, true, false, false);
        assertThat(here.take(CostClass.READ, "examiner", 3).left()).isEqualTo(2);
        assertThat(here.take(CostClass.WRITE, "lead", 3).admitted()).isTrue();
    }

    @Test
    void beginsAnewWithEachWindow() {
        here.take(CostClass.HEAVY, "lead", 1);
        Standing refused = here.take(CostClass.HEAVY, "lead", 1);
        assertThat(refused.admitted()).isFalse();
        assertThat(refused.secondsLeft()).isEqualTo(60);
        hand.forward(Duration.ofSeconds(59));
        assertThat(here.take(CostClass.HEAVY, "lead", 1).secondsLeft()).isEqualTo(1);
        hand.forward(Duration.ofSeconds(1));
        assertThat(here.take(CostClass.HEAVY, "lead", 1).admitted()).isTrue();
    }

    @Test
    void countsWhatOtherInstancesToldOf() {
        take(here, 3);
        take(there, 4);
        settle(here, 0);
        settle(there, 3);
        assertThat(there.take(CostClass.HEAVY, "lead", 10).left()).isEqualTo(10 - 3 - 4 - 1);
        settle(there, 7);
        take(here, 1);
        settle(here, 8);
        assertThat(here.take(CostClass.HEAVY, "lead", 10).left()).isZero();
        assertThat(here.take(CostClass.HEAVY, "lead", 10).admitted()).isFalse();
    }

    @Test
    void keepsLimitingWhatItSeesWhenTheCommonCountIsLost() {
        take(here, 3);
        settle(here, 5);
        take(here, 1);
        settle(here, 0); // flushed: the sum begins again at one
        assertThat(here.take(CostClass.HEAVY, "lead", 10).left()).isEqualTo(10 - 4 - 5 - 1);
    }

    @Test
    void asksForNothingTwiceAndForgetsWindowsThatAreOver() {
        take(here, 3);
        assertThat(here.due()).extracting(Due::requests).containsExactly(3L);
        settle(here, 0);
        assertThat(here.due()).isEmpty();
        take(here, 1);
        hand.forward(Duration.ofMinutes(1));
        assertThat(here.due()).isEmpty();
        assertThat(here.take(CostClass.HEAVY, "lead", 10).left()).isEqualTo(9);
    }

    @Test
    void aSettlementOfTheWindowBeforeChangesNothing() {
        take(here, 3);
        List<Due> due = here.due();
        hand.forward(Duration.ofMinutes(1));
        take(here, 1);
        due.forEach(one -> one.count().settle(one.window(), one.requests(), 9));
        assertThat(here.take(CostClass.HEAVY, "lead", 10).left()).isEqualTo(8);
    }

    @Test
    void newcomersShareOneCountWhenThereAreTooMany() {
        IntStream.range(0, 100_000).forEach(i -> here.take(CostClass.READ, "caller " + i, 5));
        IntStream.range(0, 5).forEach(i -> here.take(CostClass.READ, "newcomer " + i, 5));
        assertThat(here.take(CostClass.READ, "newcomer 5", 5).admitted()).isFalse();
        assertThat(here.take(CostClass.READ, "caller 7", 5).admitted()).isTrue();
    }

    private static void take(RequestCounts counts, int times) {
        IntStream.range(0, times).forEach(i -> counts.take(CostClass.HEAVY, "lead", 10));
    }

    /** As Redis would: adds what is due to what was there. */
    private static void settle(RequestCounts counts, long before) {
        counts.due().forEach(one -> one.count().settle(one.window(), one.requests(), before + one.requests()));
    }

    /** A clock that goes on by hand, from the beginning of a minute. */
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
