package com.nexusplatform.procedure.journal;

import java.util.Arrays;
import java.util.regex.Pattern;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.grouping.NormalForm;
import com.nexusplatform.procedure.grouping.RadixOrder;

/**
 * Document numbers in series: what stands around the last run of digits names the series, the run is the number. Sorted by
 * series and number; one entry for each distinct spelling.
 */
final class NumberSeries {

    /** Begins where no digit is before, so that a long run of digits is not tried from each of them. */
    private static final Pattern LAST_NUMBER = Pattern.compile("(?<![0-9])[0-9]++([^0-9]*+)$");

    private static final int MOST_DIGITS = 18; // what a long holds

    private static final int TOO_LONG = -1;

    private final Dictionary names;
    private final int[] codes;
    private final long[] numbers;
    private final int[] starts;
    private final int spellings;
    private final int tooLong;

    private NumberSeries(Dictionary names, int[] codes, long[] numbers, int[] starts, int spellings, int tooLong) {
        this.names = names;
        this.codes = codes;
        this.numbers = numbers;
        this.starts = starts;
        this.spellings = spellings;
        this.tooLong = tooLong;
    }

    /** The series of a dictionary's texts. */
    static NumberSeries of(Dictionary documents) {
        Dictionary.Builder names = new Dictionary.Builder();
        int[] series = new int[documents.size() + 1];
        long[] numbers = new long[documents.size() + 1];
        int tooLong = 0;
        byte[] scratch = new byte[64];
        for (int code = 1; code <= documents.size(); code++) {
            int length = documents.end(code) - documents.start(code);
            scratch = scratch.length < 2 * length + 2 ? new byte[4 * length + 2] : scratch;
            int found = parse(documents, code, numbers, scratch, names);
            series[code] = Math.max(0, found);
            tooLong += found == TOO_LONG ? 1 : 0;
        }
        return arrange(names.build(), series, numbers, tooLong);
    }

    /** Number of series. */
    int size() {
        return names.size();
    }

    /** Place of the first entry of a series; series are counted from 1. */
    int from(int series) {
        return starts[series];
    }

    /** Place after its last entry. */
    int to(int series) {
        return starts[series + 1];
    }

    /** Number of an entry. */
    long number(int place) {
        return numbers[place];
    }

    /** Code of an entry in the dictionary. */
    int code(int place) {
        return codes[place];
    }

    /** Place of the first entry with the number of each code's spelling, however it is spelt; -1 of one that is in no series. */
    int[] firstPlaces() {
        int[] places = new int[spellings + 1];
        Arrays.fill(places, -1);
        for (int s = 1; s <= size(); s++) {
            int first = starts[s];
            for (int place = starts[s]; place < starts[s + 1]; place++) {
                first = numbers[place] == numbers[first] ? first : place;
                places[codes[place]] = first;
            }
        }
        return places;
    }

    /** Distinct spellings that are in no series, since their number has more than 18 digits. */
    int tooLong() {
        return tooLong;
    }

    /** Name of a series: what stands around the number, with # in its place. */
    String name(int series) {
        return names.text(series);
    }

    /** Series of a spelling; 0 without a number, and {@link #TOO_LONG}. */
    private static int parse(Dictionary documents, int code, long[] numbers, byte[] scratch, Dictionary.Builder names) {
        byte[] bytes = documents.bytes();
        int end = documents.end(code);
        int start = documents.start(code);
        while (end > start && !digit(bytes[end - 1])) {
            end--;
        }
        int first = end;
        while (first > start && digit(bytes[first - 1])) {
            first--;
        }
        int significant = first;
        while (significant < end && bytes[significant] == '0') {
            significant++;
        }
        if (first == end) {
            return 0;
        }
        if (end - significant > MOST_DIGITS) {
            return TOO_LONG;
        }
        long number = 0;
        for (int i = significant; i < end; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        numbers[code] = number;
        return name(documents, code, first, end, scratch, names);
    }

    private static int name(Dictionary documents, int code, int first, int end, byte[] scratch,
            Dictionary.Builder names) {
        byte[] bytes = documents.bytes();
        int length = 0;
        for (int i = documents.start(code); i < documents.end(code); i++) {
            byte b = i == first ? (byte) '#' : bytes[i];
            if (b < 0) {
                String text = NormalForm.capitals(documents.text(code));
                return names.add(LAST_NUMBER.matcher(text).replaceFirst("#$1"));
            }
            if (i <= first || i >= end) {
                scratch[length++] = b >= 'a' && b <= 'z' ? (byte) (b - 32) : b;
            }
        }
        return names.add(scratch, 0, length);
    }

    private static NumberSeries arrange(Dictionary names, int[] series, long[] numbers, int tooLong) {
        int[] starts = new int[names.size() + 2];
        for (int code = 1; code < series.length; code++) {
            starts[series[code] + 1]++;
        }
        starts[0] = 0;
        starts[1] = 0;
        for (int s = 2; s < starts.length; s++) {
            starts[s] += starts[s - 1];
        }
        int[] next = starts.clone();
        int[] codes = new int[starts[names.size() + 1]];
        long[] ordered = new long[codes.length];
        for (int code = 1; code < series.length; code++) {
            if (series[code] != 0) {
                int place = next[series[code]]++;
                codes[place] = code;
                ordered[place] = numbers[code];
            }
        }
        for (int s = 1; s <= names.size(); s++) {
            RadixOrder.sort(ordered, codes, starts[s], starts[s + 1]);
        }
        return new NumberSeries(names, codes, ordered, starts, series.length - 1, tooLong);
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }
}
