package com.nexusplatform.ledger;

import java.util.Random;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** {@link PackedTexts} and {@link TextBlock}. */
class TextBlockTests {

    private final PackedTexts packed = new PackedTexts();

    @Test
    void givesBackEveryTextOfAColumn() {
        Random random = new Random(7);
        TextColumn column = new TextColumn(32_000);
        for (int row = 0; row < 32_000; row++) {
            SegmentFixtures.text(column, row, "T" + (1_000_000_000L + row) + "é".repeat(random.nextInt(3)));
        }
        TextBlock block = pack(column);
        assertThat(block.entries()).isEqualTo(column.size());
        for (int row = 0; row < 32_000; row += 311) {
            assertThat(block.text(column.code(row))).startsWith("T" + (1_000_000_000L + row));
        }
    }

    @Test
    void givesBackTextsThatCannotBeCompressed() {
        Random random = new Random(7);
        TextColumn column = new TextColumn(300);
        byte[] noise = new byte[20_000];
        for (int row = 0; row < 300; row++) {
            random.nextBytes(noise);
            column.add(row, noise, 0, noise.length);
        }
        TextBlock block = pack(column);
        assertThat(block.end(300) - block.start(300)).isEqualTo(20_000);
        assertThat(block.bytes()[block.end(300) - 1]).isEqualTo(noise[noise.length - 1]);
        assertThat(block.memory()).isGreaterThan(6_000_000);
    }

    @Test
    void refusesABlockThatIsNotWhole() {
        byte[] junk = {1, 2, 3};
        assertThatIllegalStateException().isThrownBy(() -> TextBlock.unpack(junk, 10, 1));
        Deflater deflater = new Deflater();
        deflater.setInput(new byte[4]);
        deflater.finish();
        byte[] shorter = new byte[100];
        deflater.deflate(shorter);
        deflater.end();
        assertThatIllegalStateException().isThrownBy(() -> TextBlock.unpack(shorter, 10, 1));
    }

    private TextBlock pack(TextColumn column) {
        packed.pack(column);
        byte[] bytes = java.util.Arrays.copyOf(packed.bytes(), packed.length());
        return TextBlock.unpack(bytes, packed.rawSize(), column.size());
    }
}
