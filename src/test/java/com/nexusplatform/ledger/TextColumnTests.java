package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ByteRanges;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link TextColumn}. */
class TextColumnTests {

    private final TextColumn column = new TextColumn(32_000);

    @Test
    void numbersTextsInTheOrderOfTheirFirstRow() {
        add(0, "b");
        add(1, "a");
        add(2, "b");
        add(3, "");
        assertThat(new short[]{column.code(0), column.code(1), column.code(2), column.code(3)}).containsExactly(1, 2, 1,
                0);
        assertThat(text(1)).isEqualTo("b");
        assertThat(text(2)).isEqualTo("a");
    }

    @Test
    void holdsADistinctTextForEveryRowOfASegment() {
        for (int row = 0; row < 32_000; row++) {
            add(row, "text number " + row);
        }
        assertThat(column.size()).isEqualTo(32_000);
        for (int row = 0; row < 32_000; row += 997) {
            assertThat(text(column.code(row))).isEqualTo("text number " + row);
        }
    }

    @Test
    void tellsApartTextsOfDifferentLengthWithTheSameBytes() {
        add(0, "a");
        add(1, "a\0");
        add(2, "a\0\0\0\0\0\0\0\0");
        assertThat(column.size()).isEqualTo(3);
    }

    @Test
    void forgetsWhenCleared() {
        add(0, "a");
        column.clear();
        add(0, "b");
        assertThat(column.size()).isEqualTo(1);
        assertThat(text(1)).isEqualTo("b");
    }

    @Test
    void hashesATextAlikeWhereverItStands() {
        byte[] shifted = "..the same text".getBytes(StandardCharsets.UTF_8);
        byte[] plain = "the same text".getBytes(StandardCharsets.UTF_8);
        assertThat(ByteRanges.hash(shifted, 2, shifted.length)).isEqualTo(ByteRanges.hash(plain, 0, plain.length));
    }

    private void add(int row, String text) {
        SegmentFixtures.text(column, row, text);
    }

    private String text(int code) {
        return new String(column.bytes(), column.start(code), column.end(code) - column.start(code),
                StandardCharsets.UTF_8);
    }
}
