package com.nexusplatform.columnar;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@link ByteRanges}. */
class ByteRangesTests {

    @Test
    void comparesAndHashesRangesOfEveryLength() {
        Random random = new Random(1);
        for (int length = 0; length < 40; length++) {
            byte[] text = new byte[length];
            random.nextBytes(text);
            byte[] shifted = new byte[length + 3];
            System.arraycopy(text, 0, shifted, 2, length);
            assertThat(ByteRanges.equal(text, 0, length, shifted, 2, 2 + length)).isTrue();
            assertThat(ByteRanges.hash(text, 0, length)).isEqualTo(ByteRanges.hash(shifted, 2, 2 + length));
            for (int at = 0; at < length; at++) {
                byte[] other = text.clone();
                other[at] ^= 1;
                assertThat(ByteRanges.equal(text, 0, length, other, 0, length)).isFalse();
                assertThat(ByteRanges.hash(text, 0, length)).isNotEqualTo(ByteRanges.hash(other, 0, length));
            }
            assertThat(ByteRanges.equal(text, 0, length, Arrays.copyOf(text, length + 1), 0, length + 1)).isFalse();
        }
    }

    @Test
    void spreadsShortTexts() {
        Set<Long> hashes = new HashSet<>();
        for (int value = 0; value < 200_000; value++) {
            byte[] text = Integer.toString(value).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            hashes.add(ByteRanges.hash(text, 0, text.length));
        }
        assertThat(hashes).hasSize(200_000);
    }
}
