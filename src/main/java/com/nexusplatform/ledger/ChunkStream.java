package com.nexusplatform.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntFunction;

/** The bytes of a kept file: its chunks one after the other, each opened when the one before is at its end. */
final class ChunkStream extends InputStream {

    private final long size;
    private final IntFunction<InputStream> chunks;
    private InputStream current = InputStream.nullInputStream();
    private int opened;

    /** A file of that many bytes, whose chunks are given by their numbers from 0. */
    ChunkStream(long size, IntFunction<InputStream> chunks) {
        this.size = size;
        this.chunks = chunks;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int got = current.read(target, offset, length);
        while (got < 0 && (long) opened * KeptFiles.CHUNK < size) {
            current.close();
            current = chunks.apply(opened++);
            got = current.read(target, offset, length);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
