package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Reads delimited text by the rules of RFC 4180, with LF, CR LF or CR at the end of a line. A quote opens a quoted cell only as
 * its first character that is not blank; elsewhere it stands for itself, and so does what follows a closing quote.
 */
final class DelimitedReader extends TableReader {

    private static final int FIRST_BUFFER = 1 << 18;
    private static final byte PLAIN = 0;
    private static final byte QUOTE = '"';
    private static final byte LF = '\n';
    private static final byte CR = '\r';

    private final InputStream source;
    private final CountedStream counted;
    private final Limits limits;
    private final byte[] stops = new byte[256];
    private final byte[] quotedStops = new byte[256];
    private final byte delimiter;
    private boolean headerRead;
    private int from;
    private int to;
    private int recordStart;
    private int cellStart;
    private int shift;
    private boolean ended;
    private boolean broken;
    private long nextLine = 1;
    private long rows;

    DelimitedReader(InputStream source, CountedStream counted, byte delimiter, Limits limits) throws IOException {
        this.source = source;
        this.counted = counted;
        this.limits = limits;
        this.delimiter = delimiter;
        buffer = new byte[Math.min(FIRST_BUFFER, limits.maxRecordBytes() + 1) + 1];
        buffer[0] = LF;
        starts = new int[Math.min(64, limits.maxColumns() + 1)];
        lengths = new int[starts.length];
        for (byte stop : new byte[]{LF, CR, 0}) {
            stops[stop] = 1;
            quotedStops[stop] = 1;
        }
        stops[delimiter & 0xFF] = 1;
        quotedStops[QUOTE] = 1;
        readHeader();
    }

