package com.nexusplatform.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.nexusplatform.shared.Digests;

/** The uploaded files as they came, in chunks in the database. */
@Component
class KeptFiles {

    /** Bytes of the file in one chunk. */
    static final int CHUNK = 4 << 20;

    private static final int AHEAD = 2;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final Envelopes envelopes;

    KeptFiles(JdbcClient jdbc, DataSource dataSource, Envelopes envelopes) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.envelopes = envelopes;
    }

    /**
     * Keeps a file within the transaction of the caller and returns its SHA-256. Chunks are deflated and sealed by two threads,
     * three of them in memory at most.
     */
    String keep(UUID datasetId, Path file, boolean pack) {
        Envelope envelope = envelopes.ensure(datasetId);
        // the template tells a database that has no room from a defect
        return Objects.requireNonNull(new JdbcTemplate(dataSource).execute((Connection connection) -> {
            try {
                return keep(connection, datasetId, envelope, file, pack);
            } catch (IOException failed) {
                throw new IllegalStateException("the uploaded file cannot be kept", failed);
            }
        }));
    }

    private static String keep(Connection connection, UUID datasetId, Envelope envelope, Path file, boolean pack)
            throws SQLException, IOException {
        MessageDigest sha256 = Digests.sha256();
        try (InputStream bytes = Files.newInputStream(file);
                ExecutorService threads = Executors.newFixedThreadPool(AHEAD,
                        Thread.ofPlatform().name("keep-", 1).daemon().factory())) {
            CopyFormat out = new CopyFormat(connection.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy dataset_file_chunk (dataset_id, chunk_no, sealed, bytes) from stdin (format binary)"));
            Queue<Future<byte[]>> packed = new ArrayDeque<>();
            int written = 0;
            int begun = 0;
            for (byte[] chunk = bytes.readNBytes(CHUNK); chunk.length > 0; chunk = bytes.readNBytes(CHUNK)) {
                byte[] raw = chunk;
                int number = begun++;
                packed.add(threads.submit(() -> envelope.sealChunk(pack ? deflate(raw) : raw, number)));
                sha256.update(raw);
                if (packed.size() > AHEAD) {
                    put(out, datasetId, written++, packed.remove().get());
                }
            }
            while (!packed.isEmpty()) {
                put(out, datasetId, written++, packed.remove().get());
            }
            out.end();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("keeping the file was interrupted", stop);
        } catch (ExecutionException failed) {
            throw new IOException("the file cannot be deflated", failed);
        }
        return Digests.hex(sha256.digest());
    }

    /** The bytes of the file of a dataset, read chunk by chunk. */
    InputStream open(Dataset dataset) {
        return new ChunkStream(dataset.fileSize(), number -> {
            Chunk chunk = jdbc
                .sql("select sealed, bytes from dataset_file_chunk where dataset_id = :id and chunk_no = :no")
                .param("id", dataset.id())
                .param("no", number)
                .query((row, n) -> new Chunk(row.getBoolean("sealed"), row.getBytes("bytes")))
                .single();
            byte[] bytes = chunk.sealed ? envelopes.of(dataset.id()).openChunk(chunk.bytes, number) : chunk.bytes;
            InputStream kept = new ByteArrayInputStream(bytes);
            return dataset.filePacked() ? new InflaterInputStream(kept) : kept;
        });
    }

    /** A chunk as it stands in its row. */
    private record Chunk(boolean sealed, byte[] bytes) {}

    private static void put(CopyFormat out, UUID datasetId, int number, byte[] bytes) throws SQLException {
        out.row(4, 64);
        out.putUuid(datasetId);
        out.putInt(number);
        out.putBoolean(true);
        out.putBytes(bytes, 0, bytes.length);
    }

    private static byte[] deflate(byte[] raw) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(raw);
            deflater.finish();
            byte[] packed = new byte[raw.length + raw.length / 1000 + 64];
            int used = 0;
            while (!deflater.finished()) {
                used += deflater.deflate(packed, used, packed.length - used);
            }
            return Arrays.copyOf(packed, used);
        }
    }
}
