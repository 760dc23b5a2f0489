package com.nexusplatform.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/**
 * Payables with schemes planted in them, the same for the same seed: 0.3 to 0.9 % of the rows. Rows are in the order of their
 * days, ties shuffled, so that neither place nor number tells a planted one.
 *
 * @param rows  all of them
 * @param limit limit of approval of the company, in whole units
 */
record PlantedPayables(List<Payable> rows, int limit) {

    private static final int[] LIMITS = {2_500, 5_000, 10_000, 25_000};

    /** Plants every scheme. */
    static PlantedPayables of(List<Payable> base, long seed) {
        Random random = new Random(seed * 104_729 + 13);
        int limit = LIMITS[random.nextInt(LIMITS.length)];
        double prevalence = 0.003 + 0.006 * random.nextDouble();
        int each = Math.max(12, (int) (prevalence * base.size() / PlantedScheme.values().length));
        List<Payable> rows = new ArrayList<>(base);
        Planting planting = new Planting(base, limit * 100L, random);
        for (PlantedScheme scheme : PlantedScheme.values()) {
            planting.plant(scheme, each, rows);
        }
        planting.models().forEach(place -> rows.set(place, rows.get(place).asModel()));
        Collections.shuffle(rows, random);
        rows.sort((one, other) -> Integer.compare(one.day(), other.day()));
        return new PlantedPayables(List.copyOf(rows), limit);
    }

    /** The ledger that an examiner gets: vendor, date, number and amount, nothing of what was planted. */
    ColumnarLedger ledger() {
        long[] micros = rows.stream().mapToLong(row -> row.day() * 86_400_000_000L).toArray();
        return ColumnarLedger.builder(rows.size())
            .currency("USD")
            .amounts(rows.stream().mapToLong(Payable::cents).toArray())
            .instants(Field.POSTED_AT, micros, false)
            .text(Field.COUNTERPARTY_ID, rows.stream().map(Payable::vendor).toArray(String[]::new))
            .text(Field.DOCUMENT_NO, rows.stream().map(Payable::number).toArray(String[]::new))
            .build();
    }

    /** Whether each row is an ordinary payment that a planted one repeats. */
    boolean[] models() {
        boolean[] models = new boolean[rows.size()];
        for (int i = 0; i < models.length; i++) {
            models[i] = rows.get(i).model();
        }
        return models;
    }

    /** Indices of the rows by vendor. */
    static Map<String, List<Integer>> byVendor(List<Payable> rows) {
        return IntStream.range(0, rows.size())
            .boxed()
            .collect(Collectors.groupingBy(i -> rows.get(i).vendor(), TreeMap::new, Collectors.toList()));
    }
}
