package com.nexusplatform.ledger.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * How a date or date-time is written, in letters that {@code java.time} knows too: {@code yyyy yy M MM MMM d dd H HH h hh m mm
 * s ss S a X}, quoted literals and optional parts in brackets. Days, months and hours may have one digit or two, unless digits
 * follow at once; {@code S} stands for any number of digits of a fraction; {@code X} for {@code Z} or an offset; names of
 * months are English. A year of two digits lies from 1970 to 2069.
 */
final class DatePattern {

    /** Letters that a pattern may use, for the words of a refusal. */
    static final String LETTERS = "yyyy, yy, MM, MMM, dd, HH, hh, mm, ss, S, a, X, text in single quotes, [optional parts]";

    /** What became of a value. */
    enum Outcome {
        /** It was read. */
        READ,
        /** It is written otherwise. */
        OTHER_FORM,
        /** It is written so, but there is no such day or time. */
        NO_SUCH_DAY
    }

    private static final Map<String, DatePattern> KNOWN = new ConcurrentHashMap<>();
    private static final String[] MONTHS = {"january", "february", "march", "april", "may", "june", "july", "august",
            "september",
            "october", "november", "december"};
    private static final int YEAR = -1;
    private static final int SHORT_YEAR = -2;
    private static final int MONTH = -3;
    private static final int MONTH_NAME = -4;
    private static final int DAY = -5;
    private static final int HOUR = -6;
    private static final int HALF_DAY_HOUR = -7;
    private static final int MINUTE = -8;
    private static final int SECOND = -9;
    private static final int FRACTION = -10;
    private static final int HALF = -11;
    private static final int OFFSET = -12;
    private static final int OPTION = -13;
    private static final int MISMATCH = -1;

    private final String text;
    private final int[] tokens;
    private final int[] details;
    private final boolean timed;
    private final @Nullable DateTemplate template;

    private DatePattern(String text) {
        this.text = text;
        List<Integer> kinds = new ArrayList<>();
        List<Integer> extents = new ArrayList<>();
        compile(kinds, extents);
        tokens = kinds.stream().mapToInt(Integer::intValue).toArray();
        details = extents.stream().mapToInt(Integer::intValue).toArray();
        fixWidths();
        timed = kinds.contains(HOUR) || kinds.contains(HALF_DAY_HOUR);
        boolean dated = (kinds.contains(YEAR) || kinds.contains(SHORT_YEAR)) && kinds.contains(DAY)
                && (kinds.contains(MONTH) || kinds.contains(MONTH_NAME));
        if (!dated) {
            throw refused("it must name year, month and day");
        }
        template = DateTemplate.of(text);
    }

    /**
     * The pattern of that text.
     *
     * @throws ProblemException MAPPING_REFUSED where it is none
     */
    static DatePattern of(String text) {
        DatePattern known = KNOWN.get(text);
        if (known == null) {
            known = new DatePattern(text);
            if (KNOWN.size() < 1_000) { // callers choose the texts
                KNOWN.put(text, known);
            }
        }
        return known;
    }

    String text() {
        return text;
    }

    /** Whether it gives a time of day. */
    boolean timed() {
        return timed;
    }

    /** Reads a whole value. */
    Outcome read(byte[] bytes, int from, int to, DateReading into) {
        if (template != null && to - from == template.length() && template.read(bytes, from, into)) {
            return into.dayExists() && into.timeExists() ? Outcome.READ : Outcome.NO_SUCH_DAY;
        }
        into.clear();
        if (run(0, tokens.length, bytes, from, to, into) != to) {
            return Outcome.OTHER_FORM;
        }
        return into.dayExists() && into.timeExists() ? Outcome.READ : Outcome.NO_SUCH_DAY;
    }

    /** Reads the front of a value, of whatever follows; answers the offset behind it, or -1. */
    int readFront(byte[] bytes, int from, int to, DateReading into) {
        if (template != null && to - from >= template.length() && template.read(bytes, from, into)) {
            return from + template.length();
        }
        into.clear();
        return run(0, tokens.length, bytes, from, to, into);
    }

