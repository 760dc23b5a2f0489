package com.nexusplatform.procedure.laundering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.Numerals;

/** How alerts list their transfers: row, moment, amount, and parties as numbers within the alert, never as texts. */
final class Evidence {

    /** Most transfers listed in one explanation; all of them are rows of the alert. */
    static final int LISTED = 50;

    private static final long MICROS_A_SECOND = 1_000_000L;
    private static final long SECONDS_A_DAY = 86_400L;

    private final Transfers transfers;
    private final Map<Integer, Integer> numbers = new HashMap<>();

    Evidence(Transfers transfers) {
        this.transfers = transfers;
    }

    /** The first of the transfers given, each with the numbers of payer and payee in the order of their appearance. */
    List<Map<String, Object>> listed(int... ids) {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (int i = 0; i < Math.min(ids.length, LISTED); i++) {
            int id = ids[i];
            Map<String, Object> transfer = new LinkedHashMap<>();
            transfer.put("row", transfers.rows[id] + 1);
            transfer.put("at", moment(id));
            transfer.put("amount", money(transfers.amounts[id], id));
            transfer.put("from", number(transfers.payers[id]));
            transfer.put("to", number(transfers.payees[id]));
            listed.add(transfer);
        }
        return listed;
    }

    /** Number of a party within this alert, from 1; 0 for no party. */
    int number(int party) {
        return party == Parties.NONE ? 0 : numbers.computeIfAbsent(party, unseen -> numbers.size() + 1);
    }

    /** Amount in the currency of a transfer. */
    String money(long amount, int transfer) {
        return Numerals.money(amount, transfers.currency(transfer));
    }

    /** Local moment of a transfer, or its date where the source gives dates alone. */
    String moment(int transfer) {
        return moment(transfers.ledger, transfers.times[transfer], transfers.timed);
    }

    /** Local moment, or the date where the source gives dates alone. */
    static String moment(ColumnarLedger ledger, long micros, boolean timed) {
        long seconds = Math.floorDiv(micros, MICROS_A_SECOND);
        if (!timed) {
            return LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_A_DAY)).toString();
        }
        return Instant.ofEpochSecond(seconds, Math.floorMod(micros, MICROS_A_SECOND) * 1_000)
            .atZone(ledger.zone())
            .toLocalDateTime()
            .toString();
    }
}
