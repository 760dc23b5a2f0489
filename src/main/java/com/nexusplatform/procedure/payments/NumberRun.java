package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Key;
import com.nexusplatform.procedure.grouping.RowDays;

/**
 * The invoice numbers of one vendor as a run: the last digits of each, where all have the same text around them.
 *
 * @param numbers distinct numbers, ascending
 * @param small   steps of at most {@link HabitRule#MOST_STEP} between neighbours
 * @param back    neighbours of which the greater number has the earlier day, those without one left out
 * @param days    different days
 */
record NumberRun(List<Long> numbers, int small, int back, int days) {

    /** No run. */
    static final NumberRun NONE = new NumberRun(List.of(), 0, 0, 0);

    /** What stands for a text without a number that can be read. */
    static final long NO_NUMBER = -1;

    private static final int MOST_DIGITS = 15;
    private static final int AROUND_BITS = 13;

    /** Reads the numbers of rows. */
    static final class Reader {

        private final Dictionary documents;
        private final int @Nullable [] codes;

        Reader(ColumnarLedger ledger) {
            boolean numbered = ledger.has(Field.DOCUMENT_NO);
            documents = numbered ? ledger.dictionary(Field.DOCUMENT_NO) : new Dictionary.Builder().build();
            codes = numbered ? ledger.codes(Field.DOCUMENT_NO) : null;
        }

        /** The number of a row, above some bits of a hash of the text around it; {@link #NO_NUMBER} where there is none. */
        long read(int row) {
            int code = codes == null ? Dictionary.ABSENT : codes[row];
            if (code == Dictionary.ABSENT) {
                return NO_NUMBER;
            }
            int end = lastDigit(documents, code);
            int start = firstDigit(documents, code, end);
            return end == start || end - start > MOST_DIGITS
                    ? NO_NUMBER
                    : value(documents.bytes(), start, end) << AROUND_BITS
                            | around(documents, code, start, end) & (1L << AROUND_BITS) - 1;
        }
    }

    /** Whether numbers that were read between two places may be a run; what is not can be left alone. */
    static boolean possible(long[] read, int from, int to) {
        long[] numbers = Arrays.copyOfRange(read, from, to);
        for (long number : numbers) {
            if (number == NO_NUMBER || (number ^ numbers[0]) << -AROUND_BITS != 0) {
                return false;
            }
        }
        Arrays.sort(numbers);
        int distinct = 1;
        int small = 0;
        for (int i = 1; i < numbers.length; i++) {
            long step = (numbers[i] >>> AROUND_BITS) - (numbers[i - 1] >>> AROUND_BITS);
            distinct += step == 0 ? 0 : 1;
            small += step > 0 && step <= HabitRule.MOST_STEP ? 1 : 0;
        }
        return 2 * small >= distinct;
    }

    /** The run of some rows; none where the texts around the numbers differ. */
    static NumberRun of(ColumnarLedger ledger, int[] rows) {
        Dictionary documents = ledger.dictionary(Field.DOCUMENT_NO);
        int[] codes = ledger.codes(Field.DOCUMENT_NO);
        long[] numbers = new long[rows.length];
        long around = Key.NONE;
        for (int i = 0; i < rows.length; i++) {
            int code = codes[rows[i]];
            int end = lastDigit(documents, code);
            int start = firstDigit(documents, code, end);
            if (end == start || end - start > MOST_DIGITS) {
                return NONE;
            }
            long key = around(documents, code, start, end);
            if (around != Key.NONE && key != around) {
                return NONE;
            }
            around = key;
            numbers[i] = value(documents.bytes(), start, end);
        }
        long[] sorted = Arrays.stream(numbers).sorted().distinct().toArray();
        int small = 0;
        for (int i = 1; i < sorted.length; i++) {
            small += sorted[i] - sorted[i - 1] <= HabitRule.MOST_STEP ? 1 : 0;
        }
        return dated(ledger, rows, numbers, sorted, small);
    }

    private static long around(Dictionary documents, int code, int start, int end) {
        return Key.with(Key.of(documents.bytes(), documents.start(code), start),
                Key.of(documents.bytes(), end, documents.end(code)));
    }

    private static NumberRun dated(ColumnarLedger ledger, int[] rows, long[] numbers, long[] sorted, int small) {
        int[] days = RowDays.of(ledger);
        if (days.length == 0) {
            return NONE;
        }
        int[] inOrder = IntStream.range(0, rows.length)
            .filter(i -> days[rows[i]] != ColumnarLedger.NO_DATE)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> numbers[i]).thenComparingInt(i -> days[rows[i]]))
            .mapToInt(i -> days[rows[i]])
            .toArray();
        int back = 0;
        for (int i = 1; i < inOrder.length; i++) {
            back += inOrder[i] < inOrder[i - 1] ? 1 : 0;
        }
        return new NumberRun(Arrays.stream(sorted).boxed().toList(), small, back,
                (int) Arrays.stream(inOrder).distinct().count());
    }

    /** Whether the numbers run on: nearly all steps small, days in the order of the numbers, and bills on different days. */
    boolean holds(HabitRule rule) {
        int steps = numbers.size() - 1;
        return numbers.size() >= rule.minimumPayments()
                && !Figures.exceeds((long) steps - small, steps, HabitRule.OTHER_SHARE)
                && !Figures.exceeds(back, steps, HabitRule.OTHER_SHARE) && 2 * days > numbers.size();
    }

    /** The run as an explanation shows it. */
    Map<String, Object> figures() {
        return Figures.of("numbers", numbers, "steps", Math.max(0, numbers.size() - 1), "smallSteps", small,
                "stepsBackInTime", back, "days", days);
    }

    private static int lastDigit(Dictionary documents, int code) {
        int end = documents.end(code);
        while (end > documents.start(code) && !digit(documents.bytes()[end - 1])) {
            end--;
        }
        return end;
    }

    private static int firstDigit(Dictionary documents, int code, int end) {
        int start = end;
        while (start > documents.start(code) && digit(documents.bytes()[start - 1])) {
            start--;
        }
        return start;
    }

    private static boolean digit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static long value(byte[] text, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            value = 10 * value + text[i] - '0';
        }
        return value;
    }
}
