package com.nexusplatform.procedure.laundering;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** Transfers written down row by row for tests. */
final class TransferRows {

    private static final long MICROS_A_SECOND = 1_000_000L;

    private final List<Row> rows = new ArrayList<>();

    /** Adds a transfer in dollars; the moment as {@code 2025-03-03T10:00}, or a date alone, meaning midnight. */
    TransferRows add(String from, String to, long cents, String at) {
        return add(from, to, cents, at, "wire", "USD");
    }

    /** Adds a transfer of a type in a currency. */
    TransferRows add(String from, String to, long minorUnits, String at, String type, String currency) {
        LocalDateTime moment = LocalDateTime.parse(at.length() == 10 ? at + "T00:00" : at);
        rows.add(new Row(from, to, minorUnits, moment.toEpochSecond(ZoneOffset.UTC) * MICROS_A_SECOND, type, currency));
        return this;
    }

    /** The same rows in another order. */
    TransferRows shuffled(long seed) {
        TransferRows other = new TransferRows();
        other.rows.addAll(rows);
        Collections.shuffle(other.rows, new Random(seed));
        return other;
    }

    /** Transfers of about equal amounts among few accounts within some days, drawn at random. */
    static TransferRows drawn(long seed, int transfers, int accounts) {
        Random random = new Random(seed);
        TransferRows drawn = new TransferRows();
        for (int i = 0; i < transfers; i++) {
            drawn.add("A" + random.nextInt(accounts), "A" + random.nextInt(accounts), 80_00 + random.nextInt(40_00),
                    "2025-03-%02dT%02d:%02d".formatted(1 + random.nextInt(5), random.nextInt(24), random.nextInt(60)));
        }
        return drawn;
    }

    /** Transfers of a few amounts among few accounts on three days without a time of day: many of them of one moment. */
    static TransferRows drawnOfFewMoments(long seed, int transfers, int accounts) {
        Random random = new Random(seed);
        TransferRows drawn = new TransferRows();
        for (int i = 0; i < transfers; i++) {
            drawn.add("A" + random.nextInt(accounts), "A" + random.nextInt(accounts), 80_00 + random.nextInt(8) * 5_00,
                    "2025-03-%02d".formatted(3 + random.nextInt(3)));
        }
        return drawn;
    }

    /** Account that is paid by a row of a positive amount. */
    String payee(int rowNumber) {
        return rows.get(rowNumber - 1).to();
    }

    /** What a row holds, whatever its place. */
    String content(int rowNumber) {
        return rows.get(rowNumber - 1).toString();
    }

    /** The ledger, with times of day. */
    ColumnarLedger ledger() {
        return ledger(true);
    }

    /** The ledger; with dates alone where its moments have no time of day. */
    ColumnarLedger ledger(boolean timed) {
        return columns(timed).build();
    }

    /** The ledger, with times of day of a zone; the moments of the rows are those of UTC. */
    ColumnarLedger ledger(ZoneId zone) {
        return columns(true).zone(zone).build();
    }

    private ColumnarLedger.Builder columns(boolean timed) {
        return ColumnarLedger.builder(rows.size())
            .currency("USD")
            .amounts(rows.stream().mapToLong(Row::amount).toArray())
            .instants(Field.POSTED_AT, rows.stream().mapToLong(Row::micros).toArray(), timed)
            .text(Field.ACCOUNT, rows.stream().map(Row::from).toArray(String[]::new))
            .text(Field.COUNTER_ACCOUNT, rows.stream().map(Row::to).toArray(String[]::new))
            .text(Field.TYPE, rows.stream().map(Row::type).toArray(String[]::new))
            .text(Field.CURRENCY, rows.stream().map(Row::currency).toArray(String[]::new));
    }

    private record Row(String from, String to, long amount, long micros, String type, String currency) {}
}
