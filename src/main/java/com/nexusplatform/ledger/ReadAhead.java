package com.nexusplatform.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** A stream that a thread of its own reads some blocks ahead, so that fetching and inflating happen beside what the reader does. */
final class ReadAhead extends InputStream {

    private static final int BLOCK = 256 << 10;
    private static final int BLOCKS = 8;
    private static final byte[] END = {};

    private final InputStream source;
    private final BlockingQueue<byte[]> blocks = new ArrayBlockingQueue<>(BLOCKS);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread;
    private byte[] current = {};
    private int at;
    private boolean ended;

    ReadAhead(InputStream source) {
        this.source = source;
        thread = Thread.ofPlatform().name("read-ahead").daemon().start(this::fetch);
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
        if (at == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            byte[] block = blocks.take();
            ended = block.length == 0;
            current = block;
            at = 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("reading was interrupted", stop);
        }
        Exception failed = failure.get();
        if (ended && failed != null) {
            throw new IOException("the file cannot be read", failed);
        }
        return !ended;
    }

    private void fetch() {
        try {
            for (byte[] block = source.readNBytes(BLOCK); block.length > 0; block = source.readNBytes(BLOCK)) {
                blocks.put(block);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException failed) {
            failure.set(failed);
        }
        try {
            blocks.put(END);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
