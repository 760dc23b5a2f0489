package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.grouping.Key;

/**
 * The accounts of a ledger in one space over account and counterAccount, each currency apart: numbers from 0 in the order in
 * which they are asked for, or of the dictionaries where there is one currency. Texts are looked at once for each distinct text.
 */
final class Parties {

    /** Number of no party. */
    static final int NONE = -1;

    /** Most accounts in currencies for each row of which each has a place of its own; more are hashed. */
    private static final int ROOM = 2;
    private static final int MOST_PLACES = 1 << 28;

    private final int[] payers;
    private final int[] payees;
    private final int currencies;
    private int[] accountOf = new int[0];
    private int[] currencyOf = new int[0];
    private final boolean dense;
    private int[] table = new int[0];
    private int size;

    Parties(ColumnarLedger ledger, RowCurrencies currencies) {
        this.currencies = currencies.codes().size();
        Dictionary.Builder space = new Dictionary.Builder();
        payers = numbers(ledger.dictionary(Field.ACCOUNT), space);
        payees = ledger.has(Field.COUNTER_ACCOUNT)
                ? numbers(ledger.dictionary(Field.COUNTER_ACCOUNT), space)
                : new int[0];
        size = space.size();
        long possible = (space.size() + 1L) * this.currencies;
        dense = possible <= Math.min((long) ROOM * ledger.rows(), MOST_PLACES);
        if (this.currencies > 1) {
            size = 0;
            table = new int[dense ? (int) possible : 2_048];
            accountOf = new int[dense ? 0 : 1_024];
            currencyOf = new int[dense ? 0 : 1_024];
        }
    }

    /** Party of a code of account. */
    int account(int code, int currency) {
        return party(payers[code], currency);
    }

    /** Party of a code of counterAccount. */
    int counterAccount(int code, int currency) {
        return party(payees[code], currency);
    }

    /** Number of parties so far. */
    int size() {
        return size;
    }

    /** Numbers of the texts of a dictionary in a space, by code; 0 for no text. */
    static int[] numbers(Dictionary texts, Dictionary.Builder space) {
        int[] numbers = new int[texts.size() + 1];
        for (int code = 1; code <= texts.size(); code++) {
            numbers[code] = space.add(texts.bytes(), texts.start(code), texts.end(code));
        }
        return numbers;
    }

    private int party(int account, int currency) {
        if (account == Dictionary.ABSENT) {
            return NONE;
        }
        if (currencies == 1) {
            return account - 1;
        }
        if (dense) {
            int place = account * currencies + currency;
            table[place] = table[place] == 0 ? ++size : table[place];
            return table[place] - 1;
        }
        int mask = table.length - 1;
        int slot = slot(account, currency) & mask;
        while (table[slot] != 0) {
            int party = table[slot] - 1;
            if (accountOf[party] == account && currencyOf[party] == currency) {
                return party;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = size + 1;
        return open(account, currency);
    }

    private int open(int account, int currency) {
        if (size == accountOf.length) {
            accountOf = Arrays.copyOf(accountOf, size * 2);
            currencyOf = Arrays.copyOf(currencyOf, size * 2);
        }
        accountOf[size] = account;
        currencyOf[size] = currency;
        size++;
        if (size * 2 > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[table.length * 2];
        int mask = table.length - 1;
        for (int party = 0; party < size; party++) {
            int slot = slot(accountOf[party], currencyOf[party]) & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = party + 1;
        }
    }

    private int slot(int account, int currency) {
        return (int) Key.of((long) account * currencies + currency);
    }
}
