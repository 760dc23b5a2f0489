package com.nexusplatform.procedure.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** LED-5: seldom used accounts, and accounts that seldom stand together or seldom belong to the author of an entry. */
public final class UnusualAccounts implements Procedure {

    private static final String SOURCE = "ISA 240 A45(a), entries to unrelated, unusual or seldom-used accounts, and (b); support "
            + "and confidence after Agrawal, Imielinski and Swami (1993)";

    private static final String SELDOM_ACCOUNT = "SELDOM_ACCOUNT";
    private static final Weights WEIGHTS = Weights.of("LED-5");

    private static final Declaration DECLARATION = new Declaration("LED-5", 6,
            "Seldom used accounts and unusual account pairs", Family.LEDGER, Set.of(DatasetKind.LEDGER),
            Set.of(Field.ACCOUNT),
            Set.of(Field.COUNTER_ACCOUNT, Field.DOCUMENT_NO, Field.AMOUNT, Field.CREATED_BY, Field.POSTED_AT),
            parameters(),
            "Accounts and authors are compared in upper case, accents composed, without space at either end. A document is the rows of one "
                    + "documentNo and day, or a row alone. Its pairs of accounts, one debited and one credited, are account "
                    + "and counterAccount of its rows, or else each account with a positive amount and each with a negative "
                    + "one; a row that names one of the two alone has no pair, and uses its account all the same; a document of several "
                    + "debits and several credits with more pairs than lines, and than "
                    + Postings.MOST_PAIRS
                    + ", has none and is counted. UNUSUAL_PAIR: fewer than support documents have the "
                    + "pair, and they are a smaller share than confidence both of the documents that debit the one account "
                    + "and of those that credit the other, with a pair or without. UNUSUAL_AUTHOR: the same of the author of a row and its "
                    + "accounts, of the documents in which the author's rows name an account and of those that use the account, whoever "
                    + "their author. "
                    + "SELDOM_ACCOUNT: at most usesAYear documents a year use the account, over the span of postedAt in "
                    + "years of 365.25 days, rounded, at least one. One alert for each pair and account, over the first "
                    + "rows that name it in each document; that of an account says on which side its first row has it.",
            "At least minimumDocuments documents have a pair of accounts. A criterion is judged while at most maximumShare of "
                    + "the documents meet it, that of authors where two are named. Not applicable when none can be judged.",
            SOURCE,
            "Linear in the rows, after sorting them by document; about 20 bytes a row, and 12 bytes for each pair of a document"
                    + " and for each account to which its author posts.");

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.text("pairs", "auto", List.of("auto", "counterAccount", "document"),
                        "where pairs come from; auto is counterAccount where it is mapped", "NEXUS"),
                Parameter.integer("support", 3, 2, 100, "documents from which on a pair is usual", "NEXUS"),
                Parameter.decimal("confidence", "0.05", "0", "1",
                        "share of the documents of one side from which on a pair is usual", "NEXUS"),
                Parameter.integer("usesAYear", 3, 1, 1_000, "most documents a year of a seldom used account",
                        "practice"),
                Parameter.integer("minimumDocuments", 100, 1, 1_000_000,
                        "least documents with pairs, to say what is usual", "NEXUS"),
                Parameter.decimal("maximumShare", "0.05", "0", "1",
                        "share of the documents above which a criterion says nothing", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 300;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        Optional<Field> source = source(ledger, task.parameters().text("pairs"));
        if (source.isEmpty()) {
            return new Outcome.NotApplicable(
                    "No pair of accounts can be told; counterAccount, or documentNo and amount, are needed.",
                    Figures.of("missing", "counterAccount"));
        }
        AccountSearch search = new AccountSearch(task, source.get() == Field.COUNTER_ACCOUNT);
        Map<String, Object> facts = Figures.of("rows", ledger.rows(), "pairsFrom", source.get().label(), "documents",
                search.postings().documents(), "documentsWithPairs", search.postings().paired(),
                "boundDocumentsTooLarge", search.postings().tooLarge(), "accounts",
                search.postings().numberOfAccounts(), "distinctPairs", search.pairs().size(), "days",
                search.uses().days(), "years", search.uses().years(), "criteria", search.figures());
        int least = task.parameters().integer("minimumDocuments");
        if (search.postings().paired() < least) {
            return new Outcome.NotApplicable(
                    Numerals.counted(search.postings().paired(), "document has", "documents have")
                            + " a pair of accounts; at least "
                            + least + " are needed to say what is usual.",
                    facts);
        }
        return outcome(task, search, facts);
    }

    private static Optional<Field> source(ColumnarLedger ledger, String choice) {
        boolean counter = ledger.has(Field.COUNTER_ACCOUNT);
        boolean document = ledger.has(Field.DOCUMENT_NO) && ledger.has(Field.AMOUNT);
        return switch (choice) {
            case "counterAccount" -> counter ? Optional.of(Field.COUNTER_ACCOUNT) : Optional.empty();
            case "document" -> document ? Optional.of(Field.DOCUMENT_NO) : Optional.empty();
            default -> counter ? Optional.of(Field.COUNTER_ACCOUNT) : source(ledger, "document");
        };
    }

