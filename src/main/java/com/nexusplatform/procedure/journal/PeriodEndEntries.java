package com.nexusplatform.procedure.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-4: entries at the ends of periods, recorded late, poorly described, round or manual, where several of these meet. */
public final class PeriodEndEntries implements Procedure {

    private static final String SOURCE = "ISA 240 A45(c), entries at the end of the period or after closing with little or no "
            + "explanation; (d) and (e); ISA 240 A46 on combining characteristics";

    private static final List<String> MANUAL_TYPES = List.of("manual", "manual entry", "manual journal", "adjustment",
            "adjusting entry", "top-side", "topside");

    private static final Declaration DECLARATION = new Declaration("LED-4", 5,
            "Period-end, late and poorly described entries", Family.LEDGER, Set.of(DatasetKind.LEDGER),
            Set.of(Field.POSTED_AT),
            Set.of(Field.ENTERED_AT, Field.EFFECTIVE_ON, Field.DESCRIPTION, Field.AMOUNT, Field.CURRENCY, Field.TYPE,
                    Field.DOCUMENT_NO),
            parameters(),
            "Seven attributes of five kinds are judged for each row. PERIOD: postedAt lies in the last (PERIOD_END) or first "
                    + "(PERIOD_START) days days of a month, quarter or year. LATENESS: the day of recording is after the "
                    + "effective day by more than backdatedDays (BACKDATED), or comes more than graceDays after the end of the "
                    + "effective day's period (POST_CLOSE); recorded is enteredAt, or postedAt where no row has it, and "
                    + "effective is effectiveOn, or else postedAt. TEXT: the description has fewer than minimumCharacters characters "
                    + "without the space at its ends (POOR_TEXT). AMOUNT: the amount is a multiple of roundMultiple (ROUND); "
                    + "none is where whole minor units do not make it up, such as 1000.5 in JPY. "
                    + "TYPE: type is one of manualTypes (MANUAL). Each of them is common by itself: a row is selected when it has "
                    + "judged attributes of minimumAttributes kinds or more; the others are counted only. Each kind gives the points of its "
                    + "strongest attribute; an alert has their sum, at most MOST. One alert for each document and day, "
                    + "explained by its row with the most points.",
            "An attribute is judged where its columns are mapped and hold a value, and at most maximumShare of the rows have it. Not applicable "
                    + "when the kinds that can be judged are fewer than minimumAttributes, or no row is dated.",
            SOURCE, "Linear in the rows; texts are read once for each distinct text; one byte a row.");

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.text("period", "month", List.of("month", "quarter", "year"), "accounting period", "practice"),
                Parameter.integer("yearBegins", 1, 1, 12, "month in which the accounting year begins", "practice"),
                Parameter.integer("days", 3, 1, 28, "days at each end of a period", "practice"),
                Parameter.integer("graceDays", 10, 0, 365,
                        "days after a period in which recording its entries is ordinary", "NEXUS"),
                Parameter.integer("backdatedDays", 30, 0, 3_650,
                        "most days from the effective day to recording that are ordinary", "NEXUS"),
                Parameter.integer("minimumCharacters", 5, 1, 100, "least characters of a description", "practice"),
                Parameter.decimal("roundMultiple", "1000", "1", "1000000000",
                        "an amount is round when a multiple of this, in units of its currency", "NEXUS"),
                Parameter.texts("manualTypes", MANUAL_TYPES, List.of(),
                        "values of type that are entered by hand; upper and lower case and signs do not count",
                        "NEXUS"),
                Parameter.integer("minimumAttributes", 2, 1, 5, "least kinds of attributes of a selected row",
                        "ISA 240 A46"),
                Parameter.decimal("maximumShare", "0.30", "0", "1",
                        "share of the rows above which an attribute says nothing", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        task.watch().at(0);
        if (Arrays.stream(ledger.days(Field.POSTED_AT)).allMatch(day -> day == ColumnarLedger.NO_DATE)) {
            return new Outcome.NotApplicable("No row is dated; postedAt is needed to tell its period.",
                    Figures.of("rows", ledger.rows(), "dated", 0));
        }
        EntryAttributes attributes = new EntryAttributes(ledger, task.parameters());
        attributes.mark(task.watch());
        Map<String, Object> figures = new LinkedHashMap<>();
        int judged = 0;
        for (Attribute attribute : Attribute.values()) {
            judged |= attributes.reasonAgainst(attribute).isEmpty() ? attribute.bit() : 0;
            figures.put(attribute.name(), attributes.figures(attribute));
        }
        int least = task.parameters().integer("minimumAttributes");
        if (Attribute.kinds(judged) < least) {
            return new Outcome.NotApplicable(
                    "Attributes of " + Numerals.counted(Attribute.kinds(judged), "kind", "kinds") + " can be judged; "
                            + least + " are needed: "
                            + reasons(attributes) + ".",
                    Figures.of("rows", ledger.rows(), "attributes", figures));
        }
        return outcome(task, attributes, new Grades(judged), figures);
    }

