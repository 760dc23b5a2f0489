package com.nexusplatform.procedure.anomaly;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;

/** The column whose equal values are peers; none for one group of all rows. */
final class PeerColumn {

    private static final List<Field> COUNTERPARTY = List.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME);

    private static final Map<String, List<Field>> CHOICES = Map.of("counterparty", COUNTERPARTY, "account",
            List.of(Field.ACCOUNT), "type", List.of(Field.TYPE), "createdBy", List.of(Field.CREATED_BY), "auto",
            List.of(Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.ACCOUNT, Field.TYPE, Field.CREATED_BY));

    private final ColumnarLedger ledger;
    private final String choice;
    private final @Nullable Field field;

    private PeerColumn(ColumnarLedger ledger, String choice, @Nullable Field field) {
        this.ledger = ledger;
        this.choice = choice;
        this.field = field;
    }

    /** The column that a value of the parameter names: the first of its fields that is mapped. */
    static PeerColumn of(ColumnarLedger ledger, String choice) {
        Field field = CHOICES.getOrDefault(choice, List.of()).stream().filter(ledger::has).findFirst().orElse(null);
        return new PeerColumn(ledger, choice, field);
    }

    /** Whether there is a column, or none is needed. */
    boolean mapped() {
        return field != null || choice.equals("all");
    }

    /** The column for people: its field, or the choice where there is none. */
    String label() {
        if (field != null) {
            return field.label();
        }
        return choice.equals("auto") ? "counterpartyId, counterpartyName, account, type or createdBy" : choice;
    }

    /** The words for the amounts of a group. */
    String peers() {
        return field == null ? "of the dataset" : "with the same " + field.label();
    }

    /** Group of each row; null for one group of all rows. */
    int @Nullable [] codes() {
        return field == null ? null : ledger.codes(field);
    }

    /** Greatest group. */
    int groups() {
        return field == null ? 1 : ledger.dictionary(field).size();
    }

    /**
     * What an explanation may say of a row's group: its text, unless that can be personal data, which only the records
     * themselves show.
     */
    String group(int index) {
        if (field == null) {
            return "all rows";
        }
        return field.personal() ? "the value of row " + (index + 1) : ledger.text(field, index);
    }
}