    private static Outcome outcome(Task task, AccountSearch search, Map<String, Object> facts) {
        List<String> reasons = List.of(search.reasonAgainstPairs(), search.reasonAgainstAccounts(),
                search.reasonAgainstAuthors());
        if (reasons.stream().noneMatch(String::isEmpty)) {
            return new Outcome.NotApplicable("No criterion can be judged: pairs: " + reasons.get(0) + "; accounts: "
                    + reasons.get(1) + "; authors: " + reasons.get(2) + ".", facts);
        }
        Selection selection = new Selection(task.parameters());
        if (reasons.get(0).isEmpty()) {
            add(task, selection, search.pairs(), "UNUSUAL_PAIR", met(search, search.pairs().documents()));
        }
        if (reasons.get(1).isEmpty()) {
            addSeldom(task, selection, search, met(search, search.uses().documents()));
        }
        if (reasons.get(2).isEmpty()) {
            add(task, selection, search.authors(), "UNUSUAL_AUTHOR", met(search, search.authors().documents()));
        }
        task.watch().at(0.95);
        return new Outcome.Applicable(
                Figures.with(facts, "found", selection.found(), "reported", selection.reported()), selection.alerts());
    }

    /** How many documents meet a criterion, of all: what it is judged by. */
    private static Map<String, Object> met(AccountSearch search, int documents) {
        return Figures.of("documentsMeeting", documents, "documentsInAll", search.postings().documents());
    }

    private static void add(Task task, Selection selection, RarePairs pairs, String grade, Map<String, Object> met) {
        int points = WEIGHTS.points(grade);
        for (RarePairs.RarePair pair : pairs.found()) {
            int[] rows = numbers(pair.places());
            selection.add(points, Entries.largestAmount(task.ledger(), rows), rows,
                    () -> explanation(task.parameters(), pair, grade, met));
        }
    }

    private static void addSeldom(Task task, Selection selection, AccountSearch search, Map<String, Object> met) {
        int points = WEIGHTS.points(SELDOM_ACCOUNT);
        AccountUses uses = search.uses();
        int[][] found = uses.rows();
        for (int place = 0; place < found.length; place++) {
            int documents = found[place].length;
            int account = uses.account(place);
            int[] rows = numbers(found[place]);
            selection.add(points, Entries.largestAmount(task.ledger(), rows), rows,
                    () -> explanation(task.parameters(), uses, documents, rows,
                            search.postings().side(account, rows[0] - 1), met));
        }
    }

    private static int[] numbers(int... places) {
        return Arrays.stream(places).map(row -> row + 1).sorted().distinct().toArray();
    }

    private static Explanation explanation(Parameters parameters, RarePairs.RarePair pair, String grade,
            Map<String, Object> met) {
        boolean accounts = "UNUSUAL_PAIR".equals(grade);
        int[] places = pair.places();
        int support = pair.support();
        int left = pair.leftUses();
        int right = pair.rightUses();
        String one = accounts ? "debited account" : "author";
        String other = accounts ? "credited account" : "account";
        return new Explanation(
                "documents(both) < support AND documents(both) < confidence * documents(one) AND documents(both) < "
                        + "confidence * documents(other)",
                Figures.of("rows", Entries.listed(numbers(places)), "one", one + " of row " + (places[0] + 1), "other",
                        other + " of row " + (places[1] + 1)),
                Figures.of("support", parameters.integer("support"), "confidence", parameters.decimal("confidence"),
                        "maximumShare", parameters.decimal("maximumShare"), "points", WEIGHTS.grades()),
                Figures.with(met, "documentsOfBoth", support, "documentsOfOne", left, "documentsOfOther", right,
                        "confidenceOfOne", Figures.share(support, left), "confidenceOfOther",
                        Figures.share(support, right), "grade", grade, "points", WEIGHTS.points(grade)),
                support + " < " + parameters.integer("support") + ", and " + support + " of " + left + " and of "
                        + right
                        + " is less than the share " + parameters.decimal("confidence").toPlainString(),
                sentence(accounts, places, support, left, right), SOURCE);
    }

    private static String sentence(boolean accounts, int[] places, int support, int left, int right) {
        String documents = Numerals.counted(support, "document has", "documents have");
        return accounts
                ? documents + " the debited account of row " + (places[0] + 1) + " and the credited account of row "
                        + (places[1] + 1) + " together; " + Numerals.counted(left, "debits", "debit") + " the one and "
                        + Numerals.counted(right, "credits", "credit") + " the other."
                : documents + " the author and the account of row " + (places[0] + 1) + " together; "
                        + Numerals.counted(left, "is", "are") + " by the author and "
                        + Numerals.counted(right, "uses", "use") + " the account.";
    }

    private static Explanation explanation(Parameters parameters, AccountUses uses, int documents, int[] rows,
            Field side, Map<String, Object> met) {
        int usesAYear = parameters.integer("usesAYear");
        return new Explanation("documents(account) <= usesAYear * years; years = max(1, round(days / 365.25))",
                Figures.of("rows", Entries.listed(rows), "side", side.label(), "days", uses.days()),
                Figures.of("usesAYear", usesAYear, "maximumShare", parameters.decimal("maximumShare"), "points",
                        WEIGHTS.grades()),
                Figures.with(met, "documents", documents, "years", uses.years(), "limit", uses.limit(), "grade",
                        SELDOM_ACCOUNT, "points", WEIGHTS.points(SELDOM_ACCOUNT)),
                documents + " <= " + uses.limit(),
                "The " + side.label() + " of row " + rows[0] + " is used in "
                        + Numerals.counted(documents, "document", "documents") + " of the ledger, which spans "
                        + Numerals.counted(uses.years(), "year", "years") + ".",
                SOURCE);
    }
}
