package com.nexusplatform.procedure.grouping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

import static org.assertj.core.api.Assertions.assertThat;

/** Rows brought together by document. */
class DocumentsTests {

    private static final int ROWS = 4_000;

    @Test
    void areTheSameForManyRowsAndForFew() {
        ColumnarLedger ledger = ledger();
        int[] few = IntStream.range(0, ROWS).filter(row -> row % 37 == 0 || row % 41 == 0).toArray();
        assertThat(documents(ledger, few)).hasSizeGreaterThan(100);
        assertThat(documents(ledger, IntStream.range(0, ROWS).toArray()).stream()
            .map(document -> document.stream().filter(row -> row % 37 == 0 || row % 41 == 0).toList())
            .filter(document -> !document.isEmpty())
            .toList()).isEqualTo(documents(ledger, few));
    }

    @Test
    void haveOneNumberAndOneDay() {
        ColumnarLedger ledger = ledger();
        int[] rows = IntStream.range(0, ROWS).toArray();
        assertThat(documents(ledger, rows)).allSatisfy(document -> {
            assertThat(document).isSorted();
            assertThat(document.stream().map(row -> ledger.days(Field.POSTED_AT)[row]).distinct()).hasSize(1);
            assertThat(document.stream().map(row -> ledger.text(Field.DOCUMENT_NO, row)).distinct()).hasSize(1);
            assertThat(document.size() == 1 || !ledger.text(Field.DOCUMENT_NO, document.getFirst()).isEmpty()).isTrue();
        }).hasSizeGreaterThan(1_000);
    }

    @Test
    void tellNoDayFromTheFirstOfAll() {
        ColumnarLedger ledger = ColumnarLedger.builder(6)
            .text(Field.DOCUMENT_NO, "X", "X", "X", "X", "", "X")
            .days(Field.POSTED_AT, null, LocalDate.EPOCH, null, LocalDate.EPOCH, null, LocalDate.EPOCH.minusDays(1))
            .build();
        assertThat(documents(ledger, 0, 1, 2, 3, 4, 5)).containsExactly(List.of(0, 2), List.of(5), List.of(1, 3),
                List.of(4));
    }

    private static List<List<Integer>> documents(ColumnarLedger ledger, int... indices) {
        int[] rows = indices.clone();
        int[] starts = Documents.sort(ledger, rows);
        List<List<Integer>> documents = new ArrayList<>();
        for (int document = 0; document + 1 < starts.length; document++) {
            documents.add(Arrays.stream(rows, starts[document], starts[document + 1]).boxed().toList());
        }
        return documents;
    }

    private static ColumnarLedger ledger() {
        Random random = new Random(3);
        String[] numbers = new String[ROWS];
        Arrays.setAll(numbers, row -> random.nextInt(10) == 0 ? "" : "D" + random.nextInt(1_000));
        LocalDate[] days = new LocalDate[ROWS];
        Arrays.setAll(days, row -> LocalDate.of(2025, 1, 1 + random.nextInt(3)));
        return ColumnarLedger.builder(ROWS).text(Field.DOCUMENT_NO, numbers).days(Field.POSTED_AT, days).build();
    }
}
