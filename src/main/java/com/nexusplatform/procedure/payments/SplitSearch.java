package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;

import com.nexusplatform.procedure.Parameters;

/**
 * Searches the items of each counterparty for windows of a few days in which several below a limit add up to it. One pass a
 * grade, from the items close to the limit to all of them; what a grade has taken the next leaves alone.
 */
final class SplitSearch {

    private final PaymentItems items;
    private final ApprovalLimits.Limit limit;
    private final int days;
    private final int maximumItems;
    private final long level;
    private final int[] groups;
    private final boolean[] taken;
    private int tooMany;

    SplitSearch(PaymentItems items, ApprovalLimits.Limit limit, Parameters parameters) {
        this.items = items;
        this.limit = limit;
        days = parameters.integer(PurchaseSplits.DAYS);
        maximumItems = parameters.integer(PurchaseSplits.MAXIMUM_ITEMS);
        level = limit.times(BigDecimal.ONE);
        groups = items.groupsOfSeveral(limit.currency());
        taken = new boolean[items.size()];
    }

    /** Takes what is found. */
    interface Receiver {

        /**
         * Takes one window: its items in the order of their days, and their sum in minor units at most {@link Long#MAX_VALUE}.
         */
        void found(int[] items, long sum);
    }

    /** Windows of more items than are taken for a split. */
    int tooMany() {
        return tooMany;
    }

    /** Hands over the windows of items of at least a share of the limit, in the order of the items. */
    void run(BigDecimal share, Receiver receiver) {
        long least = Math.max(1, limit.times(share));
        for (int group : groups) {
            search(group, items.groupEnd(group), least, receiver);
        }
    }

    private void search(int group, int groupEnd, long least, Receiver receiver) {
        int first = group;
        int end = group;
        int count = 0;
        long sum = 0;
        while (first < groupEnd) {
            for (; end < groupEnd && (long) items.day(end) - items.day(first) <= days; end++) {
                if (candidate(end, least)) {
                    long longer = sum + items.amount(end);
                    sum = longer < 0 ? Long.MAX_VALUE : longer; // a window that overflows has reached the limit, and is not shortened
                    count++;
                }
            }
            if (!candidate(first, least)) {
                first++;
            } else if (count > 1 && sum >= level) {
                take(new Window(first, end), least, count, sum, receiver);
                first = end;
                count = 0;
                sum = 0;
            } else {
                sum -= items.amount(first++);
                count--;
            }
        }
    }

    private void take(Window span, long least, int count, long sum, Receiver receiver) {
        int[] window = new int[Math.min(count, maximumItems)];
        int at = 0;
        for (int item = span.first; item < span.end; item++) {
            if (candidate(item, least)) {
                taken[item] = true;
                if (at < window.length) {
                    window[at++] = item;
                }
            }
        }
        if (count > maximumItems) {
            tooMany++;
        } else {
            receiver.found(window, sum);
        }
    }

    private boolean candidate(int item, long least) {
        long amount = items.amount(item);
        return amount >= least && amount < level && !taken[item];
    }

    /** Items from a first one to before an end. */
    private record Window(int first, int end) {}
}
