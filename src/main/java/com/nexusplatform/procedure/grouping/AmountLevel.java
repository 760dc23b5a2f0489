package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** A level in units of each row's own currency, such as 1,000, held in minor units: 100,000 for USD, 1,000 for JPY. */
public final class AmountLevel {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final long NONE = 0;

    private final int @Nullable [] codes;
    private final long[] levels;

    private AmountLevel(ColumnarLedger ledger, ToLongFunction<String> minor) {
        if (!ledger.has(Field.CURRENCY)) {
            codes = null;
            levels = new long[]{minor.applyAsLong(ledger.currency())};
            return;
        }
        Dictionary currencies = ledger.dictionary(Field.CURRENCY);
        codes = ledger.codes(Field.CURRENCY);
        levels = new long[currencies.size() + 1];
        Arrays.setAll(levels, code -> minor.applyAsLong(
                code == Dictionary.ABSENT ? ledger.currency() : currencies.text(code)));
    }

    /** The level over the currencies of a ledger, rounded up to the minor unit. */
    public static AmountLevel of(ColumnarLedger ledger, BigDecimal units) {
        return new AmountLevel(ledger, currency -> rounded(units, currency));
    }

    /** The multiple over the currencies of a ledger; where whole minor units do not make it up no amount is one. */
    public static AmountLevel multiple(ColumnarLedger ledger, BigDecimal units) {
        return new AmountLevel(ledger, currency -> exact(units, currency));
    }

    /** The level of the row at an index, in minor units. */
    public long at(int index) {
        return codes == null ? levels[0] : levels[codes[index]];
    }

    /** Whether an amount of the row at an index is a multiple of the level, which is one of {@link #multiple}. */
    public boolean divides(int index, long amount) {
        long level = at(index);
        return level != NONE && amount % level == 0;
    }

    private static long rounded(BigDecimal units, String currency) {
        return minor(units, currency).setScale(0, RoundingMode.CEILING).min(MOST).longValueExact();
    }

    private static long exact(BigDecimal units, String currency) {
        BigDecimal minor = minor(units, currency).stripTrailingZeros();
        return minor.scale() > 0 || minor.compareTo(MOST) > 0 ? NONE : minor.longValueExact();
    }

    private static BigDecimal minor(BigDecimal units, String currency) {
        return units.movePointRight(Currencies.digits(currency));
    }
}
