package com.nexusplatform.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;

/** Writes made-up transactions as CSV, the same for the same number of rows and seed: {@code FILE ROWS [SEED]}. */
final class GeneratedTransactions {

    private static final String[] WORDS = {"salary", "rent", "transfer", "invoice", "refund"};
    private static final String[] CHANNELS = {"CHECK", "CASH", "CARD", "WIRE", "ACH"};
    private static final String[] CURRENCIES = {"USD", "EUR", "CHF"};
    private static final int SECONDS_A_YEAR = 365 * 86_400;

    private GeneratedTransactions() {}

    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Integer.parseInt(arguments[1]),
                arguments.length > 2 ? Long.parseLong(arguments[2]) : 1);
    }

    /** Writes the file. */
    static void write(Path file, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("ref,account,counterparty,direction,amount,currency,posted_at,channel,country,narrative\n");
            for (int row = 0; row < rows; row++) {
                out.write("T" + (1_000_000_000L + row) + ",AC" + (1_000_000 + random.nextInt(20_000)) + ",CP"
                        + (1_000_000 + random.nextInt(30_000)) + (random.nextBoolean() ? ",C," : ",D,") + amount(random)
                        + ','
                        + CURRENCIES[random.nextInt(CURRENCIES.length)] + ',' + time(random) + ','
                        + CHANNELS[random.nextInt(CHANNELS.length)] + ',' + letter(random) + letter(random) + ','
                        + WORDS[random.nextInt(WORDS.length)] + ' ' + WORDS[random.nextInt(WORDS.length)] + " no "
                        + random.nextInt(1_000_000) + '\n');
            }
        }
    }

    private static String amount(Random random) {
        long cents = Math.round(StrictMath.exp(5.2 + 1.6 * random.nextGaussian()) * 100);
        return BigDecimal.valueOf(Math.max(1, cents), 2).toPlainString();
    }

    private static String time(Random random) {
        LocalDateTime at = LocalDateTime.of(2025, 1, 1, 0, 0).plusSeconds(random.nextInt(SECONDS_A_YEAR));
        return at + (at.getSecond() == 0 ? ":00Z" : "Z");
    }

    private static char letter(Random random) {
        return (char) ('A' + random.nextInt(26));
    }
}
