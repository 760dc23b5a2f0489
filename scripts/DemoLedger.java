import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a year of payments of an invented institution with known schemes planted in it, and the truth beside it. The same seed
 * gives the same bytes on every machine: its own generator of random numbers, StrictMath, no clock, no locale.
 *
 * <pre>java scripts/DemoLedger.java SEED ROWS FOLDER   writes ledger.csv, truth.csv and totals.json into FOLDER</pre>
 */
public final class DemoLedger {

    private static final int YEAR = 2025;
    private static final String[] FIRST = {"Alder", "Birch", "Cedar", "Dorn", "Elm", "Fern", "Gorse", "Hazel", "Iris",
            "Juniper", "Kestrel", "Linden", "Maple", "Nettle", "Oak", "Poplar", "Quince", "Rowan", "Sorrel", "Thorn"};
    private static final String[] SECOND = {"Logistics", "Office Supply", "Cleaning", "Software", "Engineering", "Print",
            "Energy", "Security", "Catering", "Telecom", "Consulting", "Travel"};
    private static final String[] CREATORS = {"a.meyer", "b.novak", "c.rossi", "d.kaya", "e.silva", "f.dubois", "g.horvat",
            "h.jensen", "i.costa", "j.muller", "k.brandt", "l.moreau"};
    private static final String[] APPROVERS = {"n.fischer", "o.larsen", "p.santos", "r.weber", "s.lindqvist"};
    private static final String[] WORDS = {"Monthly service", "Materials", "Maintenance", "Licences", "Project work",
            "Delivery", "Repair", "Training"};

    private final Chance chance;
    private final List<Vendor> vendors = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();

    private DemoLedger(long seed) {
        this.chance = new Chance(seed);
    }

    /** Writes the files. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: java DemoLedger.java SEED ROWS FOLDER");
            System.exit(2);
        }
        int rows = Integer.parseInt(arguments[1]);
        if (rows < 5_000) {
            System.err.println("ROWS must be at least 5000, so that the planted schemes are the exception");
            System.exit(2);
        }
        DemoLedger ledger = new DemoLedger(Long.parseLong(arguments[0]));
        ledger.pay(rows);
        ledger.write(Files.createDirectories(Path.of(arguments[2])));
    }

    private void pay(int rows) {
        int schemes = 60 + 32 + 160 + 40 + 30 + 25 + 25 + 25 + 3 + 16 + 48;
        int ordinary = rows - schemes;
        int count = Math.max(60, rows / 100);
        for (int i = 0; i < count; i++) {
            vendors.add(new Vendor(1001 + i, FIRST[i % FIRST.length] + " " + SECOND[i / FIRST.length % SECOND.length]
                    + (i >= FIRST.length * SECOND.length ? " " + (i / (FIRST.length * SECOND.length) + 1) : ""),
                    6.6 + 1.5 * chance.normal(), 0.7 + 0.3 * chance.real()));
        }
        for (int i = 0; i < ordinary; i++) {
            // the first rows give every vendor a history long enough to compare with
            add(vendors.get(i < count * 20 ? i % count : chance.below(count)));
        }
        rents();
        repeatedAmounts(118_75, 60, "R1");
        repeatedAmounts(1349_00, 32, "R2");
        belowTheLimit(160);
        outOfHours(40);
        selfApproved(30);
        roundAmounts(25);
        relativeSize(3);
        peerOutliers(16);
        number();
        exactDuplicates(25);
        nearDuplicates(25);
        payments.sort(Comparator.comparing((Payment payment) -> payment.postedAt)
                .thenComparing(payment -> payment.documentNo).thenComparing(payment -> payment.vendor.id));
    }

    private Payment add(Vendor vendor) {
        Payment payment = new Payment();
        payment.vendor = vendor;
        payment.postedAt = officeHours(LocalDate.of(YEAR, 1, 1).plusDays(chance.below(365)));
        payment.cents = Math.max(101, (long) (100 * StrictMath.exp(vendor.level + vendor.spread * chance.normal())));
        payment.account = 4000 + 100 * (vendor.id % 9);
        payment.description = WORDS[chance.below(WORDS.length)];
        payment.createdBy = CREATORS[chance.below(CREATORS.length)];
        payment.approvedBy = APPROVERS[chance.below(APPROVERS.length)];
        payments.add(payment);
        return payment;
    }

    /** Equal amounts that are nothing but four monthly rents: fewer than the number that is asked about. */
    private void rents() {
        for (int rent = 0; rent < 4; rent++) {
            Vendor landlord = new Vendor(9001 + rent, FIRST[rent] + " Estates", 8, 0.1);
            long cents = 210_000 + 10L * chance.below(90_000);
            for (int month = 1; month <= 12; month++) {
                Payment payment = add(landlord);
                payment.postedAt = officeHours(LocalDate.of(YEAR, month, 3));
                payment.cents = cents;
                payment.description = "Rent";
            }
        }
    }