    private static Outcome outcome(Task task, EntryAttributes attributes, Grades grades, Map<String, Object> figures) {
        int least = task.parameters().integer("minimumAttributes");
        long[] rowsByKinds = new long[Attribute.Kind.values().length + 1];
        for (int row = 0; row < attributes.rows(); row++) {
            rowsByKinds[grades.kinds[attributes.mark(row)]]++;
        }
        task.watch().at(0.8);
        int[] rows = IntStream.range(0, attributes.rows())
            .filter(row -> grades.kinds[attributes.mark(row)] >= least)
            .toArray();
        Selection selection = new Selection(task.parameters());
        Documents.forEach(task.ledger(), rows, document -> {
            int strongest = grades.strongest(document, attributes);
            selection.add(grades.points[attributes.mark(strongest)],
                    Entries.largestAmount(task.ledger(), document), document,
                    () -> explanation(task, attributes, grades, document, strongest));
        });
        task.watch().at(0.9);
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("rows", attributes.rows());
        statistics.putAll(attributes.undated());
        statistics.put("attributes", figures);
        statistics.put("rowsByKinds", Arrays.stream(rowsByKinds).boxed().toList());
        statistics.put("rowsFound", rows.length);
        statistics.put("documentsFound", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private static String reasons(EntryAttributes attributes) {
        List<String> reasons = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            if (!attributes.reasonAgainst(attribute).isEmpty()) {
                reasons.add(attribute.name() + ": " + attributes.reasonAgainst(attribute));
            }
        }
        return String.join("; ", reasons);
    }

    private static Explanation explanation(Task task, EntryAttributes attributes, Grades grades, int[] document,
            int row) {
        int mark = attributes.mark(row) & grades.judged;
        List<Attribute> held = Attribute.in(mark);
        int kinds = grades.kinds[mark];
        int least = task.parameters().integer("minimumAttributes");
        Map<String, Object> inputs = new LinkedHashMap<>(Figures.of("rows", Entries.listed(document)));
        inputs.putAll(attributes.inputs(row));
        Map<String, Object> steps = new LinkedHashMap<>(attributes.steps(row));
        steps.put("rowsInAll", attributes.rows());
        steps.put("rowsWithAttribute", attributes.counts());
        steps.put("attributes", held.stream().map(Attribute::name).toList());
        steps.put("attributePoints", held.stream().map(attribute -> grades.weights.points(attribute.name())).toList());
        steps.put("kinds", kinds);
        steps.put("points", grades.points[mark]);
        return new Explanation(
                "kinds(attributes) >= minimumAttributes; points = min(MOST, sum over kinds of the largest points), each attribute"
                        + " of the kind that kindOf names",
                inputs, constants(task.parameters(), grades), steps, kinds + " >= " + least,
                "Row " + (row + 1) + " of this entry is "
                        + held.stream().map(Attribute::words).collect(Collectors.joining(", ")) + ".",
                SOURCE);
    }

    private static Map<String, Object> constants(Parameters parameters, Grades grades) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (String name : List.of("period", "yearBegins", "days", "graceDays", "backdatedDays", "minimumCharacters",
                "roundMultiple", "manualTypes", "minimumAttributes", "maximumShare")) {
            constants.put(name, parameters.values().getOrDefault(name, ""));
        }
        constants.put("judged", Attribute.in(grades.judged).stream().map(Attribute::name).toList());
        Map<String, Object> kinds = new LinkedHashMap<>();
        Attribute.in(grades.judged).forEach(attribute -> kinds.put(attribute.name(), attribute.kind().name()));
        constants.put("kindOf", kinds);
        constants.put("points", grades.weights.grades());
        return constants;
    }

    /** Kinds and points of every possible mark, of the attributes judged alone. */
    private static final class Grades {

        private final Weights weights = DECLARATION.weights();
        private final int judged;
        private final int[] kinds = new int[1 << Attribute.values().length];
        private final int[] points = new int[kinds.length];

        private Grades(int judged) {
            this.judged = judged;
            for (int mark = 0; mark < kinds.length; mark++) {
                kinds[mark] = Attribute.kinds(mark & judged);
                points[mark] = points(mark & judged);
            }
        }

        private int points(int mark) {
            int sum = 0;
            for (Attribute.Kind kind : Attribute.Kind.values()) {
                sum += Attribute.in(mark)
                    .stream()
                    .filter(attribute -> attribute.kind() == kind)
                    .mapToInt(attribute -> weights.points(attribute.name()))
                    .max()
                    .orElse(0);
            }
            return Math.min(sum, weights.points("MOST"));
        }

        private int strongest(int[] document, EntryAttributes attributes) {
            int strongest = document[0] - 1;
            for (int row : document) {
                if (points[attributes.mark(row - 1)] > points[attributes.mark(strongest)]) {
                    strongest = row - 1;
                }
            }
            return strongest;
        }
    }
}
