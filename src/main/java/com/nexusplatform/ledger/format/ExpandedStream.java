package com.nexusplatform.ledger.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** The content of a gzip file, refused when it is cut off, damaged or out of proportion to what was uploaded. */
final class ExpandedStream extends InputStream {

    private static final int CHUNK = 1 << 16;

    private final CountedStream compressed;
    private final GZIPInputStream content;
    private final ExpansionLimit limit;
    private final byte[] single = new byte[1];

    ExpandedStream(CountedStream compressed, Limits limits) throws IOException {
        this.compressed = compressed;
        this.limit = new ExpansionLimit(limits);
        try {
            content = new GZIPInputStream(compressed, CHUNK);
        } catch (EOFException | ZipException broken) {
            throw broken(broken);
        }
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int read = content.read(target, offset, length);
            limit.expanded(Math.max(read, 0), compressed.count());
            return read;
        } catch (EOFException | ZipException broken) {
            throw broken(broken);
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private ProblemException broken(IOException cause) {
        String found = cause instanceof EOFException ? "ends too early" : "is damaged";
        ProblemException refusal = new ProblemException(ProblemType.FILE_REFUSED, "The gzip file " + found + " (after "
                + compressed.count() + " bytes). Compress the table again, or upload it as plain CSV.");
        refusal.initCause(cause);
        return refusal;
    }
}
