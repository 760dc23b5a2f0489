package com.nexusplatform.procedure;

import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;

/** The same ledger in another form: other rows, other order, other amounts or fewer columns. Texts are numbered by their first row again. */
public final class Rearranged {

    private Rearranged() {}

    /** The rows at some indices of a ledger, in their order. */
    public static ColumnarLedger rows(ColumnarLedger ledger, int... indices) {
        return built(ledger, indices, 1);
    }

    /** The first rows of a ledger. */
    public static ColumnarLedger first(ColumnarLedger ledger, int rows) {
        return rows(ledger, IntStream.range(0, rows).toArray());
    }

    /** The ledger with every amount multiplied. */
    public static ColumnarLedger scaled(ColumnarLedger ledger, long factor) {
        return built(ledger, IntStream.range(0, ledger.rows()).toArray(), factor);
    }

    /** The ledger without a column. */
    public static ColumnarLedger without(ColumnarLedger ledger, Field left) {
        return columns(ledger, left).build();
    }

    /** The ledger with further columns. */
    public static ColumnarLedger with(ColumnarLedger ledger, UnaryOperator<ColumnarLedger.Builder> further) {
        return further.apply(columns(ledger, null)).build();
    }

    private static ColumnarLedger.Builder columns(ColumnarLedger ledger, @Nullable Field left) {
        ColumnarLedger.Builder builder = ColumnarLedger.builder(ledger.rows())
            .currency(ledger.currency())
            .zone(ledger.zone());
        for (Field field : Field.values()) {
            if (field != left && ledger.has(field)) {
                switch (field.type()) {
                    case MONEY -> builder.amounts(ledger.amounts());
                    case INSTANT -> builder.instants(field, ledger.instants(field), ledger.timed(field));
                    case DATE -> builder.dates(field, ledger.days(field));
                    case TEXT -> builder.text(field, ledger.codes(field), ledger.dictionary(field));
                }
            }
        }
        return builder;
    }

    private static ColumnarLedger built(ColumnarLedger ledger, int[] indices, long factor) {
        ColumnarLedger.Builder builder = ColumnarLedger.builder(indices.length)
            .currency(ledger.currency())
            .zone(ledger.zone());
        for (Field field : Field.values()) {
            if (ledger.has(field)) {
                add(builder, ledger, field, indices, factor);
            }
        }
        return builder.build();
    }

    private static void add(ColumnarLedger.Builder builder, ColumnarLedger ledger, Field field, int[] indices,
            long factor) {
        switch (field.type()) {
            case MONEY -> builder.amounts(IntStream.of(indices).mapToLong(i -> ledger.amounts()[i] * factor).toArray());
            case INSTANT -> builder.instants(field,
                    IntStream.of(indices).mapToLong(i -> ledger.instants(field)[i]).toArray(), ledger.timed(field));
            case DATE -> builder.dates(field, IntStream.of(indices).map(i -> ledger.days(field)[i]).toArray());
            case TEXT -> {
                Dictionary.Builder dictionary = new Dictionary.Builder();
                IntUnaryOperator code = i -> dictionary.add(ledger.text(field, i));
                int[] codes = IntStream.of(indices).map(code).toArray();
                builder.text(field, codes, dictionary.build());
            }
        }
    }
}
