package com.nexusplatform.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;

/**
 * Writes made-up transactions as CSV, the same for the same number of rows and seed: {@code FILE ROWS [SEED [whole]]}. Whole, they
 * have four columns more, so that every procedure has what it asks for, and {@code FILE.vendors} and {@code FILE.employees} are
 * written beside, the masters that fit them.
 */
final class GeneratedTransactions {

    private static final String[] WORDS = {"salary", "rent", "transfer", "invoice", "refund"};
    private static final String[] CHANNELS = {"CHECK", "CASH", "CARD", "WIRE", "ACH"};
    private static final String[] CURRENCIES = {"USD", "EUR", "CHF"};
    private static final int SECONDS_A_YEAR = 365 * 86_400;
    private static final int ACCOUNTS = 20_000;
    private static final int COUNTERPARTIES = 30_000;
    private static final int EMPLOYEES = 300;
    private static final int CLERKS = 40;

    private GeneratedTransactions() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        boolean whole = arguments.length > 3 && arguments[3].equals("whole");
        write(file, Integer.parseInt(arguments[1]), arguments.length > 2 ? Long.parseLong(arguments[2]) : 1, whole);
        if (whole) {
            vendors(Path.of(file + ".vendors"));
            employees(Path.of(file + ".employees"));
        }
    }

    private static void write(Path file, int rows, long seed, boolean whole) throws IOException {
        Random random = new Random(seed);
        Random further = new Random(seed + 1);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("ref,account,counterparty,direction,amount,currency,posted_at,channel,country,narrative"
                    + (whole ? ",counter_account,created_by,approved_by,value_date\n" : "\n"));
            for (int row = 0; row < rows; row++) {
                out.write("T" + (1_000_000_000L + row) + ",AC" + (1_000_000 + random.nextInt(ACCOUNTS)) + ",CP"
                        + (1_000_000 + random.nextInt(COUNTERPARTIES)) + (random.nextBoolean() ? ",C," : ",D,")
                        + amount(random)
                        + ','
                        + CURRENCIES[random.nextInt(CURRENCIES.length)] + ','
                        + written(whole ? atWork(time(random), further) : time(random)) + ','
                        + CHANNELS[random.nextInt(CHANNELS.length)] + ',' + letter(random) + letter(random) + ','
                        + WORDS[random.nextInt(WORDS.length)] + ' ' + WORDS[random.nextInt(WORDS.length)] + " no "
                        + random.nextInt(1_000_000) + (whole ? further(further) : "\n"));
            }
        }
    }

    private static String further(Random random) {
        int clerk = random.nextInt(CLERKS);
        return ",AC" + (1_000_000 + random.nextInt(ACCOUNTS)) + ",clerk" + clerk + ",clerk"
                + (random.nextInt(500) == 0 ? clerk : (clerk + 1 + random.nextInt(CLERKS - 1)) % CLERKS) + ','
                + LocalDate.of(2025, 1, 1).plusDays(random.nextInt(365)) + '\n';
    }

    /** One vendor in 50 is left out, one in 97 is blocked, one in 40 was opened in the year. */
    private static void vendors(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("vendor_id,name,iban,phone,address,opened,status\n");
            for (int i = 0; i < COUNTERPARTIES; i++) {
                if (i % 50 != 7) {
                    out.write("CP" + (1_000_000 + i) + ",Works " + word(i) + " Ltd.," + account(i) + ",+49 30 "
                            + (10_000_000 + i) + ",Hafenstrasse " + i + ','
                            + LocalDate.of(i % 40 == 3 ? 2025 : 2020, 6, 1)
                                .plusDays(i % 97)
                            + (i % 97 == 5 ? ",blocked\n" : ",active\n"));
                }
            }
        }
    }

    /** One in 30 has the account of a vendor. */
    private static void employees(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("employee_id,name,iban,phone,address,opened,status\n");
            for (int i = 0; i < EMPLOYEES; i++) {
                out.write("E" + i + ',' + word(7 * i) + " Person," + account(i % 30 == 4 ? i : 1_000_000 + i) + ",030-"
                        + (20_000_000 + i) + ",Am Hafen " + i + ",2019-01-01,active\n");
            }
        }
    }

    private static String account(int number) {
        return "DE44 5001 " + (1_000_000_000L + 7_919L * number);
    }

    private static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 700; rest > 0; rest /= 20) {
            word.append("bdkmrstz".charAt(rest % 8)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static String amount(Random random) {
        long cents = Math.round(StrictMath.exp(5.2 + 1.6 * random.nextGaussian()) * 100);
        return BigDecimal.valueOf(Math.max(1, cents), 2).toPlainString();
    }

    private static LocalDateTime time(Random random) {
        return LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(random.nextInt(SECONDS_A_YEAR));
    }

    /** All but one in 50 on working days between eight and six, so that the others are unusual. */
    private static LocalDateTime atWork(LocalDateTime at, Random random) {
        return random.nextInt(50) == 0
                ? at
                : at.withHour(8 + at.getHour() % 10).minusDays(Math.max(0, at.getDayOfWeek().getValue() - 5));
    }

    private static String written(LocalDateTime at) {
        return at + (at.getSecond() == 0 ? ":00Z" : "Z");
    }

    private static char letter(Random random) {
        return (char) ('A' + random.nextInt(26));
    }
}
