package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** The currency of every row as a small number, so that amounts are only ever compared within one currency. */
public final class RowCurrencies {

    private final List<String> codes;
    private final int @Nullable [] column;
    private final int[] numbers;

    private RowCurrencies(List<String> codes, int @Nullable [] column, int[] numbers) {
        this.codes = codes;
        this.column = column;
        this.numbers = numbers;
    }

    /** The currencies of a ledger; rows that name none have the ledger's own. */
    public static RowCurrencies of(ColumnarLedger ledger) {
        if (!ledger.has(Field.CURRENCY)) {
            return new RowCurrencies(List.of(ledger.currency()), null, new int[0]);
        }
        Dictionary texts = ledger.dictionary(Field.CURRENCY);
        TreeMap<String, Integer> sorted = new TreeMap<>();
        sorted.put(ledger.currency(), 0);
        for (int code = 1; code <= texts.size(); code++) {
            sorted.put(texts.text(code), 0);
        }
        List<String> codes = List.copyOf(sorted.keySet());
        int[] numbers = new int[texts.size() + 1];
        for (int code = 0; code <= texts.size(); code++) {
            numbers[code] = codes.indexOf(code == Dictionary.ABSENT ? ledger.currency() : texts.text(code));
        }
        return new RowCurrencies(codes, codes.size() == 1 ? null : ledger.codes(Field.CURRENCY), numbers);
    }

    /** ISO 4217 codes in alphabetical order; the number of a currency is its place here. */
    public List<String> codes() {
        return codes;
    }

    /** Number of the currency of the row at an index. */
    public int at(int index) {
        return column == null ? 0 : numbers[column[index]];
    }

    /** ISO 4217 codes of the currencies in which there is a positive one of the amounts, in alphabetical order. */
    public List<String> ofPositive(long[] amounts) {
        boolean[] found = new boolean[codes.size()];
        for (int row = 0; row < amounts.length; row++) {
            if (amounts[row] > 0) {
                found[at(row)] = true;
            }
        }
        return IntStream.range(0, found.length).filter(number -> found[number]).mapToObj(codes::get).toList();
    }

    /** ISO 4217 code of a currency's number. */
    public String code(int number) {
        return codes.get(number);
    }

    /** For every currency, the least number of minor units that is not below an amount. */
    public long[] minorUnits(BigDecimal amount) {
        return minorUnits(amount, RoundingMode.CEILING);
    }

    /** For every currency, the greatest number of minor units that is not above an amount. */
    public long[] wholeMinorUnits(BigDecimal amount) {
        return minorUnits(amount, RoundingMode.FLOOR);
    }

    private long[] minorUnits(BigDecimal amount, RoundingMode rounding) {
        return codes.stream()
            .mapToLong(code -> amount.movePointRight(Currencies.digits(code)).setScale(0, rounding).longValueExact())
            .toArray();
    }
}
