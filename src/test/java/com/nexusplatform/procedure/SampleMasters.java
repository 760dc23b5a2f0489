package com.nexusplatform.procedure;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** Masters of vendors and employees that fit a sample ledger, with a few vendors left out, blocked, new, or with an employee's account. */
final class SampleMasters {

    private static final int EMPLOYEES = 300;
    private static final int OPENED = 18_262; // 2020-01-01
    private static final int OPENED_LATE = 20_240; // 2025-06-01
    private static final String[] FIRST = {"Anna", "Bruno", "Clara", "David", "Elif", "Farid", "Greta", "Hugo", "Ines",
            "Jonas"};
    private static final String[] LAST = {"Albrecht", "Baptiste", "Castellanos", "Dimitrova", "Ekström", "Fitzgerald",
            "Grünwald", "Haraldsen", "Ivanova", "Jankowski", "Kowalczyk", "Lindqvist", "Moreau", "Nakamura", "Okonkwo",
            "Petrosyan", "Quintero", "Rasmussen", "Santorini", "Thorvaldsen"};

    private SampleMasters() {}

    static ColumnarLedger vendors(ColumnarLedger ledger) {
        Dictionary ids = ledger.has(Field.COUNTERPARTY_ID)
                ? ledger.dictionary(Field.COUNTERPARTY_ID)
                : new Dictionary.Builder().build();
        int[] listed = IntStream.rangeClosed(1, ids.size()).filter(code -> code % 50 != 7).toArray();
        int[] opened = Arrays.stream(listed)
            .map(code -> code % 40 == 3 ? OPENED_LATE : OPENED + code % 1_000)
            .toArray();
        return ColumnarLedger.builder(listed.length)
            .text(Field.COUNTERPARTY_ID, texts(listed, ids::text))
            .text(Field.NAME,
                    texts(listed, code -> code % 60 == 11 ? name(code) + " GmbH" : "Works " + word(code) + " Ltd."))
            .text(Field.BANK_ACCOUNT, texts(listed, SampleMasters::account))
            .text(Field.PHONE, texts(listed, code -> "+49 30 " + (10_000_000 + code)))
            .text(Field.ADDRESS, texts(listed, code -> "Hafenstrasse " + code))
            .text(Field.STATUS, texts(listed, code -> code % 97 == 5 ? "Blocked" : "active"))
            .dates(Field.OPENED_ON, opened)
            .build();
    }

    static ColumnarLedger employees(ColumnarLedger ledger) {
        int size = ledger.rows() == 0 ? 0 : EMPLOYEES;
        int[] numbers = IntStream.rangeClosed(1, size).toArray();
        return ColumnarLedger.builder(size)
            .text(Field.NAME, texts(numbers, SampleMasters::name))
            .text(Field.BANK_ACCOUNT, texts(numbers, i -> account(i % 30 == 4 ? i : 1_000_000 + i)))
            .text(Field.PHONE, texts(numbers, i -> "030-" + (i % 45 == 2 ? 10_000_000 + i : 20_000_000 + i)))
            .text(Field.ADDRESS, texts(numbers, i -> "Am Hafen " + i))
            .build();
    }

    private static String account(int number) {
        return "DE44 5001 " + (1_000_000_000L + 7_919L * number);
    }

    private static String name(int number) {
        return LAST[number % LAST.length] + ", " + FIRST[number / LAST.length % FIRST.length] + " " + word(number);
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 700; rest > 0; rest /= 20) {
            word.append("aeiou".charAt(rest % 5)).append("bdkmrstz".charAt(rest % 8));
        }
        return word.toString();
    }

    private static String[] texts(int[] numbers, IntFunction<String> text) {
        return Arrays.stream(numbers).mapToObj(text).toArray(String[]::new);
    }
}
