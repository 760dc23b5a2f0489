package com.nexusplatform.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** {@link ReadAhead} and {@link ChunkStream}. */
class ReadAheadTests {

    private final byte[] bytes = new byte[KeptFiles.CHUNK * 2 + 77];

    ReadAheadTests() {
        new Random(3).nextBytes(bytes);
    }

    @Test
    void givesEveryByteOfEveryChunk() throws IOException {
        try (InputStream stream = new ReadAhead(chunks())) {
            assertThat(stream.read()).isEqualTo(bytes[0] & 0xff);
            byte[] rest = stream.readAllBytes();
            assertThat(rest).hasSize(bytes.length - 1).endsWith(bytes[bytes.length - 2], bytes[bytes.length - 1]);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void endsItsThreadWhenClosedEarly() throws IOException {
        try (InputStream stream = new ReadAhead(chunks())) {
            assertThat(stream.read()).isNotNegative();
        }
    }

    @Test
    void passesOnThatTheSourceFails() {
        InputStream broken = new ChunkStream(10, number -> {
            throw new IllegalStateException("chunk " + number);
        });
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            try (InputStream stream = new ReadAhead(broken)) {
                stream.readAllBytes();
            }
        }).havingCause().withMessage("chunk 0");
    }

    private InputStream chunks() {
        return new ChunkStream(bytes.length, number -> {
            int from = number * KeptFiles.CHUNK;
            return new ByteArrayInputStream(bytes, from, Math.min(KeptFiles.CHUNK, bytes.length - from));
        });
    }
}
