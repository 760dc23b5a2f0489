package com.nexusplatform.procedure.journal;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
import com.nexusplatform.procedure.Parameter.Form;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.Documents;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-7: entries whose description has a word or phrase that examiners look for. */
public final class DescriptionKeywords implements Procedure {

    private static final String SOURCE = "keyword tests of journal entries, ISA 240 A45(c); dictionary of NEXUS, version "
            + Keyword.version();

    /** Without a letter or digit nothing is left to compare. */
    private static final Form WORDS = Form.free("words with a letter or digit each",
            text -> !FoldedText.of(text).isEmpty(), Keyword::isInDictionary);

    private static final Declaration DECLARATION = new Declaration("LED-7", 5, "Keywords in descriptions",
            Family.LEDGER, Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS), Set.of(Field.DESCRIPTION),
            Set.of(Field.DOCUMENT_NO, Field.POSTED_AT, Field.AMOUNT), parameters(),
            "Descriptions and keywords are compared as words of letters and digits, after Unicode case folding and without "
                    + "accents; a phrase is a sequence of whole words. The dictionary of the languages chosen (version "
                    + Keyword.version() + ", " + Keyword.languages().size()
                    + " languages) has the grades STRONG, NOTABLE and COMMON; phrases of add have the grade ADDED, or "
                    + "the dictionary's where it is stronger; those of without are left out of the dictionary. A keyword that more than maximumShare of the rows with a description have, and more than one, is "
                    + "ordinary here: it is counted, and selects nothing. A row has the points of its strongest keyword, the "
                    + "longest of those with as many; one alert for each document and day, explained by its first row with the most points.",
            "At least one row has a description, and at least one keyword is left.", SOURCE,
            "Linear in the rows and in the bytes of the distinct descriptions; 8 bytes for each distinct description.");

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.texts("languages", Keyword.languages(), Keyword.languages(), "languages of the dictionary",
                        "NEXUS"),
                Parameter.texts("add", List.of(), List.of(), "further words or phrases", "the institution's")
                    .written(WORDS),
                Parameter.texts("without", List.of(), List.of(), "words or phrases of the dictionary to leave out",
                        "the institution's")
                    .written(WORDS),
                Parameter.decimal("maximumShare", "0.05", "0", "1",
                        "share of the rows with a description above which a keyword says nothing", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 120;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        task.watch().at(0);
        List<Keyword> keywords = Keyword.of(task.parameters());
        if (keywords.isEmpty()) {
            return new Outcome.NotApplicable("No keyword is left; languages or add must name some.",
                    Figures.of("rows", ledger.rows(), "keywords", 0));
        }
        KeywordHits hits = new KeywordHits(ledger, keywords, DECLARATION.weights(), task.watch());
        if (hits.described() == 0) {
            return new Outcome.NotApplicable("No row has a description; there is no text to look into.",
                    Figures.of("rows", ledger.rows(), "described", 0));
        }
        Map<String, Object> ordinary = hits.leaveOutOrdinary(task.parameters().decimal("maximumShare"));
        task.watch().at(0.7);
        int[] rows = IntStream.range(0, ledger.rows()).filter(row -> hits.points(row) > 0).toArray();
        Selection selection = new Selection(task.parameters());
        Documents.forEach(ledger, rows, document -> {
            int strongest = strongest(document, hits);
            selection.add(hits.points(strongest), Entries.largestAmount(ledger, document), document,
                    () -> explanation(task.parameters(), hits, document, strongest));
        });
        task.watch().at(0.9);
        return new Outcome.Applicable(
                Figures.of("rows", ledger.rows(), "described", hits.described(), "keywords", keywords.size(),
                        "withoutNotInDictionary", Keyword.notInDictionary(task.parameters()),
                        "rowsByKeyword", hits.found(), "ordinaryKeywords", ordinary, "rowsFound", rows.length,
                        "documentsFound", selection.found(), "reported", selection.reported()),
                selection.alerts());
    }

    private static int strongest(int[] document, KeywordHits hits) {
        int strongest = document[0] - 1;
        for (int row : document) {
            strongest = hits.points(row - 1) > hits.points(strongest) ? row - 1 : strongest;
        }
        return strongest;
    }

    private static Explanation explanation(Parameters parameters, KeywordHits hits, int[] document, int row) {
        List<Keyword> held = hits.of(row);
        Keyword first = held.getFirst();
        String words = first.folded().contains(" ") ? "words" : "word";
        return new Explanation(
                "keyword in words(description) AND share(keyword) <= maximumShare; points of the strongest keyword",
                Figures.of("rows", Entries.listed(document), "row", row + 1, "keywords",
                        held.stream().map(Keyword::words).toList()),
                Figures.of("dictionaryVersion", Keyword.version(), "languages", parameters.texts("languages"), "add",
                        parameters.texts("add"), "without", parameters.texts("without"), "maximumShare",
                        parameters.decimal("maximumShare"), "points", DECLARATION.weights().grades()),
                Figures.of("languagesOfKeywords", held.stream().map(Keyword::language).toList(), "grades",
                        held.stream().map(Keyword::grade).toList(), "rowsWithKeyword",
                        held.stream().map(hits::rows).toList(), "describedRows", hits.described(), "share",
                        Figures.share(hits.rows(first), hits.described()), "grade", first.grade(), "points",
                        hits.points(row)),
                "the " + words + " \"" + first.words() + "\" in the description of row " + (row + 1) + "; "
                        + hits.rows(first) + " of " + Numerals.counted(hits.described(), "row has", "rows have")
                        + " it, at most the share "
                        + parameters.decimal("maximumShare").toPlainString(),
                "The description of row " + (row + 1) + " has the " + words + " \"" + first.words() + "\""
                        + (held.size() > 1 ? " and " + (held.size() - 1) + " more of the dictionary" : "") + ".",
                SOURCE);
    }
}
