package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.util.List;

/** Reads delimited text by the rules of RFC 4180. */
final class DelimitedReader extends TableReader {

    @Override
    public List<String> header() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean next() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