    private void repeatedAmounts(long cents, int count, String group) {
        for (int i = 0; i < count; i++) {
            plant(add(anyVendor()), "REPEATED_AMOUNT", group).cents = cents;
        }
    }

    /** Amounts kept under an approval limit of 5,000: the digits 49 become too frequent. */
    private void belowTheLimit(int count) {
        for (int i = 0; i < count; i++) {
            Payment payment = plant(add(anyVendor()), "INFLATED_DIGITS", "49");
            payment.cents = 490_000 + chance.below(10_000);
        }
    }

    private void outOfHours(int count) {
        for (int i = 0; i < count; i++) {
            Payment payment = plant(add(anyVendor()), "OUT_OF_HOURS", "H" + (i + 1));
            LocalDate day = payment.postedAt.toLocalDate();
            if (i % 2 == 0) {
                payment.postedAt = day.with(DayOfWeek.SATURDAY).minusWeeks(day.getMonthValue() == 12 ? 1 : 0)
                        .plusDays(chance.below(2)).atTime(9 + chance.below(8), chance.below(60), chance.below(60));
            } else {
                payment.postedAt = day.atTime(i % 4 == 1 ? 22 : 3, chance.below(60), chance.below(60));
            }
            payment.createdBy = "g.horvat";
        }
    }

    private void selfApproved(int count) {
        for (int i = 0; i < count; i++) {
            Payment payment = plant(add(anyVendor()), "SELF_APPROVAL", "S" + (i + 1));
            payment.approvedBy = payment.createdBy;
        }
    }

    /** Amounts of whole thousands, all entered by one person, to vendors for whom the size is nothing unusual. */
    private void roundAmounts(int count) {
        List<Vendor> large = vendors.stream().sorted(Comparator.comparingDouble((Vendor vendor) -> -vendor.level)).limit(8)
                .toList();
        for (int i = 0; i < count; i++) {
            Payment payment = plant(add(large.get(chance.below(large.size()))), "ROUND_AMOUNT", "k.brandt");
            payment.cents = 100_000L * (10 + chance.below(40));
            payment.createdBy = "k.brandt";
        }
    }

    /** One payment to a vendor that is many times the largest before. */
    private void relativeSize(int count) {
        List<Vendor> middling = vendors.stream().filter(vendor -> vendor.level > 7 && vendor.level < 8).toList();
        for (int i = 0; i < count; i++) {
            Vendor vendor = middling.get(5 * i);
            long largest = payments.stream().filter(payment -> payment.vendor == vendor).mapToLong(payment -> payment.cents)
                    .max().orElseThrow();
            plant(add(vendor), "RELATIVE_SIZE", "Z" + (i + 1)).cents = 14 * largest + chance.below(100_000);
        }
    }

    /** Amounts far outside what a vendor is otherwise paid, half of them far below. */
    private void peerOutliers(int count) {
        for (int i = 0; i < count; i++) {
            Vendor vendor = vendors.get(3 + 3 * i);
            double away = i % 2 == 0 ? -5.5 : 5.5;
            Payment payment = plant(add(vendor), "PEER_OUTLIER", "O" + (i + 1));
            payment.cents = Math.max(1, (long) (100 * StrictMath.exp(vendor.level + away * vendor.spread)));
        }
    }

    /** Numbers the invoices of each vendor in the order of time, and leaves out runs of them at six vendors. */
    private void number() {
        payments.sort(Comparator.comparing(payment -> payment.postedAt));
        Map<Integer, List<Payment>> byVendor = new LinkedHashMap<>();
        payments.forEach(payment -> byVendor.computeIfAbsent(payment.vendor.id, id -> new ArrayList<>()).add(payment));
        byVendor.forEach((id, invoices) -> {
            boolean gap = id >= 1001 + 40 && id < 1001 + 46;
            int next = 1 + chance.below(500);
            for (int i = 0; i < invoices.size(); i++) {
                Payment payment = invoices.get(i);
                if (gap && i == invoices.size() / 2) {
                    next += 2 + chance.below(4);
                    plant(payment, "SEQUENCE_GAP", "V" + id);
                    plant(invoices.get(i - 1), "SEQUENCE_GAP", "V" + id);
                }
                payment.documentNo = String.format(Locale.ROOT, "INV-%d-%06d", id, next++);
            }
        });
    }

    private void exactDuplicates(int count) {
        for (int i = 0; i < count; i++) {
            Payment second = again(unplanted(), 5 + chance.below(36), "EXACT_DUPLICATE", "D" + (i + 1));
            second.documentNo = i % 3 == 0 ? second.documentNo.toLowerCase(Locale.ROOT).replace('-', ' ')
                    : second.documentNo;
        }
    }

