package com.nexusplatform.procedure.laundering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;

import static org.assertj.core.api.Assertions.assertThat;

/** The numbers of accounts. */
class PartiesTests {

    private static final int ROWS = 5_000;

    /** Few accounts have a place for each currency, many are hashed; their numbers are the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 40, 900, 5_000})
    void numbersAccountsOfOneCurrencyInTheOrderOfTheirRows(int accounts) {
        String[] names = new String[ROWS];
        String[] codes = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            names[row] = "A" + row * 7 % accounts;
            codes[row] = List.of("EUR", "USD", "CHF", "JPY", "SEK").get(row % 5 * row % 5);
        }
        ColumnarLedger ledger = ColumnarLedger.builder(ROWS)
            .text(Field.ACCOUNT, names)
            .text(Field.CURRENCY, codes)
            .build();
        RowCurrencies currencies = RowCurrencies.of(ledger);

        Parties parties = new Parties(ledger, currencies);

        Map<String, Integer> expected = new HashMap<>();
        List<Integer> numbers = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            numbers.add(expected.computeIfAbsent(names[row] + codes[row], name -> expected.size()));
            found.add(parties.account(ledger.codes(Field.ACCOUNT)[row], currencies.at(row)));
        }
        assertThat(found).isEqualTo(numbers);
        assertThat(parties.size()).isEqualTo(expected.size());
    }
}
