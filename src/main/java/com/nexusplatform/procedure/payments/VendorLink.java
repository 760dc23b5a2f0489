package com.nexusplatform.procedure.payments;

import java.util.Optional;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;

/** Which row of payments is of which vendor of a master: by the vendor's id where both have it, else by the name. */
final class VendorLink {

    /** Number of a row that names nobody. */
    static final int NOBODY = 0;

    private final String column;
    private final int[] rowCodes;
    private final int[] rowNumbers;
    private final int[] masterCodes;
    private final int[] masterNumbers;
    private final int size;

    private VendorLink(ColumnarLedger payments, Field paid, ColumnarLedger vendors, Field listed, NormalForm form) {
        column = paid.label();
        Dictionary.Builder forms = new Dictionary.Builder();
        masterCodes = vendors.codes(listed);
        masterNumbers = form.classes(vendors.dictionary(listed), forms);
        rowCodes = payments.codes(paid);
        rowNumbers = form.classes(payments.dictionary(paid), forms);
        size = forms.size();
    }

    /** The link between payments and a master, if a column of the one answers a column of the other. */
    static Optional<VendorLink> of(ColumnarLedger payments, ColumnarLedger vendors) {
        if (payments.has(Field.COUNTERPARTY_ID) && vendors.has(Field.COUNTERPARTY_ID)) {
            return Optional.of(new VendorLink(payments, Field.COUNTERPARTY_ID, vendors, Field.COUNTERPARTY_ID,
                    NormalForm.IDENTIFIER));
        }
        Field name = vendors.has(Field.NAME) ? Field.NAME : Field.COUNTERPARTY_NAME;
        return payments.has(Field.COUNTERPARTY_NAME) && vendors.has(name)
                ? Optional.of(new VendorLink(payments, Field.COUNTERPARTY_NAME, vendors, name, NormalForm.NAME))
                : Optional.empty();
    }

    /** The answer where there is no such column. */
    static Outcome refusal(String procedure) {
        return new Outcome.NotApplicable(procedure
                + " needs to know the vendor of a payment: counterpartyId in both the"
                + " payments and the vendor master, or counterpartyName in the payments and name in the master; neither"
                + " pair is mapped.", Figures.of("missing", "counterpartyId or counterpartyName"));
    }

    /** The column of the payments that names the vendor. */
    String column() {
        return column;
    }

    /** Number of the vendor paid in a row, or {@link #NOBODY}. */
    int paid(int row) {
        return rowNumbers[rowCodes[row]];
    }

    /** Number of the vendor in a row of the master, or {@link #NOBODY}. */
    int listed(int masterRow) {
        return masterNumbers[masterCodes[masterRow]];
    }

    /** Rows of the master. */
    int masterRows() {
        return masterCodes.length;
    }

    /** Highest number of a vendor. */
    int size() {
        return size;
    }
}
