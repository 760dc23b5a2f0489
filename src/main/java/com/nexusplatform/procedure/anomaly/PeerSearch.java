package com.nexusplatform.procedure.anomaly;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Watch;

/** Looks through the groups of a ledger for amounts that stand out, currency by currency, and keeps the tally of what was judged. */
final class PeerSearch {

    private final long[] amounts;
    private final int @Nullable [] codes;
    private final int groups;
    private final RowCurrencies currencies;
    private final OutlierRule rule;
    private final Watch watch;

    private int[] rows = new int[256];
    private LogSpread[] spreads = new LogSpread[256];
    private int found;

    int judgedGroups;
    int silentGroups;
    int smallGroups;
    long judgedRows;
    long silentRows;
    long smallRows;

    PeerSearch(long[] amounts, int @Nullable [] codes, int groups, RowCurrencies currencies, OutlierRule rule,
            Watch watch) {
        this.amounts = amounts;
        this.codes = codes;
        this.groups = groups;
        this.currencies = currencies;
        this.rule = rule;
        this.watch = watch;
        for (int currency = 0; currency < currencies.codes().size(); currency++) {
            search(currency);
        }
    }

    /** Number of amounts that stand out. */
    int found() {
        return found;
    }

    /** Index of the row that stands out at a place; rows ascend within a currency. */
    int row(int place) {
        return rows[place];
    }

    /** Spread of that row's group. */
    LogSpread spread(int place) {
        return spreads[place];
    }

    private void search(int currency) {
        PeerGroups peers = PeerGroups.of(amounts, codes, groups, currencies, currency, watch);
        @Nullable
        LogSpread[] judged = new LogSpread[groups + 1];
        long[] lowest = new long[groups + 1];
        long[] highest = new long[groups + 1];
        Arrays.fill(highest, Long.MAX_VALUE);
        for (int group = 1; group <= groups; group++) {
            LogSpread spread = judged(peers, group);
            if (spread != null) {
                lowest[group] = lastLow(peers, group, spread);
                highest[group] = firstHigh(peers, group, spread);
                judged[group] = spread;
            }
        }
        watch.at(0.8);
        for (int i = 0; i < amounts.length; i++) {
            if (PeerGroups.belongs(amounts[i], codes, i)) {
                int group = codes == null ? 1 : codes[i];
                if ((amounts[i] <= lowest[group] || amounts[i] >= highest[group]) && currencies.at(i) == currency) {
                    LogSpread spread = judged[group];
                    if (spread != null) {
                        keep(i, spread);
                    }
                }
            }
        }
    }

    /** The spread of a group that can be judged; counts the group either way. */
    private @Nullable LogSpread judged(PeerGroups peers, int group) {
        int size = peers.size(group);
        if (size < rule.minimumGroup()) {
            smallGroups += size == 0 ? 0 : 1;
            smallRows += size;
            return null;
        }
        LogSpread spread = peers.spread(group);
        if (!spread.speaks()) {
            silentGroups++;
            silentRows += size;
            return null;
        }
        judgedGroups++;
        judgedRows += size;
        return spread;
    }

    /** Greatest amount that stands out below, or 0. */
    private long lastLow(PeerGroups peers, int group, LogSpread spread) {
        int low = peers.first(group);
        int high = low + peers.size(group);
        if (!rule.low() || !below(spread, peers.amount(low))) {
            return 0;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (below(spread, peers.amount(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return peers.amount(low);
    }

    /** Least amount that stands out above, or the greatest number there is. */
    private long firstHigh(PeerGroups peers, int group, LogSpread spread) {
        int low = peers.first(group) - 1;
        int high = low + peers.size(group);
        if (!rule.high() || !above(spread, peers.amount(high))) {
            return Long.MAX_VALUE;
        }
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (above(spread, peers.amount(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return peers.amount(high);
    }

    private boolean below(LogSpread spread, long amount) {
        return spread.modifiedZ(amount) < 0 && rule.selects(spread, amount);
    }

    private boolean above(LogSpread spread, long amount) {
        return spread.modifiedZ(amount) > 0 && rule.selects(spread, amount);
    }

    private void keep(int index, LogSpread spread) {
        if (found == rows.length) {
            rows = Arrays.copyOf(rows, found * 2);
            spreads = Arrays.copyOf(spreads, found * 2);
        }
        rows[found] = index;
        spreads[found++] = spread;
    }
}
