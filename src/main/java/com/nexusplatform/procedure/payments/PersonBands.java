package com.nexusplatform.procedure.payments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.grouping.NormalForm;

/** The bands about a limit person by person: each author, approver and counterparty beside all the others. */
final class PersonBands {

    private final List<Column> columns = new ArrayList<>();

    private PersonBands(ColumnarLedger ledger) {
        add(ledger, Field.CREATED_BY);
        add(ledger, Field.APPROVED_BY);
        Parties parties = Parties.of(ledger);
        columns.add(new Column("counterparty", parties.size(), parties::at));
    }

    /** The persons that the columns of a ledger name. */
    static PersonBands of(ColumnarLedger ledger) {
        return new PersonBands(ledger);
    }

    private void add(ColumnarLedger ledger, Field field) {
        if (ledger.has(field)) {
            Dictionary.Builder forms = new Dictionary.Builder();
            int[] classes = NormalForm.IDENTIFIER.classes(ledger.dictionary(field), forms);
            int[] codes = ledger.codes(field);
            columns.add(new Column(field.label(), forms.size(), row -> classes[codes[row]]));
        }
    }

    /** Those with so many rows in both bands, beside all the others there; where there are none nobody can be compared. */
    List<Person> tests(LimitBands bands, int leastRows) {
        List<Person> persons = new ArrayList<>();
        for (Column column : columns) {
            int[] below = column.counts(bands.below());
            int[] above = column.counts(bands.above());
            int allBelow = Arrays.stream(below).sum();
            int all = allBelow + Arrays.stream(above).sum();
            for (int number = 1; number < below.length; number++) {
                int both = below[number] + above[number];
                if (both >= leastRows && both < all) {
                    persons.add(new Person(bands, column, number,
                            new BandTest(below[number], both, allBelow - below[number], all - both)));
                }
            }
        }
        return persons;
    }

    /** A column that names persons by number; 0 for nobody. */
    record Column(String name, int size, IntUnaryOperator number) {

        private int[] counts(int[] rows) {
            int[] counts = new int[size + 1];
            for (int row : rows) {
                counts[number.applyAsInt(row)]++;
            }
            counts[0] = 0;
            return counts;
        }
    }

    /** The test of one person at one limit, beside the rows of all the others in its two bands. */
    record Person(LimitBands bands, Column column, int number, BandTest test) {

        /** Indices of the person's rows in the lower band. */
        int[] below() {
            return Arrays.stream(bands.below()).filter(row -> column.number.applyAsInt(row) == number).toArray();
        }
    }
}
