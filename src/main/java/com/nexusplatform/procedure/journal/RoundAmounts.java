package com.nexusplatform.procedure.journal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Currencies;
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
import com.nexusplatform.procedure.grouping.AmountLevel;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;
import com.nexusplatform.procedure.grouping.Subsets;

/** LED-2: round amounts where they are rare, and groups that have more of them than the others. */
public final class RoundAmounts implements Procedure {

    private static final String SOURCE = "ISA 240 A45(e), round numbers; one-sided exact binomial test; Benjamini and Hochberg (1995)";

    private static final List<String> AUTHORS_FIRST = List.of("createdBy", "counterparty", "account", "type");
    private static final String ZEROS = "ZEROS_";
    private static final String GROUP = "GROUP";
    private static final Weights WEIGHTS = Weights.of("LED-2");
    private static final int MOST_ZEROS = 8;
    private static final int ROWS_A_GROUP_ALERT = 1_000;

    private static final Declaration DECLARATION = new Declaration("LED-2", 7, "Round amounts", Family.LEDGER,
            Set.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.CREATED_BY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.ACCOUNT,
                    Field.TYPE),
            parameters(),
            "A positive amount is round when it is a multiple of multiple, and at least minimum, in units of its currency; "
                    + "none is where whole minor units do not make up multiple, such as 1000.5 in JPY. "
                    + "Where at most rareShare of the positive amounts are round, each round row is an alert whose "
                    + "grade is the number of trailing zeros of its units, at most 8. Besides, rows are grouped by subset; for each group of at "
                    + "least groupRows rows, but not all, the exact binomial probability of so many round ones or more "
                    + "under the exact share of all positive amounts is computed (Loader's expansion in StrictMath) and rounded to four "
                    + "significant digits, 1 with fewer than 3; the groups that Benjamini and Hochberg's step-up over all of them names at "
                    + "q are alerts over their round rows, the largest 1,000 of them.",
            "Amounts are mapped, and at least minimumRows of them are positive. A column that subset names is mapped. Not applicable "
                    + "when round amounts are not rare and no group is large enough.",
            SOURCE,
            "Linear in the rows; a few numbers for each group.");

    private static List<Parameter> parameters() {
        return List.of(
                Parameter.decimal("multiple", "1000", "1", "1000000000", "an amount is round when a multiple of this",
                        "NEXUS; FFIEC manual, appendix F"),
                Parameter.decimal("minimum", "1000", "0", "1000000000000", "least round amount",
                        "NEXUS: of the round amounts planted in its test journal six in ten are below 10,000, the least of the catalogue"),
                Parameter.decimal("rareShare", "0.01", "0", "1",
                        "share of round amounts up to which each is an alert of its own", "NEXUS"),
                Subsets.automatic(AUTHORS_FIRST),
                Parameter.integer("groupRows", 30, 3, 1_000_000, "least positive rows of a group", "NEXUS"),
                FalseDiscovery.parameter(),
                Parameter.integer("minimumRows", 100, 1, 1_000_000, "least positive amounts", "NEXUS"),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        ColumnarLedger ledger = task.ledger();
        Parameters parameters = task.parameters();
        if (!ledger.has(Field.AMOUNT)) {
            return new Outcome.NotApplicable("The column amount is not mapped.", Figures.of("missing", "amount"));
        }
        Optional<Outcome> refusal = refusal(task);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        task.watch().at(0);
        boolean[] round = new boolean[ledger.rows()];
        int positive = mark(ledger, parameters, round);
        if (positive < parameters.integer("minimumRows")) {
            return new Outcome.NotApplicable(
                    Numerals.counted(positive, "amount is", "amounts are") + " positive; at least "
                            + parameters.integer("minimumRows") + " are needed to say which amounts are usual.",
                    Figures.of("rows", ledger.rows(), "positive", positive));
        }
        task.watch().at(0.4);
        return outcome(task, round, positive);
    }

    /** A column that is asked for by name must be there; of auto the single rows can be judged without one. */
    private static Optional<Outcome> refusal(Task task) {
        return task.parameters().text(Subsets.SUBSET).equals(Subsets.AUTO)
                ? Optional.empty()
                : Subsets.refusal(DECLARATION.code(), task, AUTHORS_FIRST);
    }

    private static int mark(ColumnarLedger ledger, Parameters parameters, boolean[] round) {
        AmountLevel multiple = AmountLevel.multiple(ledger, parameters.decimal("multiple"));
        AmountLevel minimum = AmountLevel.of(ledger, parameters.decimal("minimum"));
        long[] amounts = ledger.amounts();
        int positive = 0;
        for (int row = 0; row < round.length; row++) {
            long amount = amounts[row];
            if (amount > 0) {
                positive++;
                round[row] = amount >= minimum.at(row) && multiple.divides(row, amount);
            }
        }
        return positive;
    }

    private static Outcome outcome(Task task, boolean[] round, int positive) {
        ColumnarLedger ledger = task.ledger();
        int found = marked(round);
        boolean rare = !Figures.exceeds(found, positive, task.parameters().decimal("rareShare"));
        Optional<Subsets> subsets = Subsets.of(ledger, task.parameters(), AUTHORS_FIRST);
        Optional<Field> column = subsets.map(Subsets::field);
        RoundGroups groups = RoundGroups.of(ledger, column, round, (double) found / positive, task.parameters());
        Map<String, Object> facts = new LinkedHashMap<>(Figures.of("rows", ledger.rows(), "positive", positive, "round",
                found, "share", Figures.share(found, positive), "rare", rare, Subsets.SUBSET, Subsets.NONE,
                "groupsTested", groups.discovery().tested()));
        subsets.ifPresent(chosen -> chosen.tell(facts));
        if (!rare && groups.discovery().tested() == 0) {
            return new Outcome.NotApplicable(
                    "Of " + Numerals.counted(positive, "positive amount", "positive amounts") + " " + found
                            + " are round, a share above " + task.parameters().decimal("rareShare").toPlainString()
                            + ", so that single ones are ordinary here; and no group of at least "
                            + task.parameters().integer("groupRows") + " rows can be compared with the others.",
                    facts);
        }
        Selection selection = new Selection(task.parameters());
        if (rare) {
            addRows(task, round, found, positive, selection);
        }
        List<RoundGroups.Excess> excesses = groups.excesses();
        for (RoundGroups.Excess excess : excesses) {
            int[] rows = largest(ledger, groups.rows(excess));
            selection.add(WEIGHTS.points(GROUP), Entries.largestAmount(ledger, rows), rows,
                    () -> groupExplanation(task.parameters(), column.orElseThrow(), groups.discovery(), excess, rows,
                            found, positive));
        }
        task.watch().at(0.9);
        return new Outcome.Applicable(Figures.with(facts, "groupsInExcess", excesses.size(), "found", selection.found(),
                "reported", selection.reported()), selection.alerts());
    }

    private static int marked(boolean... round) {
        int marked = 0;
        for (boolean row : round) {
            marked += row ? 1 : 0;
        }
        return marked;
    }

    private static void addRows(Task task, boolean[] round, int found, int positive, Selection selection) {
        ColumnarLedger ledger = task.ledger();
        int[] points = IntStream.rangeClosed(0, MOST_ZEROS).map(zeros -> WEIGHTS.points(ZEROS + zeros)).toArray();
        for (int row = 0; row < round.length; row++) {
            if (round[row]) {
                int index = row;
                selection.add(points[Math.min(MOST_ZEROS, zeros(ledger, row))], ledger.amounts()[row],
                        new int[]{row + 1},
                        () -> rowExplanation(task, index, found, positive));
            }
        }
    }

    /** Trailing zeros of the amount in whole units. */
    private static int zeros(ColumnarLedger ledger, int row) {
        return Math.max(0,
                -Currencies.decimal(ledger.amounts()[row], ledger.currency(row)).stripTrailingZeros().scale());
    }

    private static int[] largest(ColumnarLedger ledger, int[] rows) {
        if (rows.length <= ROWS_A_GROUP_ALERT) {
            return rows;
        }
        return Arrays.stream(rows)
            .boxed()
            .sorted((one, other) -> Long.compare(ledger.amounts()[other - 1], ledger.amounts()[one - 1]))
            .limit(ROWS_A_GROUP_ALERT)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    }

    private static Explanation rowExplanation(Task task, int row, int found, int positive) {
        ColumnarLedger ledger = task.ledger();
        String amount = Numerals.money(ledger.amounts()[row], ledger.currency(row));
        String grade = ZEROS + Math.min(MOST_ZEROS, zeros(ledger, row));
        String share = "of " + Numerals.counted(positive, "positive amount", "positive amounts") + " "
                + Numerals.counted(found, "is round", "are round");
        return new Explanation(
                "amount mod multiple = 0 AND amount >= minimum AND roundAmounts <= rareShare positiveAmounts;"
                        + " grade ZEROS_ with the trailing zeros of the whole units, at most mostZeros",
                Figures.of("row", row + 1, "amount", amount, "currency", ledger.currency(row), "roundAmounts", found,
                        "positiveAmounts", positive),
                constants(task.parameters()),
                Figures.of("trailingZeros", zeros(ledger, row), "share", Figures.share(found, positive), "grade", grade,
                        "points", WEIGHTS.points(grade)),
                share + ", at most the share " + task.parameters().decimal("rareShare").toPlainString(),
                "The amount " + amount + " " + ledger.currency(row) + " is round; " + share + ".", SOURCE);
    }

    private static Explanation groupExplanation(Parameters parameters, Field column, FalseDiscovery discovery,
            RoundGroups.Excess excess, int[] rows, int found, int positive) {
        return new Explanation(
                "p = P(X >= roundRows | groupRows, roundAmounts / positiveAmounts); p <= threshold = rank / tests * q",
                Figures.of("column", column.label(), "firstRow", rows[0], "groupRows", excess.rows(), "roundRows",
                        excess.round(), "roundAmounts", found, "positiveAmounts", positive),
                constants(parameters),
                Figures.of("share", Figures.share(found, positive), "p", excess.p(), "rank", discovery.rejected(),
                        "tests",
                        discovery.tested(), "threshold",
                        discovery.threshold(), "rowsListed", rows.length, "grade", GROUP, "points",
                        WEIGHTS.points(GROUP)),
                Numerals.probability(excess.p()) + " <= " + Numerals.probability(discovery.threshold()),
                excess.round() + " of the " + excess.rows() + " rows with the " + column.label() + " of row " + rows[0]
                        + " have round amounts, more than their share of all positive amounts explains: "
                        + found + " of " + positive + ".",
                SOURCE);
    }

    private static Map<String, Object> constants(Parameters parameters) {
        return Figures.of("multiple", parameters.decimal("multiple"), "minimum", parameters.decimal("minimum"),
                "rareShare", parameters.decimal("rareShare"), "mostZeros", MOST_ZEROS, FalseDiscovery.Q,
                FalseDiscovery.q(parameters), "points", WEIGHTS.grades());
    }
}
