package com.nexusplatform.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import com.nexusplatform.columnar.Dictionary;

/** The distinct texts of one column in one segment, as read from {@code dataset_text_block}. */
final class TextBlock {

    private final byte[] raw;
    private final int[] starts;
    private final int[] ends;

    private TextBlock(byte[] raw, int entries) {
        this.raw = raw;
        starts = new int[entries + 1];
        ends = new int[entries + 1];
        int at = 0;
        for (int code = 1; code <= entries; code++) {
            int length = 0;
            int shift = 0;
            byte part;
            do {
                part = raw[at++];
                length |= (part & 127) << shift;
                shift += 7;
            } while (part < 0);
            starts[code] = at;
            at += length;
            ends[code] = at;
        }
    }

    /** The block in a row with first_row, entries, raw_size, sealed and bytes. */
    static TextBlock read(ResultSet row, int columnNo, Envelope envelope) throws SQLException {
        byte[] bytes = row.getBytes("bytes");
        Envelope.Block block = new Envelope.Block(columnNo, row.getInt("first_row"), row.getInt("entries"),
                row.getInt("raw_size"));
        return unpack(row.getBoolean("sealed") ? envelope.openTexts(bytes, block) : bytes, block.rawSize(),
                block.entries());
    }

    /** Unpacks a block of that many texts, which is that many bytes long when inflated. */
    static TextBlock unpack(byte[] packed, int rawSize, int entries) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] raw = new byte[rawSize];
            int used = 0;
            while (used < rawSize) {
                int got = inflater.inflate(raw, used, rawSize - used);
                if (got == 0) {
                    throw new IllegalStateException("a block of texts is shorter than it says");
                }
                used += got;
            }
            return new TextBlock(raw, entries);
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("a block of texts is damaged", damaged);
        } finally {
            inflater.end();
        }
    }

    /** Number of texts; codes run from 1 to this. */
    int entries() {
        return ends.length - 1;
    }

    /** Adds all texts to a dictionary; the code of each there goes where its own code says. */
    void addTo(Dictionary.Builder dictionary, int[] codes) {
        dictionary.addAll(raw, starts, ends, codes, 1);
    }

    /** The array that the texts share; read between {@link #start} and {@link #end} only. */
    byte[] bytes() {
        return raw;
    }

    int start(int code) {
        return starts[code];
    }

    int end(int code) {
        return ends[code];
    }

    String text(int code) {
        return new String(raw, starts[code], ends[code] - starts[code], StandardCharsets.UTF_8);
    }

    /** Bytes of memory held. */
    long memory() {
        return raw.length + 8L * ends.length;
    }
}