    private int run(int first, int last, byte[] bytes, int from, int to, DateReading into) {
        int at = from;
        for (int i = first; i < last; i++) {
            int token = tokens[i];
            if (token >= 0) {
                if (at >= to || bytes[at] != token) {
                    return MISMATCH;
                }
                at++;
            } else if (token == OPTION) {
                int end = i + 1 + details[i];
                int behind = run(i + 1, end, bytes, at, to, into);
                at = behind == MISMATCH ? at : behind;
                i = end - 1;
            } else {
                at = value(token, details[i], bytes, at, to, into);
                if (at == MISMATCH) {
                    return MISMATCH;
                }
            }
        }
        return at;
    }

    private static int value(int token, int width, byte[] bytes, int from, int to, DateReading into) {
        return switch (token) {
            case MONTH_NAME -> monthName(bytes, from, to, into);
            case FRACTION -> fraction(bytes, from, to, into);
            case HALF -> half(bytes, from, to, into);
            case OFFSET -> offset(bytes, from, to, into);
            default -> number(token, width, bytes, from, to, into);
        };
    }

    private static int number(int token, int width, byte[] bytes, int from, int to, DateReading into) {
        int at = from;
        int number = 0;
        int most = token == YEAR ? 4 : 2;
        while (at < to && at - from < most && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        if (at - from < width) {
            return MISMATCH;
        }
        switch (token) {
            case YEAR -> into.year = number;
            case SHORT_YEAR -> into.year = number < 70 ? 2000 + number : 1900 + number;
            case MONTH -> into.month = number;
            case DAY -> into.day = number;
            case MINUTE -> into.minute = number;
            case SECOND -> into.second = number;
            default -> {
                into.hour = number;
                into.halfDay = token == HALF_DAY_HOUR;
                into.timed = true;
            }
        }
        return at;
    }

    /** Three letters, or the whole name. */
    private static int monthName(byte[] bytes, int from, int to, DateReading into) {
        int at = from;
        while (at < to && (bytes[at] | 0x20) >= 'a' && (bytes[at] | 0x20) <= 'z') {
            at++;
        }
        int length = at - from;
        for (int month = 0; length >= 3 && month < 12; month++) {
            String name = MONTHS[month];
            boolean whole = length == name.length() || length == 3 || length == 4 && month == 8;
            int same = 0;
            while (whole && same < length && (bytes[from + same] | 0x20) == name.charAt(same)) {
                same++;
            }
            if (whole && same == length) {
                into.month = month + 1;
                return at;
            }
        }
        return MISMATCH;
    }

    private static int fraction(byte[] bytes, int from, int to, DateReading into) {
        int at = from;
        int micros = 0;
        int unit = 100_000;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            micros += (bytes[at++] - '0') * unit;
            unit /= 10;
        }
        into.micros = micros;
        return at == from ? MISMATCH : at;
    }

    private static int half(byte[] bytes, int from, int to, DateReading into) {
        if (from + 2 > to || (bytes[from + 1] | 0x20) != 'm') {
            return MISMATCH;
        }
        int letter = bytes[from] | 0x20;
        into.afternoon = letter == 'p';
        return letter == 'p' || letter == 'a' ? from + 2 : MISMATCH;
    }

    /** {@code Z}, {@code +02}, {@code +0200} or {@code +02:00}. */
    private static int offset(byte[] bytes, int from, int to, DateReading into) {
        if (from < to && (bytes[from] | 0x20) == 'z') {
            into.offsetSeconds = 0;
            return from + 1;
        }
        if (from + 3 > to || bytes[from] != '+' && bytes[from] != '-') {
            return MISMATCH;
        }
        int hours = pair(bytes, from + 1, to);
        int at = from + 3;
        int minutes = pair(bytes, at < to && bytes[at] == ':' ? at + 1 : at, to);
        if (hours < 0 || hours > 18 || minutes > 59) {
            return MISMATCH;
        }
        if (minutes >= 0) {
            at += bytes[at] == ':' ? 3 : 2;
        }
        int seconds = hours * 3600 + Math.max(minutes, 0) * 60;
        into.offsetSeconds = bytes[from] == '-' ? -seconds : seconds;
        return at;
    }

