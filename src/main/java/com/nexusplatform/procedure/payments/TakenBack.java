package com.nexusplatform.procedure.payments;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.nexusplatform.procedure.grouping.Key;

/**
 * The reversals of groups of equal payments. Where the groups are kept apart by day each reversal is used once: it takes back a
 * payment on its account of the latest day not after it that has one left, else of the earliest day.
 */
final class TakenBack {

    private final Payments payments;
    private final boolean sameDate;
    private final Reversals reversals;
    private final Map<Long, List<Integer>> byDay = new HashMap<>();

    private TakenBack(Payments payments, List<int[]> groups, boolean sameDate) {
        this.payments = payments;
        this.sameDate = sameDate;
        Set<Long> keys = groups.stream().map(group -> payments.paymentKey(group[0])).collect(Collectors.toSet());
        reversals = Reversals.of(payments, keys, payments::paymentKey);
        if (sameDate) {
            Map<Long, List<int[]>> days = new HashMap<>();
            groups.forEach(group -> days.computeIfAbsent(payments.paymentKey(group[0]), key -> new ArrayList<>(1))
                .add(group));
            days.values().forEach(this::use);
        }
    }

    /** The reversals of some groups, each of one day where {@code sameDate}. */
    static TakenBack of(Payments payments, List<int[]> groups, boolean sameDate) {
        return new TakenBack(payments, groups, sameDate);
    }

    /** Indices of the rows that take back payments of a group, ascending. */
    List<Integer> of(int[] group) {
        return sameDate
                ? byDay.getOrDefault(dayKey(group[0]), List.of()).stream().sorted().toList()
                : reversals.of(payments, group[0]);
    }

    private long dayKey(int row) {
        return Key.with(payments.paymentKey(row), payments.day(row));
    }

    private void use(List<int[]> days) {
        Map<Integer, List<Integer>> back = byAccount(reversals.of(payments, days.getFirst()[0]));
        if (!back.isEmpty()) {
            Map<Integer, List<Integer>> paid = byAccount(
                    days.stream().flatMapToInt(Arrays::stream).boxed().toList());
            back.forEach((account, rows) -> use(paid.getOrDefault(account, List.of()), rows));
        }
    }

    /** Rows of each account in the order of their days. */
    private Map<Integer, List<Integer>> byAccount(List<Integer> rows) {
        return rows.stream()
            .sorted(Comparator.comparingInt(payments::day))
            .collect(Collectors.groupingBy(payments::account, TreeMap::new, Collectors.toList()));
    }

    private void use(List<Integer> paid, List<Integer> back) {
        Deque<Integer> before = new ArrayDeque<>();
        int next = 0;
        for (int reversal : back) {
            while (next < paid.size() && payments.day(paid.get(next)) <= payments.day(reversal)) {
                before.push(paid.get(next++));
            }
            if (before.isEmpty() && next < paid.size()) {
                before.push(paid.get(next++));
            }
            if (!before.isEmpty()) {
                byDay.computeIfAbsent(dayKey(before.pop()), day -> new ArrayList<>(1)).add(reversal);
            }
        }
    }
}
