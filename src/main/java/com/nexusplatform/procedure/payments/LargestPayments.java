package com.nexusplatform.procedure.payments;

import java.util.Arrays;

import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.procedure.RowCurrencies;

/** The two largest positive amounts of every counterparty in one currency, each with its first row; one pass. */
final class LargestPayments {

    private static final int NONE = -1;

    private final int[] counts;
    private final int[] largest;
    private final int[] second;
    private final long[] amounts;

    private LargestPayments(long[] amounts, int counterparties) {
        this.amounts = amounts;
        counts = new int[counterparties + 1];
        largest = new int[counterparties + 1];
        second = new int[counterparties + 1];
        Arrays.fill(largest, NONE);
        Arrays.fill(second, NONE);
    }

    /** Those of a column of counterparties, numbered from 1. */
    static LargestPayments of(long[] amounts, int[] codes, int counterparties, RowCurrencies currencies, int currency) {
        LargestPayments payments = new LargestPayments(amounts, counterparties);
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0 && codes[i] != Dictionary.ABSENT && currencies.at(i) == currency) {
                payments.add(codes[i], i);
            }
        }
        return payments;
    }

    /** Number of positive amounts of a counterparty. */
    int count(int counterparty) {
        return counts[counterparty];
    }

    /** Index of the first row with the largest amount. */
    int largest(int counterparty) {
        return largest[counterparty];
    }

    /** Index of the first other row with the second largest amount, which may equal the largest. */
    int second(int counterparty) {
        return second[counterparty];
    }

    private void add(int code, int index) {
        counts[code]++;
        if (largest[code] == NONE || amounts[index] > amounts[largest[code]]) {
            second[code] = largest[code];
            largest[code] = index;
        } else if (second[code] == NONE || amounts[index] > amounts[second[code]]) {
            second[code] = index;
        }
    }
}
