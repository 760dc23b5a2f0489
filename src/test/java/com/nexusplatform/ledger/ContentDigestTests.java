package com.nexusplatform.ledger;

import java.util.List;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link ContentDigest}. */
class ContentDigestTests {

    private final Layout layout = new Layout(List.of(Field.AMOUNT, Field.POSTED_AT, Field.EFFECTIVE_ON, Field.ACCOUNT),
            List.of("Remark"));

    @Test
    void isTheDigestOfTheTextThatTheDocumentSays() {
        Segment segment = new Segment(layout, 10);
        segment.begin(1);
        row(segment, -12345, 1_000_000, 20_000, "A\u001f1", "é");
        row(segment, 0, ColumnarLedger.NO_INSTANT, ColumnarLedger.NO_DATE, "", "");
        row(segment, Long.MAX_VALUE, -1, -1, "A\u001e\u001b", "x");
        String canonical = "nexus-content/1\u001famount\u001fpostedAt\u001feffectiveOn\u001faccount\u001fRemark\u001e"
                + "1\u001f-12345\u001f1000000\u001f20000\u001fA\u001b\u001f1\u001fé\u001e"
                + "2\u001f0\u001f\u001f\u001f\u001f\u001e"
                + "3\u001f9223372036854775807\u001f-1\u001f-1\u001fA\u001b\u001e\u001b\u001b\u001fx\u001e";
        assertThat(digest(segment)).isEqualTo(Digests.sha256(canonical));
    }

    @Test
    void doesNotDependOnWhereSegmentsEnd() {
        Segment whole = new Segment(layout, 10);
        whole.begin(1);
        row(whole, 1, 2, 3, "a", "b");
        row(whole, 4, 5, 6, "c", "d");
        Segment first = new Segment(layout, 1);
        first.begin(1);
        row(first, 1, 2, 3, "a", "b");
        Segment second = new Segment(layout, 1);
        second.begin(2);
        row(second, 4, 5, 6, "c", "d");
        assertThat(digest(first, second)).isEqualTo(digest(whole));
    }

    @Test
    void writesNumbersOfEveryLength() {
        Segment segment = new Segment(layout, 100);
        segment.begin(1);
        StringBuilder canonical = new StringBuilder(
                "nexus-content/1\u001famount\u001fpostedAt\u001feffectiveOn\u001faccount\u001fRemark\u001e");
        long amount = 7;
        for (int row = 1; row <= 40; row++) {
            row(segment, amount, -amount, row, "", "");
            canonical.append(row)
                .append('\u001f')
                .append(amount)
                .append('\u001f')
                .append(-amount)
                .append('\u001f')
                .append(row)
                .append("\u001f\u001f\u001e");
            amount = row % 2 == 1 ? amount * 10 : amount + row % 10;
            amount = amount < 0 || amount > Long.MAX_VALUE / 100 ? 99 : amount;
        }
        assertThat(digest(segment)).isEqualTo(Digests.sha256(canonical.toString()));
    }

    @Test
    void changesWithTheOrderOfTheRows() {
        Segment one = new Segment(layout, 10);
        one.begin(1);
        row(one, 1, 2, 3, "a", "b");
        row(one, 4, 5, 6, "c", "d");
        Segment other = new Segment(layout, 10);
        other.begin(1);
        row(other, 4, 5, 6, "c", "d");
        row(other, 1, 2, 3, "a", "b");
        assertThat(digest(one)).isNotEqualTo(digest(other));
    }

    @Test
    void hashesTextsLongerThanItsBuffer() {
        Segment segment = new Segment(layout, 10);
        segment.begin(1);
        String text = "long text ".repeat(40_000);
        row(segment, 1, 2, 3, text, "");
        String canonical = "nexus-content/1\u001famount\u001fpostedAt\u001feffectiveOn\u001faccount\u001fRemark\u001e"
                + "1\u001f1\u001f2\u001f3\u001f" + text + "\u001f\u001e";
        assertThat(digest(segment)).isEqualTo(Digests.sha256(canonical));
    }

    private String digest(Segment... segments) {
        ContentDigest digest = new ContentDigest(layout);
        for (Segment segment : segments) {
            digest.add(segment);
        }
        return digest.hex();
    }

    private static void row(Segment segment, long amount, long instant, int date, String account, String remark) {
        int row = segment.open(1);
        segment.amounts()[row] = amount;
        segment.instants(0)[row] = instant;
        segment.dates(0)[row] = date;
        SegmentFixtures.text(segment.text(0), row, account);
        SegmentFixtures.text(segment.text(1), row, remark);
    }
}
