package com.nexusplatform.procedure.sampling;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.RowCurrencies;

import static org.assertj.core.api.Assertions.assertThat;

/** Every amount is in the stratum of its limits, up to the greatest there are. */
class StrataTests {

    private static final long[] AMOUNTS = LongStream
        .concat(LongStream.of(0, Long.MIN_VALUE, Long.MAX_VALUE),
                IntStream.range(0, 63)
                    .mapToLong(bit -> 1L << bit)
                    .flatMap(power -> LongStream.of(power - 1, power, power + 1, -power - 1, -power, 1 - power)))
        .toArray();
    private static final ColumnarLedger LEDGER = ColumnarLedger.builder(AMOUNTS.length)
        .currency("USD")
        .amounts(AMOUNTS)
        .build();

    @Test
    void ofPowersOfTen() {
        check(Strata.decades(RowCurrencies.of(LEDGER)));
    }

    @Test
    void ofLimitsThatAreGiven() {
        check(Strata.at(RowCurrencies.of(LEDGER),
                List.of(new BigDecimal("-5000"), new BigDecimal("-0.01"), new BigDecimal("0"), new BigDecimal("10.24"),
                        new BigDecimal("100000000000000"))));
    }

    private static void check(Strata strata) {
        List<Map<String, Object>> figures = strata.figures(strata.sums(LEDGER));
        assertThat(figures).hasSizeGreaterThan(4).allSatisfy(stratum -> {
            long from = minor(stratum.get("from"), Long.MIN_VALUE);
            long to = minor(stratum.get("to"), Long.MAX_VALUE);
            assertThat(((Number) stratum.get("rows")).longValue()).as(stratum.toString())
                .isEqualTo(Arrays.stream(AMOUNTS).filter(amount -> amount >= from && amount <= to).count());
        });
        assertThat(figures.stream().mapToLong(stratum -> ((Number) stratum.get("rows")).longValue()).sum())
            .isEqualTo(AMOUNTS.length);
    }

    private static long minor(Object money, long none) {
        return money.equals("") ? none : new BigDecimal((String) money).movePointRight(2).longValueExact();
    }
}
