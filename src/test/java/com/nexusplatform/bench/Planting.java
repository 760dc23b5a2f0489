package com.nexusplatform.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static java.time.DayOfWeek.SATURDAY;

/** Plants schemes among payables. What it plants follows from how such schemes are carried out, not from how procedures look for them. */
final class Planting {

    private static final long LEAST_WORTH = 5_000;

    private final List<Payable> base;
    private final Map<String, List<Integer>> byVendor;
    private final List<List<Integer>> vendors;
    private final Set<String> vendorNumbers = new HashSet<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Set<Integer> models = new HashSet<>();
    private final long limit;
    private final Random random;
    private final int firstDay;
    private final int lastDay;

    /** Plants among rows, over a limit of approval in minor units. */
    Planting(List<Payable> base, long limit, Random random) {
        this.base = base;
        this.limit = limit;
        this.random = random;
        byVendor = PlantedPayables.byVendor(base);
        vendors = List.copyOf(byVendor.values());
        vendorNumbers.addAll(byVendor.keySet());
        firstDay = base.stream().mapToInt(Payable::day).min().orElse(0);
        lastDay = base.stream().mapToInt(Payable::day).max().orElse(0);
    }

    /** Places of the payments that planted ones repeat. */
    Set<Integer> models() {
        return models;
    }

    /** Adds rows of a scheme to a ledger, or changes rows of it, as many as asked for or a few more. */
    void plant(PlantedScheme scheme, int count, List<Payable> rows) {
        int before = taken.size() + rows.size();
        while (taken.size() + rows.size() - before < count) {
            switch (scheme) {
                case PAID_TWICE -> rows.add(paidTwice());
                case ALTERED_NUMBER -> rows.add(altered());
                case OTHER_VENDOR -> rows.add(otherVendor());
                case ROUND_GHOST -> ghost(scheme, rows);
                case SHELL_SEQUENCE -> shell(scheme, rows);
                case SPLIT -> split(rows);
                case JUST_BELOW -> rows.add(justBelow());
                case DECIMAL_SLIP -> slip(rows);
                case OVERBILLING -> overbill(rows);
                case WEEKEND_STRANGER -> stranger(scheme, rows);
            }
        }
    }

    private Payable paidTwice() {
        Payable paid = worthwhile();
        String number = switch (random.nextInt(10)) {
            case 0 -> "0" + paid.number();
            case 1 -> paid.number() + ".";
            case 2 -> paid.number().toLowerCase(Locale.ROOT) + " ";
            default -> paid.number();
        };
        return paid.again(PlantedScheme.PAID_TWICE, number, later(paid.day(), random.nextInt(5) == 0 ? 0 : 60));
    }

    private Payable altered() {
        Payable paid = worthwhile();
        StringBuilder number = new StringBuilder(paid.number());
        int place = random.nextInt(Math.max(1, number.length() - 1));
        switch (random.nextInt(4)) {
            case 0 -> number.append((char) ('A' + random.nextInt(3)));
            case 1 -> number.append("-1");
            case 2 -> number.insert(place, number.charAt(place));
            default -> {
                char first = number.charAt(place);
                char second = number.charAt(Math.min(place + 1, number.length() - 1));
                number.setCharAt(place, first == second ? (char) ('0' + random.nextInt(10)) : second);
                number.setCharAt(Math.min(place + 1, number.length() - 1), first);
            }
        }
        return paid.again(PlantedScheme.ALTERED_NUMBER, number.toString(), later(paid.day(), 45));
    }

    private Payable otherVendor() {
        Payable paid = worthwhile();
        String other = base.get(random.nextInt(base.size())).vendor();
        return other.equals(paid.vendor())
                ? otherVendor()
                : new Payable(other, later(paid.day(), 30), paid.number(), paid.cents(), PlantedScheme.OTHER_VENDOR);
    }

    private void ghost(PlantedScheme scheme, List<Payable> rows) {
        String vendor = newVendor();
        long unit = new long[]{10_000, 50_000, 100_000}[random.nextInt(3)];
        int number = 1_000 + random.nextInt(9_000);
        int day = firstDay + random.nextInt((lastDay - firstDay) / 2 + 1);
        for (int left = 6 + random.nextInt(9); left > 0 && day <= lastDay; left--) {
            long cents = Math.min(limit, 1_000_000) * (20 + random.nextInt(75)) / 100;
            rows.add(new Payable(vendor, day, Integer.toString(number), Math.max(1, cents / unit) * unit, scheme));
            number += 1 + random.nextInt(4);
            day += 8 + random.nextInt(20);
        }
    }

    private void shell(PlantedScheme scheme, List<Payable> rows) {
        String vendor = newVendor();
        String prefix = random.nextBoolean() ? "" : "IN";
        int number = 1 + random.nextInt(2_000);
        int day = firstDay + random.nextInt((lastDay - firstDay) / 2 + 1);
        double cents = 150_000 * StrictMath.exp(1.2 * random.nextDouble());
        for (int left = 5 + random.nextInt(9); left > 0 && day <= lastDay; left--) {
            rows.add(new Payable(vendor, day, prefix + number++, (long) cents, scheme));
            cents *= 1 + 0.35 * random.nextDouble();
            day += 10 + random.nextInt(25);
        }
    }