    private static int pair(byte[] bytes, int at, int to) {
        if (at + 2 > to) {
            return -1;
        }
        int tens = bytes[at] - '0';
        int ones = bytes[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    private void compile(List<Integer> kinds, List<Integer> extents) {
        Deque<Integer> open = new ArrayDeque<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (c == '\'') {
                end = literal(at, kinds, extents);
            } else if (c == '[') {
                open.push(kinds.size());
                add(OPTION, 0, kinds, extents);
            } else if (c == ']') {
                if (open.isEmpty()) {
                    throw refused("a bracket is closed that was not opened");
                }
                int start = open.pop();
                extents.set(start, kinds.size() - start - 1);
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                while (end < text.length() && text.charAt(end) == c) {
                    end++;
                }
                add(token(c, end - at), width(c, end - at), kinds, extents);
            } else {
                add(c, 0, kinds, extents);
            }
            at = end;
        }
        if (!open.isEmpty()) {
            throw refused("a bracket is not closed");
        }
    }

    private int literal(int at, List<Integer> kinds, List<Integer> extents) {
        int end = text.indexOf('\'', at + 1);
        if (end < 0) {
            throw refused("a quote is not closed");
        }
        for (int i = at + 1; i < end; i++) {
            add(text.charAt(i), 0, kinds, extents);
        }
        return end + 1;
    }

    private void add(int token, int extent, List<Integer> kinds, List<Integer> extents) {
        if (token >= 0x80) {
            throw refused("it may hold ASCII characters only");
        }
        kinds.add(token);
        extents.add(extent);
    }

    private int token(char letter, int count) {
        return switch (letter) {
            case 'y', 'u' -> count == 2 ? SHORT_YEAR : YEAR;
            case 'M', 'L' -> count > 2 ? MONTH_NAME : MONTH;
            case 'd' -> DAY;
            case 'H' -> HOUR;
            case 'h' -> HALF_DAY_HOUR;
            case 'm' -> MINUTE;
            case 's' -> SECOND;
            case 'S' -> FRACTION;
            case 'a' -> HALF;
            case 'X', 'x', 'Z' -> OFFSET;
            default -> throw refused("the letter " + letter + " is not one of: " + LETTERS);
        };
    }

    private static int width(char letter, int count) {
        return letter == 'y' || letter == 'u' ? count == 2 ? 2 : 4 : letter == 'm' || letter == 's' ? 2 : 1;
    }

    /** A number that digits follow at once has all its digits. */
    private void fixWidths() {
        for (int i = 0; i + 1 < tokens.length; i++) {
            boolean pairs = tokens[i] == MONTH || tokens[i] == DAY || tokens[i] == HOUR;
            boolean digits = tokens[i + 1] == MONTH || tokens[i + 1] == DAY || tokens[i + 1] == HOUR
                    || tokens[i + 1] == MINUTE
                    || tokens[i + 1] == YEAR || tokens[i + 1] == SHORT_YEAR;
            if (pairs && digits) {
                details[i] = 2;
            }
            if (digits && (tokens[i] == YEAR || pairs)
                    && (tokens[i + 1] == MONTH || tokens[i + 1] == DAY || tokens[i + 1] == HOUR)) {
                details[i + 1] = 2;
            }
        }
    }

    private ProblemException refused(String why) {
        return new ProblemException(ProblemType.MAPPING_REFUSED, String.format(Locale.ROOT,
                "\"%s\" is not a date pattern: %s. An example: dd/MM/yyyy.", text, why))
            .with("datePattern", text);
    }
}