    private void nearDuplicates(int count) {
        for (int i = 0; i < count; i++) {
            Payment second = again(unplanted(), 1 + chance.below(3), "NEAR_DUPLICATE", "N" + (i + 1));
            String number = second.documentNo;
            second.documentNo = switch (i % 3) {
                case 0 -> number + "A";
                case 1 -> number.substring(0, 9) + "O" + number.substring(10);
                default -> number + "-1";
            };
        }
    }

    /** The same invoice paid once more, days later and by others. */
    private Payment again(Payment first, int days, String scheme, String group) {
        Payment second = add(first.vendor);
        second.cents = first.cents;
        second.account = first.account;
        second.description = first.description;
        second.documentNo = first.documentNo;
        second.postedAt = officeHours(first.postedAt.toLocalDate().plusDays(days));
        plant(first, scheme, group);
        return plant(second, scheme, group);
    }

    /** An ordinary payment of some size, early enough in its week and year to be paid again within days. */
    private Payment unplanted() {
        while (true) {
            Payment payment = payments.get(chance.below(payments.size()));
            boolean early = payment.postedAt.getMonthValue() < 11
                    && payment.postedAt.getDayOfWeek().compareTo(DayOfWeek.TUESDAY) <= 0;
            if (payment.plants.isEmpty() && early && payment.cents > 50_000 && !payment.description.equals("Rent")) {
                return payment;
            }
        }
    }

    private Vendor anyVendor() {
        return vendors.get(chance.below(vendors.size()));
    }

    /** A time of a working day from 08:00 to 17:59, the day itself or the Friday before. */
    private LocalDateTime officeHours(LocalDate day) {
        int weekend = Math.max(0, day.getDayOfWeek().getValue() - 5);
        LocalDate working = day.minusDays(weekend);
        if (working.getYear() < YEAR) {
            working = LocalDate.of(YEAR, 1, 2);
        }
        return working.atTime(8 + chance.below(10), chance.below(60), chance.below(60));
    }

    private static Payment plant(Payment payment, String scheme, String group) {
        payment.plants.add(scheme + "," + group);
        return payment;
    }

    private void write(Path folder) throws IOException {
        try (Writer ledger = Files.newBufferedWriter(folder.resolve("ledger.csv"), StandardCharsets.UTF_8);
                Writer truth = Files.newBufferedWriter(folder.resolve("truth.csv"), StandardCharsets.UTF_8)) {
            ledger.write("document_no,posted_at,vendor_id,vendor_name,account,amount,currency,description,created_by,"
                    + "approved_by\n");
            truth.write("row,scheme,group\n");
            int row = 0;
            for (Payment payment : payments) {
                row++;
                ledger.write(payment.line());
                for (String plant : payment.plants) {
                    truth.write(row + "," + plant + "\n");
                }
            }
        }
        long total = payments.stream().mapToLong(payment -> payment.cents).sum();
        Files.writeString(folder.resolve("totals.json"), "{\"rows\":" + payments.size() + ",\"debits\":\""
                + BigDecimal.valueOf(total, 2) + "\",\"credits\":\"0.00\"}\n");
        System.out.println(payments.size() + " payments, " + payments.stream().filter(p -> !p.plants.isEmpty()).count()
                + " of them in planted schemes: " + folder.resolve("ledger.csv"));
    }

    /** Whom the institution pays; amounts are lognormal around a level. */
    private record Vendor(int id, String name, double level, double spread) {}

    /** One payment. */
    private static final class Payment {

        private Vendor vendor;
        private LocalDateTime postedAt;
        private long cents;
        private int account;
        private String documentNo = "";
        private String description;
        private String createdBy;
        private String approvedBy;
        private final List<String> plants = new ArrayList<>();

        private String line() {
            return documentNo + "," + postedAt.toLocalDate() + String.format(Locale.ROOT, " %02d:%02d:%02d",
                    postedAt.getHour(), postedAt.getMinute(), postedAt.getSecond()) + ",V" + vendor.id + ","
                    + vendor.name + "," + account + "," + BigDecimal.valueOf(cents, 2) + ",EUR," + description + ","
                    + createdBy + "," + approvedBy + "\n";
        }
    }

    /** SplitMix64 (Steele, Lea, Flood 2014): a small generator whose numbers are the same everywhere. */
    private static final class Chance {

        private long state;

        private Chance(long seed) {
            this.state = seed;
        }

        private long next() {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            return z ^ z >>> 31;
        }

        private int below(int bound) {
            return (int) Long.remainderUnsigned(next(), bound);
        }

        private double real() {
            return (next() >>> 11) * 0x1.0p-53;
        }

        private double normal() {
            return StrictMath.sqrt(-2 * StrictMath.log(1 - real())) * StrictMath.cos(2 * StrictMath.PI * real());
        }
    }
}