    private void split(List<Payable> rows) {
        Payable model = established();
        int parts = 2 + random.nextInt(3);
        long[] amounts = random.longs(parts, random.nextBoolean() ? limit * 17 / 20 : limit * 2 / 5, limit).toArray();
        String number = further(model.number());
        int day = model.day();
        for (int part = 0; part < parts; part++) {
            rows.add(new Payable(model.vendor(), Math.min(lastDay, day), number, amounts[part], PlantedScheme.SPLIT));
            number = further(number);
            day += random.nextInt(3) == 0 ? 1 : 0;
        }
    }

    private Payable justBelow() {
        Payable model = established();
        long cents = limit - 1 - (long) (limit * 0.05 * random.nextDouble() * random.nextDouble());
        cents = random.nextInt(3) == 0 ? cents / 100 * 100 : cents;
        return new Payable(model.vendor(), model.day(), further(model.number()), cents, PlantedScheme.JUST_BELOW);
    }

    /** Where the vendor has never sent such a bill: a slip that makes one like its others is seen from the order alone. */
    private void slip(List<Payable> rows) {
        List<Integer> own = anyVendor();
        int place = own.get(random.nextInt(own.size()));
        long cents = base.get(place).cents() * (random.nextInt(3) == 0 ? 100 : 10);
        if (own.size() >= 5 && base.get(place).cents() >= LEAST_WORTH && cents > largest(own)) {
            change(PlantedScheme.DECIMAL_SLIP, place, cents, rows);
        }
    }

    /** Two to six times the vendor's largest bill: what stays within its range is seen from prices and quantities alone. */
    private void overbill(List<Payable> rows) {
        List<Integer> own = anyVendor();
        int place = own.get(random.nextInt(own.size()));
        if (own.size() >= 8 && largest(own) >= LEAST_WORTH) {
            change(PlantedScheme.OVERBILLING, place, StrictMath.round(largest(own) * (2 + 4 * random.nextDouble())),
                    rows);
        }
    }

    /** Rows of a vendor: any one, or as often one of any payment, which is a large one more likely. */
    private List<Integer> anyVendor() {
        return random.nextBoolean()
                ? vendors.get(random.nextInt(vendors.size()))
                : byVendor.getOrDefault(base.get(random.nextInt(base.size())).vendor(), List.of());
    }

    private long largest(List<Integer> own) {
        return own.stream().mapToLong(i -> base.get(i).cents()).max().orElse(0);
    }

    private void change(PlantedScheme scheme, int place, long cents, List<Payable> rows) {
        Payable usual = base.get(place);
        if (taken.add(place)) {
            rows.set(place, new Payable(usual.vendor(), usual.day(), usual.number(), cents, scheme));
        }
    }

    private void stranger(PlantedScheme scheme, List<Payable> rows) {
        String vendor = newVendor();
        String number = Integer.toString(100 + random.nextInt(90_000));
        for (int left = 1 + random.nextInt(2); left > 0; left--) {
            int day = firstDay + random.nextInt(lastDay - firstDay - 7);
            int saturday = day + Math.floorMod(SATURDAY.getValue() - 1 - Math.floorMod(day + 3, 7), 7);
            rows.add(new Payable(vendor, saturday + random.nextInt(2), number,
                    (long) (200_000 * StrictMath.exp(1.5 * random.nextDouble())), scheme));
            number = further(number);
        }
    }

    /** A payment that it pays to make again. */
    private Payable worthwhile() {
        int place = random.nextInt(base.size());
        Payable paid = base.get(place);
        if (paid.cents() < LEAST_WORTH || paid.number().length() <= 3) {
            return worthwhile();
        }
        models.add(place);
        return paid;
    }

    /** A payment of a vendor that has several. */
    private Payable established() {
        List<Integer> own = vendors.get(random.nextInt(vendors.size()));
        return own.size() < 5 ? established() : base.get(own.get(random.nextInt(own.size())));
    }

    private int later(int day, int most) {
        return Math.min(lastDay, most == 0 ? day : day + 1 + random.nextInt(most));
    }

    /** A number of the same make that comes a little later. */
    private String further(String number) {
        int end = number.length();
        while (end > 0 && !Character.isDigit(number.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && end - start < 9 && Character.isDigit(number.charAt(start - 1))) {
            start--;
        }
        if (start == end) {
            return number + (1 + random.nextInt(9));
        }
        String next = Long.toString(Long.parseLong(number.substring(start, end)) + 1 + random.nextInt(30));
        return number.substring(0, start) + "0".repeat(Math.max(0, end - start - next.length())) + next
                + number.substring(end);
    }

    private String newVendor() {
        String vendor = base.get(random.nextInt(base.size())).vendor();
        while (!vendorNumbers.add(vendor)) {
            vendor = further(vendor);
        }
        return vendor;
    }
}
