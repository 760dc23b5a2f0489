package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Dictionary;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-6: entries that one person both created and approved, and entries by people who seldom post. */
public final class SegregationOfDuties implements Procedure {

    private static final String SOURCE = "ISA 240 A45(b), entries by individuals who typically do not make them; segregation of duties";

    private static final int LEAST_ROWS_FOR_RARE = 1_000;

    private static final String SAME_PERSON = "SAME_PERSON";
    private static final String RARE_POSTER = "RARE_POSTER";
    private static final Weights WEIGHTS = Weights.of("LED-6");

    private static final Declaration DECLARATION = new Declaration("LED-6", 5, "Segregation of duties", Family.LEDGER,
            Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS), Set.of(Field.CREATED_BY, Field.APPROVED_BY),
            Set.of(Field.DOCUMENT_NO, Field.AMOUNT, Field.POSTED_AT),
            List.of(Parameter.decimal("maximumShare", "0.90", "0", "1",
                    "share of the approved rows above which approvedBy is taken to repeat createdBy", "NEXUS"),
                    Parameter.integer("rareRows", 3, 0, 1_000,
                            "a person with fewer rows seldom posts; 0 for no such alerts", "NEXUS"),
                    Selection.limit()),
            "Names are compared in upper case, accents composed, without space at either end. A row whose createdBy and approvedBy are the same "
                    + "was approved by its own author. In a ledger of 1,000 rows or more a row of a person with "
                    + "fewer than rareRows rows was posted by someone who seldom does. One alert for each document "
                    + "and day. A row without approver is counted, and is no self-approval.",
            "At least one row names both author and approver, and at most maximumShare of those name one person.",
            SOURCE,
            "Linear in the rows; names are compared once for each distinct name.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        if (!ledger.has(Field.CREATED_BY) || !ledger.has(Field.APPROVED_BY)) {
            String missing = ledger.has(Field.CREATED_BY) ? Field.APPROVED_BY.label() : Field.CREATED_BY.label();
            return new Outcome.NotApplicable(
                    "The column " + missing + " is not mapped; author and approver are needed to compare them.",
                    Figures.of("missing", missing));
        }
        task.watch().at(0);
        People people = new People(ledger);
        BigDecimal maximumShare = task.parameters().decimal("maximumShare");
        if (people.both == 0) {
            return new Outcome.NotApplicable("No row names both author and approver; there is nothing to compare.",
                    people.figures());
        }
        if (Figures.exceeds(people.same, people.both, maximumShare)) {
            return new Outcome.NotApplicable(people.same + " of "
                    + Numerals.counted(people.both, "row names", "rows name")
                    + " one person as author and approver, a share above " + maximumShare.toPlainString()
                    + "; approvedBy seems to repeat createdBy.", people.figures());
        }
        task.watch().at(0.5);
        return outcome(task, people);
    }

    private static Outcome outcome(Task task, People people) {
        ColumnarLedger ledger = task.ledger();
        int rareRows = ledger.rows() < LEAST_ROWS_FOR_RARE ? 0 : task.parameters().integer("rareRows");
        Selection selection = new Selection(task.parameters());
        int[] same = IntStream.range(0, ledger.rows()).filter(people::samePerson).toArray();
        Documents.forEach(ledger, same, document -> selection.add(WEIGHTS.points(SAME_PERSON),
                Entries.largestAmount(ledger, document), document, () -> samePerson(ledger, document)));
        int selfApproved = selection.found();
        int[] rare = IntStream.range(0, ledger.rows()).filter(row -> people.rare(row, rareRows)).toArray();
        Documents.forEach(ledger, rare, document -> selection.add(WEIGHTS.points(RARE_POSTER),
                Entries.largestAmount(ledger, document), document,
                () -> rarePoster(document, people.rowsOf(document[0] - 1), rareRows)));
        task.watch().at(0.9);
        return new Outcome.Applicable(
                Figures.of("rows", ledger.rows(), "withBoth", people.both, "withoutApprover", people.blank,
                        "samePersonRows",
                        people.same, "selfApprovedDocuments", selfApproved, "rarePosterDocuments",
                        selection.found() - selfApproved, "reported", selection.reported()),
                selection.alerts());
    }

    private static Explanation samePerson(ColumnarLedger ledger, int[] document) {
        int row = document[0] - 1;
        boolean spelledAlike = ledger.text(Field.CREATED_BY, row).equals(ledger.text(Field.APPROVED_BY, row));
        return new Explanation("normal(createdBy) = normal(approvedBy)",
                Figures.of("rows", Entries.listed(document), "fields", List.of("createdBy", "approvedBy")),
                Figures.of("normalForm", "upper case, accents composed, no space at either end", "points",
                        WEIGHTS.grades()),
                Figures.of("spelledAlike", spelledAlike, "grade", SAME_PERSON, "points", WEIGHTS.points(SAME_PERSON)),
                "createdBy and approvedBy of row " + document[0] + " are equal",
                "The author of this entry of " + Numerals.counted(document.length, "row", "rows")
                        + " is also its approver.",
                SOURCE);
    }

    private static Explanation rarePoster(int[] document, int rows, int rareRows) {
        return new Explanation("rows(createdBy) < rareRows",
                Figures.of("rows", Entries.listed(document), "field", "createdBy"),
                Figures.of("rareRows", rareRows, "points", WEIGHTS.grades()),
                Figures.of("rowsOfAuthor", rows, "grade", RARE_POSTER, "points", WEIGHTS.points(RARE_POSTER)),
                rows + " < " + rareRows,
                "The author of this entry created " + Numerals.counted(rows, "row", "rows") + " in the whole ledger.",
                SOURCE);
    }

    /** Authors and approvers by number, the same number for the same person. */
    private static final class People {

        private final int[] authors;
        private final int[] approvers;
        private final int[] authorClasses;
        private final int[] approverClasses;
        private final int[] rowsOfClass;
        private int both;
        private int same;
        private int blank;

        private People(ColumnarLedger ledger) {
            Dictionary.Builder forms = new Dictionary.Builder();
            authors = ledger.codes(Field.CREATED_BY);
            approvers = ledger.codes(Field.APPROVED_BY);
            authorClasses = NormalForm.IDENTIFIER.classes(ledger.dictionary(Field.CREATED_BY), forms);
            approverClasses = NormalForm.IDENTIFIER.classes(ledger.dictionary(Field.APPROVED_BY), forms);
            rowsOfClass = new int[forms.size() + 1];
            for (int row = 0; row < authors.length; row++) {
                rowsOfClass[authorClasses[authors[row]]]++;
                int approver = approverClasses[approvers[row]];
                blank += approver == 0 ? 1 : 0;
                both += approver != 0 && authorClasses[authors[row]] != 0 ? 1 : 0;
                same += samePerson(row) ? 1 : 0;
            }
        }

        private boolean samePerson(int row) {
            int author = authorClasses[authors[row]];
            return author != 0 && author == approverClasses[approvers[row]];
        }

        private int rowsOf(int row) {
            return rowsOfClass[authorClasses[authors[row]]];
        }

        private boolean rare(int row, int rareRows) {
            return authorClasses[authors[row]] != 0 && rowsOf(row) < rareRows;
        }

        private Map<String, Object> figures() {
            return Figures.of("rows", authors.length, "withBoth", both, "withoutApprover", blank, "samePersonRows",
                    same);
        }
    }
}
