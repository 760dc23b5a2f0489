package com.nexusplatform.ledger.format;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Amounts under a known decimal mark. */
class AmountParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1234.56 | 123456", "-1234.56 | -123456", "+5 | 500", "0 | 0", "-0.00 | 0",
            ".5 | 50",
            "0.5 | 50", "1,234.56 | 123456", "1,234,567 | 123456700", "(1,234.56) | -123456", "1,234.56- | -123456",
            "$1,234.56 | 123456",
            "-$1,234.56 | -123456", "$-5 | -500", "($5.10) | -510", "$ 5 | 500", "USD 5.00 | 500", "5.00 usd | 500",
            "€ 7 | 700",
            "7 € | 700", "£1.20 | 120", "1 234.56 | 123456", "1\u00A0234.56 | 123456", "1\u202F234.56 | 123456",
            "1'234.56 | 123456",
            "1’234.56 | 123456", "\u22125 | -500", "12.340 | 1234", "12.30000 | 1230", "000123.45 | 12345",
            "9999999999999999.99 | 999999999999999999",
            "6e+05 | 60000000", "1.5e+03 | 150000", "-1e+06 | -100000000", "1e-01 | 10"})
    void readsAmountsWithAPoint(String text, long minorUnits) {
        assertThat(read(".", text, 2)).isEqualTo(String.valueOf(minorUnits));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1234,56 | 123456", "1.234,56 | 123456", "1.234.567 | 123456700",
            "(1.234,56) | -123456",
            "1 234,5 | 123450", "1.234 | 123400", "-0,01 | -1", "7,00 EUR | 700", "1,5e+03 | 150000"})
    void readsAmountsWithAComma(String text, long minorUnits) {
        assertThat(read(",", text, 2)).isEqualTo(String.valueOf(minorUnits));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"- | The amount is empty", "1e5 | scientific", "1E+11 | scientific",
            "1.2E+11 | scientific",
            "12.345 | more decimals than the 2", "1,23 | groups of three", "1,2345.00 | groups of three",
            "12,34,567 | groups of three",
            "1234,567.00 | groups of three", "1,234 567 | groups of three", "1.234,56 | not an amount",
            "1.2.3 | not an amount",
            "5. | not an amount", "abc | not an amount", "12 apples | not an amount", "(5 | not closed",
            "5) | not an amount",
            "--5 | not an amount", "(-5) | not an amount", "() | amount is empty", "USD | not an amount",
            "1 2 | groups of three",
            "12345678901234567.00 | more digits", "1234567890123456789 | more digits", "NaN | not an amount",
            "#REF! | not an amount",
            "2025-01-01 | not an amount", "10% | not an amount", "1,234. | not an amount", "1e+99 | scientific"})
    void refusesWhatIsNoAmountAndSaysWhy(String text, String reason) {
        assertThat(read(".", text, 2)).contains(reason);
    }

    @Test
    void refusesAnEmptyAmount() {
        assertThat(read(".", "", 2)).isEqualTo(AmountParser.EMPTY);
    }

    @Test
    void countsMinorUnitsAsTheCurrencyDoes() {
        assertThat(read(".", "1234", 0)).isEqualTo("1234");
        assertThat(read(".", "1234.00", 0)).isEqualTo("1234");
        assertThat(read(".", "1234.50", 0)).contains("more decimals");
        assertThat(read(".", "1.234", 3)).isEqualTo("1234");
    }

    @Test
    void saysWhichCurrencyAnAmountNames() {
        AmountParser parser = new AmountParser(".");
        byte[] bytes = "chf 5.00".getBytes(StandardCharsets.UTF_8);
        assertThat(parser.parse(bytes, 0, bytes.length, 2)).isTrue();
        assertThat(AmountParser.unpacked(parser.statedCurrency())).isEqualTo("CHF");
    }

    @Test
    void readsBackWhateverIsWritten() {
        Random random = new Random(20_261_124);
        for (int i = 0; i < 20_000; i++) {
            long minor = random.nextLong(2_000_000_000_000L) - 1_000_000_000_000L;
            boolean point = random.nextBoolean();
            String text = String.format(Locale.ROOT, random.nextBoolean() ? "%,.2f" : "%.2f",
                    BigDecimal.valueOf(minor, 2));
            if (minor < 0 && random.nextBoolean()) {
                text = random.nextBoolean() ? "(" + text.substring(1) + ")" : text.substring(1) + "-";
            }
            String written = point ? text : text.replace(',', 'x').replace('.', ',').replace('x', '.');
            assertThat(read(point ? "." : ",", written, 2)).as(written).isEqualTo(String.valueOf(minor));
        }
    }

    private static String read(String mark, String text, int decimals) {
        AmountParser parser = new AmountParser(mark);
        byte[] bytes = ("##" + text + "##").getBytes(StandardCharsets.UTF_8);
        return parser.parse(bytes, 2, bytes.length - 2, decimals)
                ? String.valueOf(parser.minorUnits())
                : parser.reason();
    }
}
