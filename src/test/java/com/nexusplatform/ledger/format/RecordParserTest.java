package com.nexusplatform.ledger.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Records as primitives, and the reasons of those that are none. */
class RecordParserTest {

    @TempDir
    Path folder;

    @Test
    void readsEveryKindOfField() throws IOException {
        Tables.Outcome outcome = Tables.parse(folder,
                """
                        Supplier,Amount,Currency,Posted at,Effective date,Note,Flag
                         Müller ,"1,234.5",eur,2025-03-04,05.03.2025,n1,f1
                        x,-1,,,,,
                        z,10.0,JPY,2025-03-04,,n3,
                        """);
        assertThat(outcome.rejections()).isEmpty();
        long posted = LocalDate.of(2025, 3, 4).toEpochDay() * 86_400_000_000L;
        assertThat(outcome.rows()).containsExactly(
                new Tables.Row(2, 123_450, posted, (int) LocalDate.of(2025, 3, 5).toEpochDay(), "EUR", "Müller",
                        List.of("n1", "f1")),
                new Tables.Row(3, -100, ColumnarLedger.NO_INSTANT, ColumnarLedger.NO_DATE, "", "x", List.of("", "")),
                new Tables.Row(4, 10, posted, ColumnarLedger.NO_DATE, "JPY", "z", List.of("n3", "")));
    }

    @Test
    void rejectsRowsWithLineColumnValueAndReason() throws IOException {
        Tables.Outcome outcome = Tables
            .parse(folder, """
                    Amount;Date;Currency
                    1.50;31/12/2025;EUR
                    1e5;30/12/2025;EUR
                    -;30/12/2025;EUR
                    ;30/12/2025;EUR
                    2;31/02/2025;EUR
                    3;soon;EUR
                    4;30/12/2025;EURO
                    5;30/12/2025;ZZZ
                    1.234,56;30/12/2025;EUR
                    £4;30/12/2025;EUR
                    7;30/12/2025
                    8;30/12/2025;EUR;more
                    9;30/12/2025;EUR;;
                    """,
                    "{'fields':{},'decimalMark':'.'}");
        assertThat(outcome.rows()).extracting(Tables.Row::line).containsExactly(2L, 14L);
        assertThat(outcome.rejections())
            .extracting(r -> r.line() + " " + r.column() + " [" + r.value() + "] " + r.reason())
            .containsExactly(
                    "3 Amount [1e5] It is written in scientific notation, which may have lost digits: write the amount out.",
                    "4 Amount [-] The amount is empty.", "5 Amount [] The amount is empty.",
                    "6 Date [31/02/2025] There is no such day or time, read as dd/MM/yyyy.",
                    "7 Date [soon] It is not written as dd/MM/yyyy.",
                    "8 Currency [EURO] It is not the code of a currency (ISO 4217), such as EUR.",
                    "9 Currency [ZZZ] It is not the code of a currency (ISO 4217), such as EUR.",
                    "10 Amount [1.234,56] It is not an amount with . as the decimal mark.",
                    "11 Amount [£4] The amount names GBP, the row's currency is EUR.",
                    "12  [7 | 30/12/2025] The line has 2 cells, the header has 3 columns.",
                    "13  [8 | 30/12/2025 | EUR | more] The line has more cells than the header's 3 columns; is a text with the delimiter in it not quoted?");
    }

    @Test
    void makesTheAmountOfDebitsAndCredits() throws IOException {
        Tables.Outcome outcome = Tables.parse(folder,
                "Debit,Credit,Ref\n10.00,,a\n,4.00,b\n0.00,3.50,c\n-,2,d\n0,0,e\n,,f\n1,2,g\nx,,h\n5,y,i\n",
                DatasetKind.LEDGER, StandardCharsets.UTF_8);
        assertThat(outcome.rows()).extracting(Tables.Row::amount).containsExactly(1_000L, -400L, -350L, -200L, 0L);
        assertThat(outcome.rejections()).extracting(r -> r.line() + " " + r.column() + " " + r.reason())
            .containsExactly(
                    "7 Debit The amount is empty.", "8 Debit The row has both a debit and a credit.",
                    "9 Debit It is not an amount.",
                    "10 Credit It is not an amount.");
        assertThat(Tables.parse(folder, "Credit,Ref\n4.00,b\n", DatasetKind.LEDGER, StandardCharsets.UTF_8)
            .rows()
            .getFirst()
            .amount())
            .isEqualTo(-400);
    }

    @Test
    void rejectsCellsThatAreTooLongAndCutsTheirValue() throws IOException {
        String longText = "x".repeat(Tables.LIMITS.maxCellBytes() + 1);
        Tables.Outcome outcome = Tables.parse(folder,
                "Amount,Supplier,Note\n1," + longText + ",\n2,s," + longText + "\n3,s,n\n");
        assertThat(outcome.rows()).hasSize(1);
        assertThat(outcome.rejections()).extracting(Rejection::column).containsExactly("Supplier", "Note");
        assertThat(outcome.rejections())
            .allSatisfy(rejection -> assertThat(rejection.value()).hasSize(Rejection.LONGEST_VALUE));
    }

    @Test
    void cutsValuesBetweenCharacters() {
        assertThat(Rejection.shortened("x".repeat(199) + "𝄞")).isEqualTo("x".repeat(199));
        assertThat(Rejection.shortened("short")).isEqualTo("short");
    }

    @Test
    void readsMastersWithoutAmounts() throws IOException {
        byte[] text = "Name,IBAN\nA,DE1\n".getBytes(StandardCharsets.UTF_8);
        Mapping mapping = Tables.survey(folder, text, DatasetKind.EMPLOYEES);
        RecordParser parser = new RecordParser(mapping, Tables.LIMITS);
        try (TableReader reader = TableReader.open(folder.resolve("table.csv"), mapping.source(), Tables.LIMITS)) {
            assertThat(reader.next()).isTrue();
            assertThat(parser.parse(reader)).isTrue();
            assertThat(parser.parsed().hasAmount()).isFalse();
            assertThatThrownBy(parser::rejection).isInstanceOf(IllegalStateException.class);
        }
    }
}
