package com.nexusplatform.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.ledger.format.Mapping;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link ProfileGathering}, {@link ControlTotals} and their parts. */
class ProfileTests {

    private final Mapping mapping = new Mapping(
            Map.of("amount", "Net", "currency", "Cur", "postedAt", "At", "effectiveOn", "On", "account", "Acc"), ".",
            Map.of("postedAt", "yyyy-MM-dd'T'HH:mm:ssX", "effectiveOn", "yyyy-MM-dd"), "UTC", "USD",
            List.of("Net", "Cur", "At", "On", "Acc", "Remark"),
            new Mapping.SourceFormat(Mapping.SourceFormat.CSV, "UTF-8", ",", null));
    private final Layout layout = Layout.of(mapping);

    @Test
    void tellsOfEveryColumnWhatItHolds() {
        Segment segment = new Segment(layout, 100);
        segment.begin(1);
        for (int i = 0; i < 100; i++) {
            row(segment, i + 1, "", i % 2 == 0 ? i * 1_000_000L : ColumnarLedger.NO_INSTANT,
                    i < 10 ? 5 : ColumnarLedger.NO_DATE,
                    i < 60 ? "A" : i < 90 ? "B" : "C" + i, i == 50 ? "x".repeat(300) : "");
        }
        Profile profile = gather(segment);
        assertThat(profile.rows()).isEqualTo(100);
        assertThat(profile.columns()).extracting(Profile.Column::name)
            .containsExactly("Net", "Cur", "At", "On", "Acc", "Remark");
        Profile.Column amount = profile.columns().get(0);
        assertThat(amount.min()).isEqualTo("0.01");
        assertThat(amount.max()).isEqualTo("1.00");
        assertThat(amount.distinct()).isEqualTo(100);
        assertThat(amount.quantiles()).containsEntry("p1", "0.01")
            .containsEntry("p50", "0.50")
            .containsEntry("p99", "0.99");
        assertThat(amount.topValues()).hasSize(10).first().isEqualTo(new Profile.TopValue("0.01", 1));
        assertThat(profile.columns().get(1).filled()).isZero();
        assertThat(profile.columns().get(1).min()).isNull();
        assertThat(profile.columns().get(2).filled()).isEqualTo(50);
        assertThat(profile.columns().get(2).max()).isEqualTo("1970-01-01T00:01:38Z");
        assertThat(profile.columns().get(3).topValues()).containsExactly(new Profile.TopValue("1970-01-06", 10));
        Profile.Column account = profile.columns().get(4);
        assertThat(account.distinct()).isEqualTo(12);
        assertThat(account.topValues()).startsWith(new Profile.TopValue("A", 60), new Profile.TopValue("B", 30),
                new Profile.TopValue("C90", 1));
        assertThat(profile.columns().get(5).min()).hasSize(201).endsWith("…");
        assertThat(profile.columns().get(5).field()).isNull();
    }

    @Test
    void findsTheTopValuesOverManySegments() {
        Random random = new Random(5);
        Map<String, Integer> expected = new HashMap<>();
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            Segment segment = new Segment(layout, 500);
            segment.begin(s * 500 + 1);
            for (int i = 0; i < 500; i++) {
                String account = "A" + (int) Math.abs(random.nextGaussian() * 60);
                expected.merge(account, 1, Integer::sum);
                row(segment, 1, "", 0, 0, account, "");
            }
            segments.add(segment);
        }
        List<Profile.TopValue> top = expected.entrySet()
            .stream()
            .map(entry -> new Profile.TopValue(entry.getKey(), entry.getValue()))
            .sorted((a,
                    b) -> a.count() != b.count() ? Long.compare(b.count(), a.count()) : a.value().compareTo(b.value()))
            .limit(10)
            .toList();
        assertThat(gather(segments.toArray(Segment[]::new)).columns().get(4).topValues()).isEqualTo(top);
    }

    @Test
    void addsUpEachCurrencyAndAllTogether() {
        Segment segment = new Segment(layout, 10);
        segment.begin(1);
        row(segment, 12_345, "", 0, 0, "A", "");
        row(segment, -45, "EUR", 0, 0, "A", "");
        row(segment, 1_000, "JPY", 0, 0, "A", "");
        row(segment, 0, "JPY", 0, 0, "A", "");
        ControlTotals totals = totals(segment);
        assertThat(totals.rows()).isEqualTo(4);
        assertThat(totals.debits()).isEqualTo("1123.45");
        assertThat(totals.credits()).isEqualTo("0.45");
        assertThat(totals.byCurrency()).containsExactly(new ControlTotals.OfCurrency("EUR", 1, "0.00", "0.45"),
                new ControlTotals.OfCurrency("JPY", 2, "1000", "0"),
                new ControlTotals.OfCurrency("USD", 1, "123.45", "0.00"));
        assertThat(totals.agreeWith(4, new BigDecimal("1123.450"), new BigDecimal("-0.45"))).isTrue();
        assertThat(totals.agreeWith(5, new BigDecimal("1123.45"), new BigDecimal("0.45"))).isFalse();
    }

    @Test
    void addsUpAmountsThatNoLongCanHold() {
        Segment segment = new Segment(layout, 10);
        segment.begin(1);
        row(segment, Long.MAX_VALUE, "", 0, 0, "A", "");
        row(segment, Long.MAX_VALUE, "", 0, 0, "A", "");
        row(segment, -Long.MAX_VALUE, "", 0, 0, "A", "");
        assertThat(totals(segment).debits()).isEqualTo("184467440737095516.14");
        assertThat(totals(segment).credits()).isEqualTo("92233720368547758.07");
        assertThat(totals(segment).byCurrency()).isEmpty();
    }

    private ControlTotals totals(Segment segment) {
        ControlTotals.Sum sum = new ControlTotals.Sum("USD", 0);
        sum.add(segment);
        return sum.totals();
    }

    private Profile gather(Segment... segments) {
        ProfileGathering gathering = new ProfileGathering(layout, mapping);
        for (Segment segment : segments) {
            gathering.add(segment);
        }
        return gathering.profile(Map.of());
    }

    private static void row(Segment segment, long amount, String currency, long instant, int date, String account,
            String remark) {
        int row = segment.open(1);
        segment.amounts()[row] = amount;
        segment.instants(0)[row] = instant;
        segment.dates(0)[row] = date;
        SegmentFixtures.text(segment.text(0), row, currency);
        SegmentFixtures.text(segment.text(1), row, account);
        SegmentFixtures.text(segment.text(2), row, remark);
    }
}
