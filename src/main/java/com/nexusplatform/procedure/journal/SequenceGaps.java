package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.NormalForm;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-1: numbers missing from the sequences of document numbers, and numbers used by more than one document. */
public final class SequenceGaps implements Procedure {

    private static final String SOURCE = "gap and sequence tests of audit software; completeness assertion, ISA 315 A190";

    private static final Declaration DECLARATION = new Declaration("LED-1", 6, "Sequence gaps and repeats",
            Family.LEDGER,
            Set.of(DatasetKind.LEDGER), Set.of(Field.DOCUMENT_NO), Set.of(Field.POSTED_AT, Field.CREATED_BY),
            List.of(Parameter.integer("seriesNumbers", 20, 2, 1_000_000, "least distinct numbers of a sequence",
                    "NEXUS"),
                    Parameter.decimal("density", "0.80", "0.01", "1",
                            "least share of a block's range that is present; below it the numbers are no sequence",
                            "NEXUS"),
                    Parameter.integer("largestGap", 1_000, 1, 1_000_000_000,
                            "most numbers missing in one gap; a wider jump starts another block", "NEXUS"),
                    Selection.limit()),
            "The last run of digits of a document number is its number, what stands around it, in upper case and accents composed, its series; one of more "
                    + "than 18 digits belongs to none and is counted. The numbers of a series are sorted and cut into blocks where more than largestGap are missing. A block of at "
                    + "least seriesNumbers distinct numbers that fill at least density of its range is a sequence. Each run of "
                    + "missing numbers inside a sequence is an alert over the records before and after it. A number "
                    + "of a sequence with records on different days or by different authors, in whatever spelling, is a "
                    + "repeat: an alert over the first record that differs and the one that it differs from; lines of one document are not, "
                    + "nor is what one of them does not say. Authors are compared in upper case, accents composed, without space at either end.",
            "At least one sequence of document numbers exists.", SOURCE,
            "Linear in the rows and distinct numbers; 36 bytes for each distinct number.");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        if (!ledger.has(Field.DOCUMENT_NO)) {
            return new Outcome.NotApplicable("The column documentNo is not mapped; there are no numbers to follow.",
                    Figures.of("missing", Field.DOCUMENT_NO.label()));
        }
        task.watch().at(0);
        NumberSeries series = NumberSeries.of(ledger.dictionary(Field.DOCUMENT_NO));
        task.watch().at(0.4);
        int[] places = series.firstPlaces();
        Uses uses = new Uses(ledger, places);
        task.watch().at(0.6);
        Search search = new Search(task, series, places, uses);
        for (int s = 1; s <= series.size(); s++) {
            search.examine(s);
        }
        if (search.sequences == 0) {
            return new Outcome.NotApplicable(
                    "No series of document numbers is a sequence: at least " + search.leastNumbers
                            + " numbers that fill a share of " + search.density.toPlainString()
                            + " of their range are needed; the longest series has " + search.longest + "."
                            + tooLong(series),
                    search.figures());
        }
        return new Outcome.Applicable(search.figures(), search.selection.alerts());
    }

    private static String tooLong(NumberSeries series) {
        return series.tooLong() == 0
                ? ""
                : " " + Numerals.counted(series.tooLong(), "number has", "numbers have")
                        + " more than 18 digits and belong to no series.";
    }

    /**
     * Where each number is used, by the place of its first spelling: its first row, and the first row that differs from an earlier one
     * in the day or the author. What a row does not say differs from nothing.
     */
    private static final class Uses {

        private final int[] days;
        private final int[] authors;
        private final int[] first;
        private final int[] dated;
        private final int[] named;
        private final int[] before;
        private final int[] other;

        private Uses(ColumnarLedger ledger, int[] places) {
            int[] codes = ledger.codes(Field.DOCUMENT_NO);
            days = ledger.has(Field.POSTED_AT) ? ledger.days(Field.POSTED_AT) : new int[0];
            authors = authors(ledger);
            first = none(places.length);
            dated = none(days.length > 0 ? places.length : 0);
            named = none(authors.length > 0 ? places.length : 0);
            before = none(places.length);
            other = none(places.length);
            for (int row = 0; row < codes.length; row++) {
                int place = places[codes[row]];
                if (place >= 0) {
                    first[place] = first[place] < 0 ? row : first[place];
                    use(place, row);
                }
            }
        }

        private void use(int place, int row) {
            if (days.length > 0 && days[row] != ColumnarLedger.NO_DATE) {
                note(place, row, dated, days);
            }
            if (authors.length > 0 && authors[row] != Dictionary.ABSENT) {
                note(place, row, named, authors);
            }
        }

        private void note(int place, int row, int[] firsts, int[] values) {
            if (firsts[place] < 0) {
                firsts[place] = row;
            } else if (other[place] < 0 && values[firsts[place]] != values[row]) {
                before[place] = firsts[place];
                other[place] = row;
            }
        }

        private static int[] none(int size) {
            int[] rows = new int[size];
            Arrays.fill(rows, -1);
            return rows;
        }

        private static int[] authors(ColumnarLedger ledger) {
            if (!ledger.has(Field.CREATED_BY)) {
                return new int[0];
            }
            int[] classes = NormalForm.IDENTIFIER.classes(ledger.dictionary(Field.CREATED_BY),
                    new Dictionary.Builder());
            return Arrays.stream(ledger.codes(Field.CREATED_BY)).map(code -> classes[code]).toArray();
        }

        private boolean dayDiffers(int one, int another) {
            return days.length > 0 && days[one] != ColumnarLedger.NO_DATE && days[another] != ColumnarLedger.NO_DATE
                    && days[one] != days[another];
        }

        private boolean authorDiffers(int one, int another) {
            return authors.length > 0 && authors[one] != Dictionary.ABSENT && authors[another] != Dictionary.ABSENT
                    && authors[one] != authors[another];
        }
    }

    /** Goes through the series. */
    private static final class Search {

        private final NumberSeries series;
        private final int[] places;
        private final Uses uses;
        private final ColumnarLedger ledger;
        private final Selection selection;
        private final Weights weights = DECLARATION.weights();
        private final int leastNumbers;
        private final BigDecimal density;
        private final long largestGap;
        private int sequences;
        private int longest;
        private int gaps;
        private int repeats;
        private long missing;
        private int notSequences;

        private Search(Task task, NumberSeries series, int[] places, Uses uses) {
            this.series = series;
            this.places = places;
            this.uses = uses;
            ledger = task.ledger();
            selection = new Selection(task.parameters());
            leastNumbers = task.parameters().integer("seriesNumbers");
            density = task.parameters().decimal("density");
            largestGap = task.parameters().integer("largestGap");
        }

        private void examine(int s) {
            longest = Math.max(longest, series.to(s) - series.from(s));
            if (series.to(s) - series.from(s) < leastNumbers) {
                return;
            }
            int start = series.from(s);
            for (int place = start + 1; place <= series.to(s); place++) {
                if (place == series.to(s) || series.number(place) - series.number(place - 1) > largestGap + 1) {
                    block(s, start, place);
                    start = place;
                }
            }
        }

        private void block(int s, int from, int to) {
            long distinct = 1;
            for (int place = from + 1; place < to; place++) {
                distinct += series.number(place) == series.number(place - 1) ? 0 : 1;
            }
            long range = series.number(to - 1) - series.number(from) + 1;
            if (distinct < leastNumbers || Figures.exceeds(range - distinct, range, BigDecimal.ONE.subtract(density))) {
                notSequences++;
                return;
            }
            sequences++;
            for (int place = from; place < to; place++) {
                if (place == from || series.number(place) != series.number(place - 1)) {
                    repeat(s, place);
                }
                if (place + 1 < to && series.number(place + 1) - series.number(place) > 1) {
                    gap(s, place, distinct, range);
                }
            }
        }

        private void gap(int s, int place, long distinct, long range) {
            gaps++;
            long from = series.number(place) + 1;
            long to = series.number(place + 1) - 1;
            missing += to - from + 1;
            int before = uses.first[places[series.code(place)]] + 1;
            int after = uses.first[places[series.code(place + 1)]] + 1;
            selection.add(weights.points("GAP"), to - from + 1,
                    new int[]{Math.min(before, after), Math.max(before, after)},
                    () -> gapExplanation(s, place, distinct, range));
        }

        private Explanation gapExplanation(int s, int place, long distinct, long range) {
            Dictionary documents = ledger.dictionary(Field.DOCUMENT_NO);
            String before = documents.text(series.code(place));
            String after = documents.text(series.code(place + 1));
            long from = series.number(place) + 1;
            long to = series.number(place + 1) - 1;
            long count = to - from + 1;
            return new Explanation("missing = next - previous - 1 > 0 within one block of a series",
                    Figures.of("previous", before, "next", after, "rows",
                            List.of(uses.first[places[series.code(place)]] + 1,
                                    uses.first[places[series.code(place + 1)]] + 1),
                            "numbersOfBlock", distinct, "rangeOfBlock", range),
                    Figures.of("seriesNumbers", leastNumbers, "density", density, "largestGap", largestGap, "points",
                            weights.grades()),
                    Figures.of("series", series.name(s), "from", from, "to", to, "missing", count, "filled",
                            Figures.share(distinct, range), "grade", "GAP", "points", weights.points("GAP")),
                    count + " > 0",
                    count == 1
                            ? "The number between " + before + " and " + after + " is missing from its sequence."
                            : count + " numbers between " + before + " and " + after
                                    + " are missing from their sequence.",
                    SOURCE);
        }

        private void repeat(int s, int place) {
            int other = uses.other[place];
            if (other < 0) {
                return;
            }
            repeats++;
            int first = uses.before[place];
            selection.add(weights.points("REPEAT"), 1, new int[]{first + 1, other + 1}, () -> {
                String number = ledger.text(Field.DOCUMENT_NO, first);
                return new Explanation(
                        "number of documentNo equal in one series AND (day differs OR createdBy differs)",
                        Figures.of("documentNo", number, "otherDocumentNo",
                                ledger.text(Field.DOCUMENT_NO, other), "rows", List.of(first + 1, other + 1),
                                "postedOn",
                                ledger.has(Field.POSTED_AT) ? List.of(date(first), date(other)) : List.of()),
                        Figures.of("points", weights.grades()),
                        Figures.of("series", series.name(s), "dayDiffers", uses.dayDiffers(first, other),
                                "authorDiffers", uses.authorDiffers(first, other), "grade", "REPEAT", "points",
                                weights.points("REPEAT")),
                        "rows " + (first + 1) + " and " + (other + 1) + " differ in day or author",
                        "Number " + number + " stands on more than one document.", SOURCE);
            });
        }

        private String date(int row) {
            int day = ledger.days(Field.POSTED_AT)[row];
            return day == ColumnarLedger.NO_DATE ? "" : LocalDate.ofEpochDay(day).toString();
        }

        private Map<String, Object> figures() {
            return Figures.of("rows", ledger.rows(), "series", series.size(), "sequences", sequences,
                    "blocksWithoutSequence",
                    notSequences, "numbersTooLong", series.tooLong(), "longestSeries", longest, "gaps", gaps,
                    "missingNumbers", missing, "repeats", repeats,
                    "reported", selection.reported());
        }
    }
}
