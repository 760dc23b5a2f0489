package com.nexusplatform.procedure.payments;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;

/**
 * Which row of payments is of which vendor of a master: by the vendor's id where both have the column and the row an id, else by
 * the name. A name that the master has for one id alone stands for that id; one that it has for several is a number of its own,
 * of which all these rows are.
 */
final class VendorLink {

    /** Number of a row that names nobody. */
    static final int NOBODY = 0;

    /** How statistics call the payments that no column links to a vendor. */
    static final String NOT_LINKED = "paymentsNotLinked";

    private final Column first;
    private final @Nullable Column second;

    private VendorLink(Column first, @Nullable Column second) {
        this.first = first;
        this.second = second;
    }

    /** The link between payments and a master, if a column of the one answers a column of the other. */
    static Optional<VendorLink> of(ColumnarLedger payments, ColumnarLedger vendors) {
        Optional<Column> ids = Column.of(payments, Field.COUNTERPARTY_ID, vendors, Field.COUNTERPARTY_ID,
                NormalForm.IDENTIFIER);
        Field name = vendors.has(Field.NAME) ? Field.NAME : Field.COUNTERPARTY_NAME;
        Optional<Column> names = Column.of(payments, Field.COUNTERPARTY_NAME, vendors, name, NormalForm.NAME);
        if (ids.isEmpty()) {
            return names.map(column -> new VendorLink(column, null));
        }
        return Optional.of(new VendorLink(ids.get(), names.map(column -> column.after(ids.get())).orElse(null)));
    }

    /** The answer where there is no such column. */
    static Outcome refusal(String procedure) {
        return new Outcome.NotApplicable(procedure
                + " needs to know the vendor of a payment: counterpartyId in both the"
                + " payments and the vendor master, or counterpartyName in the payments and name in the master; neither"
                + " pair is mapped.", Figures.of("missing", "counterpartyId or counterpartyName"));
    }

    /** The columns of the payments that name the vendor, in words. */
    String columns() {
        return second == null ? first.label : first.label + ", else " + second.label;
    }

    /** The column of the payments that names the vendor of a row. */
    String column(int row) {
        return second == null || first.paid(row) != NOBODY ? first.label : second.label;
    }

    /** Number of the vendor paid in a row, or {@link #NOBODY}. */
    int paid(int row) {
        int vendor = first.paid(row);
        return vendor == NOBODY && second != null ? second.paid(row) : vendor;
    }

    /** Number of the vendor in a row of the master by the first of the columns, or {@link #NOBODY}. */
    int listed(int masterRow) {
        return first.listed(masterRow);
    }

    /** Number of a name that the row of the master shares with another vendor, or is alone known by; else {@link #NOBODY}. */
    int alsoListed(int masterRow) {
        int named = second == null ? NOBODY : second.listed(masterRow);
        return named == first.listed(masterRow) ? NOBODY : named;
    }

    /** Rows of the master. */
    int masterRows() {
        return first.masterCodes.length;
    }

    /** Highest number of a vendor. */
    int size() {
        return second == null ? first.size : first.size + second.size;
    }

    /** A column of the payments and the one of the master that answers it, each with a number for every text. */
    private record Column(String label, int[] rowCodes, int[] rowNumbers, int[] masterCodes, int[] masterNumbers,
            int size) {

        static Optional<Column> of(ColumnarLedger payments, Field paid, ColumnarLedger vendors, Field listed,
                NormalForm form) {
            if (!payments.has(paid) || !vendors.has(listed)) {
                return Optional.empty();
            }
            Dictionary.Builder forms = new Dictionary.Builder();
            int[] masterNumbers = form.classes(vendors.dictionary(listed), forms);
            int[] rowNumbers = form.classes(payments.dictionary(paid), forms);
            return Optional.of(new Column(paid.label(), payments.codes(paid), rowNumbers, vendors.codes(listed),
                    masterNumbers, forms.size()));
        }

        int paid(int row) {
            return rowNumbers[rowCodes[row]];
        }

        int listed(int masterRow) {
            return masterNumbers[masterCodes[masterRow]];
        }

        /** The names numbered anew: by the id that the master has with a name where it is one, else after all ids. */
        Column after(Column ids) {
            int[] numbers = new int[size + 1];
            Arrays.setAll(numbers, name -> name == NOBODY ? NOBODY : ids.size + name);
            boolean[] seen = new boolean[numbers.length];
            for (int row = 0; row < masterCodes.length; row++) {
                int name = listed(row);
                int id = ids.listed(row);
                if (name != NOBODY) {
                    boolean one = id != NOBODY && (!seen[name] || numbers[name] == id);
                    numbers[name] = one ? id : ids.size + name;
                    seen[name] = true;
                }
            }
            return new Column(label, rowCodes, Arrays.stream(rowNumbers).map(name -> numbers[name]).toArray(),
                    masterCodes, Arrays.stream(masterNumbers).map(name -> numbers[name]).toArray(), size);
        }
    }
}
