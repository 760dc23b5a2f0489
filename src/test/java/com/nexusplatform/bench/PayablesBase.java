package com.nexusplatform.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.CorporatePayments;

/** Payables without anything planted: those of a real utility where the reference data are there, and made-up companies. */
final class PayablesBase {

    private static final int MADE_UP_ROWS = 60_000;
    private static final int FIRST_DAY = (int) LocalDate.of(2025, 1, 1).toEpochDay();

    private PayablesBase() {}

    /** Whether the payments of the utility can be read. */
    static boolean hasCorporatePayments() {
        String folder = System.getenv("NEXUS_REFERENCE_DATA");
        return folder != null
                && Files.isReadable(Path.of(folder, "corporate-payments", "corporate.payment.csv.gz"));
    }

    /** The payments of a utility in 2010. */
    static List<Payable> corporatePayments() {
        ColumnarLedger ledger = CorporatePayments.ledger();
        int[] days = ledger.days(Field.POSTED_AT);
        List<Payable> payables = new ArrayList<>(ledger.rows());
        for (int i = 0; i < ledger.rows(); i++) {
            payables.add(new Payable(ledger.text(Field.COUNTERPARTY_ID, i), days[i],
                    ledger.text(Field.DOCUMENT_NO, i), ledger.amounts()[i]));
        }
        return payables;
    }

    /** A year of a company that does not exist: vendors of all sizes with habits of their own, corrections, recurring charges. */
    static List<Payable> madeUp(long seed) {
        Random random = new Random(seed * 7_919 + 5);
        List<Payable> payables = new ArrayList<>(MADE_UP_ROWS);
        for (int vendor = 0; payables.size() < MADE_UP_ROWS; vendor++) {
            invoices(payables, "V" + (10_000 + vendor * 3), random);
        }
        return payables;
    }

    private static void invoices(List<Payable> payables, String vendor, Random random) {
        int count = 1 + (int) Math.min(2_500, Math.exp(1.3 + 1.5 * random.nextGaussian()));
        double centre = 8.5 + 1.8 * random.nextGaussian();
        double spread = 0.15 + random.nextDouble();
        boolean rounds = random.nextInt(80) == 0;
        boolean recurring = random.nextInt(8) == 0;
        long fixed = Math.max(500, (long) Math.exp(centre + 1.5));
        int customers = random.nextInt(300) == 0 ? 1 : 4 + (int) Math.exp(1 + random.nextDouble() * 5);
        long number = 100L + random.nextInt(900_000);
        String prefix = prefix(random);
        for (int i = 0; i < count; i++) {
            int day = day(i, count, random);
            number += 1 + random.nextInt(customers);
            long cents = recurring && random.nextInt(3) > 0
                    ? fixed
                    : Math.max(100, (long) Math.exp(centre + 1.5 + spread * random.nextGaussian()));
            if (rounds) {
                cents = Math.max(5_000, cents / 5_000 * 5_000);
            }
            payables.add(new Payable(vendor, day, prefix + number, cents));
            if (random.nextInt(150) == 0) {
                payables.add(new Payable(vendor, Math.min(FIRST_DAY + 364, day + random.nextInt(20)),
                        prefix + number, -cents));
            }
        }
    }

    private static String prefix(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "INV-";
            case 1 -> "2025/";
            case 2 -> "R" + random.nextInt(10) + "-";
            default -> "";
        };
    }

    /** A working day, now and then a weekend, in the order of the numbers. */
    private static int day(int i, int count, Random random) {
        int day = FIRST_DAY + Math.min(364, (int) (365L * i / count) + random.nextInt(5));
        int weekday = Math.floorMod(day + 3, 7);
        return weekday > 4 && random.nextInt(12) > 0 ? Math.max(FIRST_DAY, day - weekday + 4) : day;
    }
}
