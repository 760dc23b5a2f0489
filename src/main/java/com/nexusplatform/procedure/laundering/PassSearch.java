package com.nexusplatform.procedure.laundering;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Matches what an account is paid with what it pays soon after: one with one, the nearest amount first; then one with several,
 * several with one, and several with several of a window, in the order of time. No transfer is matched twice on one side.
 */
final class PassSearch {

    private final Transfers transfers;
    private final PassRule rule;
    private final Ties ties;
    private final long window;
    private int[] ins = new int[0];
    private int[] outs = new int[0];
    private long[] inTimes = new long[0];
    private long[] outTimes = new long[0];
    private long[] inAmounts = new long[0];
    private long[] outAmounts = new long[0];
    private boolean[] inUsed = new boolean[0];
    private boolean[] outUsed = new boolean[0];
    private boolean[] inEnded = new boolean[0]; // by the bound
    private int[] open = new int[0];
    private @Nullable WindowAmounts amounts; // of what goes out, once it is asked for
    private boolean met;

    int boundedTransfers;
    int withoutWindows;

    PassSearch(Transfers transfers, PassRule rule) {
        this.transfers = transfers;
        this.rule = rule;
        ties = new Ties(transfers);
        window = rule.window();
    }

    /** Hears of money passed on. */
    interface Receiver {

        /**
         * Takes it.
         *
         * @param ins        what comes in, in the order of time
         * @param outs       what goes out
         * @param candidates payments of the account in the window of the first
         * @param alike      payments of the account outside that window that would pass on one transfer in as well
         */
        void take(int[] ins, int[] outs, int candidates, int alike);
    }

    /** Matches the transfers of one party, given in the order of time; those of one moment are put in another order. */
    void search(int[] incoming, int[] outgoing, Receiver receiver) {
        ins = incoming;
        outs = outgoing;
        inTimes = picked(transfers.times, ins);
        outTimes = picked(transfers.times, outs);
        if (apart()) {
            return;
        }
        ties.order(ins, true);
        ties.order(outs, false);
        inAmounts = picked(transfers.amounts, ins);
        outAmounts = picked(transfers.amounts, outs);
        amounts = null;
        inUsed = new boolean[ins.length];
        outUsed = new boolean[outs.length];
        inEnded = new boolean[ins.length];
        singles(receiver);
        oneToSeveral(receiver);
        severalToOne(receiver);
        windows(receiver);
        for (boolean ended : inEnded) {
            boundedTransfers += ended ? 1 : 0;
        }
    }

    /** Whether no payment follows anything that comes in within the window, as is usual of accounts with few transfers. */
    private boolean apart() {
        int o = 0;
        for (long in : inTimes) {
            while (o < outTimes.length && outTimes[o] < in) {
                o++;
            }
            if (o == outTimes.length) {
                return true;
            }
            if (follows(in, outTimes[o])) {
                return false;
            }
        }
        return true;
    }

    private void singles(Receiver receiver) {
        int from = 0;
        int free = 0; // no payment between from and here is left
        for (int i = 0; i < ins.length; i++) {
            from = firstOut(from, inTimes[i]);
            free = Math.max(free, from);
            while (free < outs.length && outUsed[free]) {
                free++;
            }
            long amount = inAmounts[i];
            long least = rule.least(amount);
            int best = -1;
            met = false;
            for (int o = free; o < outs.length && follows(inTimes[i], outTimes[o]) && within(o - free); o++) {
                long out = outAmounts[o];
                boolean fits = !outUsed[o] && out <= amount && out >= least;
                if (fits && (best < 0 || out > outAmounts[best])) {
                    best = o;
                }
            }
            inEnded[i] = met;
            if (best >= 0) {
                inUsed[i] = true;
                outUsed[best] = true;
                int candidates = candidates(from, i);
                receiver.take(new int[]{ins[i]}, new int[]{outs[best]}, candidates,
                        alike(least, amount, from, from + candidates));
            }
        }
    }

    /** One transfer in, paid on in parts: the open ones that follow, as long as they do not exceed it. */
    private void oneToSeveral(Receiver receiver) {
        int from = 0;
        for (int i = 0; i < ins.length; i++) {
            from = firstOut(from, inTimes[i]);
            if (!inUsed[i]) {
                long left = inAmounts[i];
                int number = 0;
                open = new int[0];
                met = false;
                for (int o = from; o < outs.length && follows(inTimes[i], outTimes[o])
                        && (outUsed[o] || outAmounts[o] <= left) && within(o - from); o++) {
                    if (!outUsed[o]) {
                        left -= outAmounts[o];
                        number = push(number, o);
                    }
                }
                inEnded[i] |= met;
                if (number > 1 && inAmounts[i] - left >= rule.least(inAmounts[i])) {
                    inUsed[i] = true;
                    receiver.take(new int[]{ins[i]}, use(outs, outUsed, number), candidates(from, i), 0);
                }
            }
        }
    }

    /** Parts gathered and paid on in one: the open ones before, back until they reach it. */
    private void severalToOne(Receiver receiver) {
        int to = 0;
        for (int o = 0; o < outs.length; o++) {
            while (to < ins.length && inTimes[to] <= outTimes[o]) {
                to++;
            }
            if (!outUsed[o]) {
                long amount = outAmounts[o];
                long sum = 0;
                int number = 0;
                open = new int[0];
                met = false;
                for (int i = to - 1; i >= 0 && sum < amount && follows(inTimes[i], outTimes[o])
                        && within(to - 1 - i); i--) {
                    if (!inUsed[i]) {
                        sum = Sums.plus(sum, inAmounts[i]);
                        number = push(number, i);
                    }
                }
                boundedTransfers += met ? 1 : 0;
                if (number > 1 && amount <= sum && sum < Long.MAX_VALUE && amount >= rule.least(sum)) {
                    outUsed[o] = true;
                    int[] gathered = use(ins, inUsed, number);
                    int first = open[0];
                    receiver.take(gathered, new int[]{outs[o]}, candidates(firstOut(0, inTimes[first]), first), 0);
                }
            }
        }
    }

