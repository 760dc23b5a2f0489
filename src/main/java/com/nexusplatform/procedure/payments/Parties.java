package com.nexusplatform.procedure.payments;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;

/** Who was paid in each row as a small number, equal where the id in its normal form, or else the name, is. */
final class Parties {

    /** Number of a row that names nobody. */
    static final int NOBODY = 0;

    /** How statistics call the payments of rows that name nobody. */
    static final String UNNAMED = "paymentsWithoutCounterparty";

    private final int @Nullable [] ids;
    private final int[] idClasses;
    private final int @Nullable [] names;
    private final int[] nameClasses;
    private final int size;

    private Parties(ColumnarLedger ledger) {
        Dictionary.Builder idForms = new Dictionary.Builder();
        Dictionary.Builder nameForms = new Dictionary.Builder();
        ids = optional(ledger, Field.COUNTERPARTY_ID);
        names = optional(ledger, Field.COUNTERPARTY_NAME);
        idClasses = ids == null
                ? new int[1]
                : NormalForm.IDENTIFIER.classes(ledger.dictionary(Field.COUNTERPARTY_ID), idForms);
        nameClasses = names == null
                ? new int[1]
                : NormalForm.NAME.classes(ledger.dictionary(Field.COUNTERPARTY_NAME), nameForms);
        for (int code = 1; code < nameClasses.length; code++) {
            nameClasses[code] += nameClasses[code] == 0 ? 0 : idForms.size();
        }
        size = idForms.size() + nameForms.size();
    }

    /** The counterparties of a ledger; everybody is nobody where no column names them. */
    static Parties of(ColumnarLedger ledger) {
        return new Parties(ledger);
    }

    /** Why nobody can be told from anybody, if so. */
    static Optional<Outcome> refusal(ColumnarLedger ledger) {
        if (ledger.has(Field.COUNTERPARTY_ID) || ledger.has(Field.COUNTERPARTY_NAME)) {
            return Optional.empty();
        }
        return Optional.of(new Outcome.NotApplicable(
                "Neither counterpartyId nor counterpartyName is mapped; one of them is needed to say who was paid.",
                Figures.of("missing", "counterpartyId or counterpartyName")));
    }

    /** Number of the counterparty of a row, or {@link #NOBODY}. */
    int at(int row) {
        int party = ids == null ? NOBODY : idClasses[ids[row]];
        return party == NOBODY && names != null ? nameClasses[names[row]] : party;
    }

    /** Positive amounts in rows that name nobody: payments that no comparison of counterparties can judge. */
    int unnamed(long[] amounts) {
        int unnamed = 0;
        for (int row = 0; row < amounts.length; row++) {
            unnamed += amounts[row] > 0 && at(row) == NOBODY ? 1 : 0;
        }
        return unnamed;
    }

    /** Highest number of a counterparty. */
    int size() {
        return size;
    }

    private static int @Nullable [] optional(ColumnarLedger ledger, Field field) {
        return ledger.has(field) ? ledger.codes(field) : null;
    }
}
