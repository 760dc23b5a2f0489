package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/** The text of an uploaded file as UTF-8 bytes, whatever it is packed in and written with. */
final class TextSource {

    /** Name in a mapping of the delimiter that cannot be seen. */
    static final String TAB = "TAB";

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TextSource() {}

    static InputStream of(CountedStream counted, Mapping.SourceFormat format, Limits limits) throws IOException {
        InputStream content = format.container().equals(Mapping.SourceFormat.CSV_GZIP)
                ? new ExpandedStream(counted, limits)
                : counted;
        if (format.encoding().equals(StandardCharsets.UTF_8.name())) {
            return withoutMark(content);
        }
        return new Transcoder(content, format.encoding());
    }

    static byte delimiter(Mapping.SourceFormat format) {
        String delimiter = format.delimiter();
        if (delimiter == null || delimiter.isEmpty()) {
            throw new IllegalArgumentException("a delimited text has a delimiter");
        }
        return (byte) (delimiter.equals(TAB) ? '\t' : delimiter.charAt(0));
    }

    private static InputStream withoutMark(InputStream content) throws IOException {
        PushbackInputStream text = new PushbackInputStream(content, BYTE_ORDER_MARK.length);
        byte[] first = text.readNBytes(BYTE_ORDER_MARK.length);
        if (!java.util.Arrays.equals(first, BYTE_ORDER_MARK)) {
            text.unread(first);
        }
        return text;
    }
}
