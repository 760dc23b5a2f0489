package com.nexusplatform.procedure.payments;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.matching.PartyKey;

/** The parties of a dataset, a row each, by what they can be told by; keys are made once for each distinct text. */
final class PartyFile {

    private final ColumnarLedger ledger;
    private final Map<PartyKey, Field> fields = new EnumMap<>(PartyKey.class);
    private final Map<PartyKey, String[]> keys = new EnumMap<>(PartyKey.class);

    private PartyFile(ColumnarLedger ledger, Map<PartyKey, List<Field>> candidates) {
        this.ledger = ledger;
        candidates.forEach((key, columns) -> columns.stream()
            .filter(ledger::has)
            .findFirst()
            .ifPresent(field -> fields.put(key, field)));
        fields.forEach((key, field) -> keys.put(key, keys(key, ledger.dictionary(field))));
    }

    /** A master of vendors or employees. */
    static PartyFile master(ColumnarLedger master) {
        return new PartyFile(master, Map.of(PartyKey.NAME, List.of(Field.NAME, Field.COUNTERPARTY_NAME),
                PartyKey.ADDRESS, List.of(Field.ADDRESS), PartyKey.BANK_ACCOUNT, List.of(Field.BANK_ACCOUNT),
                PartyKey.TAX_ID, List.of(Field.TAX_ID), PartyKey.PHONE, List.of(Field.PHONE)));
    }

    /** The counterparties of payments. */
    static PartyFile payments(ColumnarLedger payments) {
        return new PartyFile(payments, Map.of(PartyKey.NAME, List.of(Field.COUNTERPARTY_NAME), PartyKey.BANK_ACCOUNT,
                List.of(Field.BANK_ACCOUNT)));
    }

    private static String[] keys(PartyKey key, Dictionary texts) {
        String[] keys = new String[texts.size() + 1];
        for (int code = 0; code < keys.length; code++) {
            keys[code] = key.of(texts.text(code));
        }
        return keys;
    }

    /** Whether parties can be told by a key. */
    boolean has(PartyKey key) {
        return fields.containsKey(key);
    }

    /** Number of rows. */
    int rows() {
        return ledger.rows();
    }

    /** The normal key of every code of a column. */
    String[] keys(PartyKey key) {
        return keys.getOrDefault(key, new String[0]);
    }

    /** The codes of a column, one a row. */
    int[] codes(PartyKey key) {
        Field field = fields.get(key);
        return field == null ? new int[0] : ledger.codes(field);
    }
}
