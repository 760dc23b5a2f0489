package com.nexusplatform.procedure.journal;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** LED-1 on hand-made numbers. */
class SequenceGapsTests {

    private final SequenceGaps procedure = new SequenceGaps();

    @Test
    void namesEachGapAndTheRecordsAroundIt() {
        List<Alert> alerts = applied(numbers(IntStream.rangeClosed(1, 40).filter(n -> n != 7 && n != 20 && n != 21)))
            .alerts();
        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).rows()).containsExactly(6, 7);
        assertThat(alerts.get(0).explanation().steps()).containsEntry("from", 7L).containsEntry("missing", 1L);
        assertThat(alerts.get(1).rows()).containsExactly(18, 19);
        assertThat(alerts.get(1).explanation().steps()).containsEntry("from", 20L)
            .containsEntry("to", 21L)
            .containsEntry("series", "JE#");
        assertThat(alerts.get(1).explanation().sentence())
            .isEqualTo("2 numbers between JE019 and JE022 are missing from their sequence.");
    }

    @Test
    void findsTheSameGapsInAnyOrderOfTheRows() {
        String[] numbers = numbers(IntStream.range(0, 5_000).filter(n -> n % 97 != 5));
        Outcome.Applicable ordered = applied(numbers);
        Random random = new Random(7);
        for (int i = numbers.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            String swapped = numbers[i];
            numbers[i] = numbers[j];
            numbers[j] = swapped;
        }
        assertThat(applied(numbers).statistics()).isEqualTo(ordered.statistics()).containsEntry("gaps", 52);
    }

    @Test
    void readsNumbersOfEighteenDigitsAndCountsLongerOnes() {
        String[] numbers = Stream.concat(
                IntStream.rangeClosed(10, 40).filter(n -> n != 20).mapToObj(n -> "9999999999999999" + n),
                Stream.of("INV-1234567890123456789", "INV-1234567890123456790"))
            .toArray(String[]::new);
        assertThat(applied(numbers).statistics()).containsEntry("gaps", 1).containsEntry("numbersTooLong", 2);
    }

    @Test
    void startsAnotherBlockAtAWideJump() {
        String[] numbers = numbers(IntStream.concat(IntStream.range(1, 30), IntStream.range(50_000, 50_030)));
        assertThat(applied(numbers).statistics()).containsEntry("sequences", 2).containsEntry("gaps", 0);
    }

    @Test
    void findsANumberOnTwoDays() {
        String[] numbers = Stream.concat(Stream.of(numbers(IntStream.range(1, 30))), Stream.of("JE003", "JE004"))
            .toArray(String[]::new);
        LocalDate[] days = new LocalDate[numbers.length];
        Arrays.fill(days, LocalDate.of(2025, 1, 1));
        days[29] = LocalDate.of(2025, 1, 2);
        ColumnarLedger ledger = ColumnarLedger.builder(numbers.length)
            .text(Field.DOCUMENT_NO, numbers)
            .days(Field.POSTED_AT, days)
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).containsExactly(3, 30))
            .satisfies(
                    alert -> assertThat(alert.points()).isEqualTo(procedure.declaration().weights().points("REPEAT")));
    }

    @Test
    void findsANumberOfTwoDocumentsHoweverItIsSpelt() {
        ColumnarLedger ledger = lines("je-3", LocalDate.of(2025, 1, 2), "bob");
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.rows()).containsExactly(3, 30);
            assertThat(alert.explanation().inputs()).containsEntry("documentNo", "JE-003")
                .containsEntry("otherDocumentNo", "je-3");
        });
    }

    @Test
    void callsALineThatDoesNotSayItsDayOrAuthorNoRepeat() {
        assertThat(Performing.applied(procedure, lines("JE-003", null, ""), Map.of()).alerts()).isEmpty();
        assertThat(Performing.applied(procedure, lines("JE-003", LocalDate.of(2025, 1, 1), " ANN "), Map.of()).alerts())
            .isEmpty();
    }

    /** Twenty-nine documents of one day and author, and another line. */
    private static ColumnarLedger lines(String number, @Nullable LocalDate day, String author) {
        String[] numbers = new String[30];
        LocalDate[] days = new LocalDate[30];
        String[] authors = new String[30];
        for (int i = 0; i < 29; i++) {
            numbers[i] = "JE-%03d".formatted(i + 1);
        }
        Arrays.fill(days, LocalDate.of(2025, 1, 1));
        Arrays.fill(authors, "ann");
        numbers[29] = number;
        days[29] = day;
        authors[29] = author;
        return ColumnarLedger.builder(30)
            .text(Field.DOCUMENT_NO, numbers)
            .days(Field.POSTED_AT, days)
            .text(Field.CREATED_BY, authors)
            .build();
    }

    @Test
    void callsScatteredNumbersNoSequence() {
        assertThat(perform(numbers(IntStream.range(0, 200).map(n -> 3 * n)))).isInstanceOfSatisfying(
                Outcome.NotApplicable.class, outcome -> assertThat(outcome.reason()).contains("0.80"));
        assertThat(perform(numbers(IntStream.range(0, 10)))).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(perform("RENT", "", "x")).isInstanceOf(Outcome.NotApplicable.class);
        assertThat(Performing.perform(procedure, ColumnarLedger.builder(0).build()))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void readsWhatStandsAroundTheNumber() {
        String[] numbers = IntStream.range(1, 60)
            .filter(n -> n != 30)
            .mapToObj(n -> (n % 2 == 0 ? "ré-" : "RÉ-") + n + "/x")
            .toArray(String[]::new);
        assertThat(applied(numbers).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.explanation().steps()).containsEntry("series", "RÉ-#/X"));
    }

    private Outcome perform(String... numbers) {
        return Performing.perform(procedure,
                ColumnarLedger.builder(numbers.length).text(Field.DOCUMENT_NO, numbers).build());
    }

    private Outcome.Applicable applied(String... numbers) {
        return (Outcome.Applicable) perform(numbers);
    }

    private static String[] numbers(IntStream numbers) {
        return numbers.mapToObj(n -> "JE" + "0".repeat(Math.max(0, 3 - Integer.toString(n).length())) + n)
            .toArray(String[]::new);
    }
}
