package com.nexusplatform.procedure.sampling;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Figures;

/** Amounts by their age in days at a stated day. */
final class Ageing {

    private static final List<String> BANDS = List.of("not yet due", "0-30", "31-60", "61-90", "over 90", "no date");
    private static final int NO_DATE = 5;

    private final ColumnarLedger ledger;
    private final RowCurrencies currencies;
    private final Field field;
    private final int asOf;

    private Ageing(ColumnarLedger ledger, RowCurrencies currencies, Field field, int asOf) {
        this.ledger = ledger;
        this.currencies = currencies;
        this.field = field;
        this.asOf = asOf;
    }

    /** Ages from the due date where it is mapped, else from the posting; empty when the ledger gives no date at all. */
    static Optional<Ageing> of(ColumnarLedger ledger, RowCurrencies currencies, Optional<LocalDate> asOf) {
        return Stream.of(Field.EFFECTIVE_ON, Field.POSTED_AT)
            .filter(ledger::has)
            .filter(field -> latest(ledger.days(field)) != ColumnarLedger.NO_DATE)
            .findFirst()
            .map(field -> new Ageing(ledger, currencies, field,
                    asOf.map(day -> Math.toIntExact(day.toEpochDay())).orElseGet(() -> latest(ledger.days(field)))));
    }

    /** The day of a text such as 2025-12-31; empty for any other text. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** The field that ages are counted from. */
    String from() {
        return field.label();
    }

    /** The day that ages are counted to. */
    String asOf() {
        return LocalDate.ofEpochDay(asOf).toString();
    }

    /** Rows and sums by currency and band; bands without rows are left out. */
    List<Map<String, Object>> bands() {
        ExactSums sums = new ExactSums(BANDS.size() * currencies.codes().size());
        int[] days = ledger.days(field);
        long[] amounts = ledger.amounts();
        for (int i = 0; i < amounts.length; i++) {
            sums.add(currencies.at(i) * BANDS.size() + band(days[i]), amounts[i]);
        }
        List<Map<String, Object>> figures = new ArrayList<>();
        for (int number = 0; number < BANDS.size() * currencies.codes().size(); number++) {
            if (sums.rows(number) > 0) {
                String code = currencies.code(number / BANDS.size());
                figures.add(Figures.of("currency", code, "days", BANDS.get(number % BANDS.size()), "rows",
                        sums.rows(number), "sum", sums.sum(number, code)));
            }
        }
        return figures;
    }

    private int band(int day) {
        if (day == ColumnarLedger.NO_DATE) {
            return NO_DATE;
        }
        long age = (long) asOf - day;
        if (age < 0) {
            return 0;
        }
        return age > 90 ? 4 : age > 60 ? 3 : age > 30 ? 2 : 1;
    }

    private static int latest(int[] days) {
        int latest = ColumnarLedger.NO_DATE; // the least of all numbers
        for (int day : days) {
            latest = Math.max(latest, day);
        }
        return latest;
    }
}