    /**
     * All open ones of a window from an open one that comes in, where what goes out passes on what came in, and never more of it
     * than has come in by then; two pointers each.
     */
    private void windows(Receiver receiver) {
        if (Sums.of(inAmounts) == Long.MAX_VALUE || Sums.of(outAmounts) == Long.MAX_VALUE) {
            withoutWindows++;
            return;
        }
        OpenSum in = new OpenSum(inAmounts, inUsed);
        OpenSum out = new OpenSum(outAmounts, outUsed);
        Leads leads = leads();
        int inEnd = 0;
        int from = 0;
        int outEnd = 0;
        for (int i = 0; i < ins.length; i++) {
            for (; inEnd < ins.length && follows(inTimes[i], inTimes[inEnd]); inEnd++) {
                in.add(inEnd);
            }
            for (; outEnd < outs.length && follows(inTimes[i], outTimes[outEnd]); outEnd++) {
                out.add(outEnd);
                leads.add(outEnd);
            }
            for (; from < outEnd && outTimes[from] < inTimes[i]; from++) {
                out.remove(from);
            }
            // what is collected is used up, so that none is collected twice
            if (!inUsed[i] && in.number > 1 && out.number > 1 && out.sum <= in.sum && out.sum >= rule.least(in.sum)
                    && !leads.any(i, from)) {
                window(receiver, i, inEnd, from, outEnd);
                in.clear();
                out.clear();
            }
            in.remove(i);
        }
    }

    /** What of the open payments goes out before as much has come in. */
    private Leads leads() {
        long[] inSums = openSums(inAmounts, inUsed);
        long[] outSums = openSums(outAmounts, outUsed);
        int[] before = new int[outs.length];
        int in = 0;
        for (int o = 0; o < before.length; o++) {
            while (in < ins.length && inTimes[in] <= outTimes[o]) {
                in++;
            }
            before[o] = in;
        }
        return new Leads(inSums, outSums, before);
    }

    /** Sums of what is open before each place. */
    private static long[] openSums(long[] amounts, boolean[] used) {
        long[] sums = new long[amounts.length + 1];
        for (int place = 0; place < amounts.length; place++) {
            sums[place + 1] = sums[place] + (used[place] ? 0 : amounts[place]);
        }
        return sums;
    }

    private void window(Receiver receiver, int i, int inEnd, int from, int outEnd) {
        int[] paid = use(outs, outUsed, open(outUsed, from, outEnd));
        receiver.take(use(ins, inUsed, open(inUsed, i, inEnd)), paid, candidates(from, i), 0);
    }

    /** Number and sum of what is open between two pointers. */
    private static final class OpenSum {

        private final long[] amounts;
        private final boolean[] used;
        private long sum;
        private int number;

        OpenSum(long[] amounts, boolean[] used) {
            this.amounts = amounts;
            this.used = used;
        }

        private void add(int place) {
            sum += used[place] ? 0 : amounts[place];
            number += used[place] ? 0 : 1;
        }

        private void remove(int place) {
            sum -= used[place] ? 0 : amounts[place];
            number -= used[place] ? 0 : 1;
        }

        private void clear() {
            sum = 0;
            number = 0;
        }
    }

    /** Opens the places between two that are not used, and answers with their number. */
    private int open(boolean[] used, int from, int to) {
        int number = 0;
        open = new int[0];
        for (int place = from; place < to; place++) {
            number = used[place] ? number : push(number, place);
        }
        return number;
    }

    private static long[] picked(long[] values, int[] ids) {
        long[] picked = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            picked[i] = values[ids[i]];
        }
        return picked;
    }

    private int push(int number, int index) {
        if (number == open.length) {
            open = Arrays.copyOf(open, Math.max(8, number * 2));
        }
        open[number] = index;
        return number + 1;
    }

    /** Marks the open places as used and answers with their transfers, in the order of time. */
    private int[] use(int[] ids, boolean[] used, int number) {
        int[] taken = new int[number];
        Arrays.sort(open, 0, number);
        for (int i = 0; i < number; i++) {
            used[open[i]] = true;
            taken[i] = ids[open[i]];
        }
        return taken;
    }

    /** How many payments from least to most the account makes outside a window, which never begins before the one asked about last. */
    private int alike(long least, long most, int from, int to) {
        if (amounts == null) {
            amounts = new WindowAmounts(outAmounts);
        }
        amounts.slide(from, to);
        return amounts.outside(least, most);
    }

    /** How many payments are in the window of what comes in at a place. */
    private int candidates(int from, int in) {
        return firstOut(from, inTimes[in] + window) - from;
    }

    /** First payment, from a place on, that is not earlier than a moment. */
    private int firstOut(int from, long moment) {
        int low = from;
        int high = outs.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (outTimes[middle] < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean follows(long earlier, long later) {
        return later - earlier < window;
    }

    private boolean within(int looked) {
        met = looked >= rule.looks();
        return !met;
    }
}