    @Override
    public boolean next() throws IOException {
        do {
            if (!readRecord()) {
                return false;
            }
        } while (blank());
        if (++rows > limits.maxRows()) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "The file has more than " + limits.maxRows() + " rows. Split it into several datasets.")
                .with("maxRows", limits.maxRows());
        }
        return true;
    }

    @Override
    public long position() {
        return counted.count();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Whether the current record is well-formed UTF-8; most are ASCII, which is seen at once. */
    boolean wellFormedRecord() {
        return Utf8.ascii(buffer, recordStart, from) || wellFormed();
    }

    private void readHeader() throws IOException {
        boolean found = nextFilled();
        if (found && separatorHint()) {
            found = nextFilled();
        }
        if (found && cells > limits.maxColumns()) {
            throw tooManyColumns();
        }
        if (found) {
            takeHeader();
        }
        headerRead = true;
    }

    private boolean nextFilled() throws IOException {
        while (readRecord()) {
            if (!blank()) {
                return true;
            }
        }
        return false;
    }

    /** Spreadsheets may put {@code sep=;} on a line of its own before the header. */
    private boolean separatorHint() {
        int end = from;
        while (end > recordStart && (buffer[end - 1] == LF || buffer[end - 1] == CR)) {
            end--;
        }
        return end - recordStart == 5 && buffer[recordStart] == 's' && buffer[recordStart + 1] == 'e'
                && buffer[recordStart + 2] == 'p' && buffer[recordStart + 3] == '=';
    }

    private boolean blank() {
        for (int cell = 0; cell < cells; cell++) {
            if (lengths[cell] > 0) {
                return false;
            }
        }
        return true;
    }

    private boolean readRecord() throws IOException {
        recordStart = from;
        line = nextLine;
        cells = 0;
        broken = false;
        if (from == to && !refill()) {
            return false;
        }
        int cell = recordStart;
        while (true) {
            int blanks = blanks(cell);
            cell = cellStart;
            int at = blanks < to && buffer[blanks] == QUOTE ? quotedCell(blanks) : plainCell(cell);
            if (broken) {
                from = at;
                if (from - recordStart > limits.maxRecordBytes()) {
                    throw tooLong();
                }
                return true;
            }
            cell = at;
        }
    }

    /** Offset behind the blanks that a cell begins with; {@link #cellStart} is where the cell begins after all. */
    private int blanks(int cell) throws IOException {
        cellStart = cell;
        int at = cell;
        while (true) {
            while (buffer[at] == ' ') {
                at++;
            }
            if (at < to) {
                return at;
            }
            boolean more = refill();
            at -= shift;
            cellStart -= shift;
            if (!more) {
                return at;
            }
        }
    }

    /** Reads a cell without quotes; answers the offset after its delimiter, or after the record when that is {@link #broken}. */
    private int plainCell(int cell) throws IOException {
        int start = cell;
        int at = cell;
        while (true) {
            at = stop(at, stops);
            if (at < to) {
                add(start, at);
                return terminated(at);
            }
            boolean more = refill();
            start -= shift;
            at -= shift;
            if (!more) {
                add(start, at);
                broken = true;
                return at;
            }
        }
    }

    private int stop(int at, byte[] kinds) {
        byte[] bytes = buffer;
        int i = at;
        while (kinds[bytes[i] & 0xFF] == PLAIN) {
            i++;
        }
        return i;
    }

    /** Passes the delimiter or line end at an offset; a zero byte ends the reading. */
    private int terminated(int at) throws IOException {
        byte found = buffer[at];
        if (found == delimiter) {
            return at + 1;
        }
        if (found == 0) {
            throw zeroByte();
        }
        broken = true;
        nextLine++;
        if (found == LF) {
            return at + 1;
        }
        int next = at + 1;
        if (next == to) {
            refill();
            next -= shift;
        }
        return next < to && buffer[next] == LF ? next + 1 : next;
    }

    /** Reads a quoted cell, its doubled quotes made single in place. */
    private int quotedCell(int quote) throws IOException {
        int start = quote + 1;
        int at = start;
        int end = start;
        while (true) {
            int stop = stop(at, quotedStops);
            end = move(at, stop, end);
            at = stop;
            if (at == to) {
                if (!refill()) {
                    throw neverClosed();
                }
                start -= shift;
                at -= shift;
                end -= shift;
                continue;
            }
            byte found = buffer[at];
            if (found == 0) {
                throw zeroByte();
            }
            if (found != QUOTE) {
                if (found != LF || buffer[at - 1] != CR) {
                    nextLine++;
                }
                buffer[end++] = found;
                at++;
                continue;
            }
            if (at + 1 == to) {
                refill();
                start -= shift;
                at -= shift;
                end -= shift;
            }
            if (at + 1 < to && buffer[at + 1] == QUOTE) {
                buffer[end++] = QUOTE;
                at += 2;
                continue;
            }
            return afterQuote(start, end, at + 1);
        }
    }

    /** Appends what stands between the closing quote and the delimiter, blanks apart. */
    private int afterQuote(int start, int end, int at) throws IOException {
        int first = start;
        int last = end;
        int rest = at;
        int stop = at;
        while (true) {
            stop = stop(stop, stops);
            if (stop < to) {
                add(first, tail(rest, stop, last));
                return terminated(stop);
            }
            boolean more = refill();
            first -= shift;
            last -= shift;
            rest -= shift;
            stop -= shift;
            if (!more) {
                add(first, tail(rest, stop, last));
                broken = true;
                return stop;
            }
        }
    }

    private int tail(int at, int stop, int end) {
        int until = stop;
        while (until > at && buffer[until - 1] == ' ') {
            until--;
        }
        return move(at, until, end);
    }

    private int move(int at, int stop, int end) {
        if (at != end && stop > at) {
            System.arraycopy(buffer, at, buffer, end, stop - at);
        }
        return end + stop - at;
    }

    private void add(int start, int end) {
        if (cells == starts.length && !roomForCells()) {
            return;
        }
        byte[] bytes = buffer;
        int first = start;
        int last = end;
        while (first < last && bytes[first] <= ' ' && bytes[first] >= 0) {
            first++;
        }
        while (last > first && bytes[last - 1] <= ' ' && bytes[last - 1] >= 0) {
            last--;
        }
        starts[cells] = first;
        lengths[cells++] = last - first;
    }

    private boolean roomForCells() {
        if (starts.length > limits.maxColumns()) {
            if (!headerRead) {
                throw tooManyColumns();
            }
            return false;
        }
        int room = Math.min(starts.length * 2, limits.maxColumns() + 1);
        starts = Arrays.copyOf(starts, room);
        lengths = Arrays.copyOf(lengths, room);
        return true;
    }

    /** Moves the current record to the front and reads on behind it; {@link #shift} says how far it moved, at the end too. */
    private boolean refill() throws IOException {
        shift = 0;
        if (ended) {
            return false;
        }
        int kept = to - recordStart;
        if (recordStart > 0) {
            System.arraycopy(buffer, recordStart, buffer, 0, kept);
            shift = recordStart;
            for (int cell = 0; cell < cells; cell++) {
                starts[cell] -= shift;
            }
            from -= shift;
            recordStart = 0;
            to = kept;
        }
        if (kept > limits.maxRecordBytes()) {
            throw tooLong();
        }
        if (to == buffer.length - 1) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limits.maxRecordBytes() + 2L));
        }
        int read = source.read(buffer, to, buffer.length - 1 - to);
        if (read < 0) {
            ended = true;
            buffer[to] = LF;
            return false;
        }
        to += read;
        buffer[to] = LF; // stops every scan at the end of what was read
        return true;
    }

    private ProblemException tooManyColumns() {
        return new ProblemException(ProblemType.FILE_REFUSED,
                "The header on line " + line + " has more than " + limits.maxColumns()
                        + " columns. Remove the columns that the examination does not need, or check the delimiter.")
            .with("maxColumns", limits.maxColumns())
            .with("line", line);
    }

    private ProblemException tooLong() {
        return new ProblemException(ProblemType.FILE_REFUSED,
                "The record that starts on line " + line + " is longer than "
                        + limits.maxRecordBytes()
                        + " bytes. Is the file a table with line ends, and is every quote closed?")
            .with("maxRecordBytes", limits.maxRecordBytes())
            .with("line", line);
    }

    private ProblemException neverClosed() {
        return new ProblemException(ProblemType.FILE_REFUSED, "Cell " + (cells + 1) + " of the record on line " + line
                + " opens a quote that is never closed. Close it, or double a quote that belongs to the text.")
            .with("line", line);
    }

    private ProblemException zeroByte() {
        return new ProblemException(ProblemType.FILE_REFUSED, "The record that starts on line " + line
                + " holds a NUL byte, so the file is not plain text, or is damaged. Export it again as CSV (UTF-8).")
            .with("line", line);
    }
}
