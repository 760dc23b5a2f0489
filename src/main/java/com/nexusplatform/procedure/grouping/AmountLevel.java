package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** A level in units of each row's own currency, such as 1,000, held in minor units: 100,000 for USD, 1,000 for JPY. */
public final class AmountLevel {

    private final int @Nullable [] codes;
    private final long[] levels;

    private AmountLevel(int @Nullable [] codes, long[] levels) {
        this.codes = codes;
        this.levels = levels;
    }

    /** The level over the currencies of a ledger, rounded up to the minor unit. */
    public static AmountLevel of(ColumnarLedger ledger, BigDecimal units) {
        if (!ledger.has(Field.CURRENCY)) {
            return new AmountLevel(null, new long[]{minor(units, ledger.currency())});
        }
        Dictionary currencies = ledger.dictionary(Field.CURRENCY);
        long[] levels = new long[currencies.size() + 1];
        Arrays.setAll(levels,
                code -> minor(units, code == Dictionary.ABSENT ? ledger.currency() : currencies.text(code)));
        return new AmountLevel(ledger.codes(Field.CURRENCY), levels);
    }

    /** The level of the row at an index, in minor units. */
    public long at(int index) {
        return codes == null ? levels[0] : levels[codes[index]];
    }

    private static long minor(BigDecimal units, String currency) {
        return units.movePointRight(Currencies.digits(currency))
            .setScale(0, RoundingMode.CEILING)
            .min(BigDecimal.valueOf(Long.MAX_VALUE))
            .longValueExact();
    }
}
