package com.nexusplatform.procedure.payments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Figures;
import com.nexusplatform.procedure.grouping.Selection;

/** PAY-3: more amounts just below an approval limit than just above it. */
public final class JustBelowLimit implements Procedure {

    static final String WIDTH = "width";
    static final String MINIMUM_SHARE = "minimumShare";
    static final String SOURCE = "ISA 240; ACFE tests of authority limits; one-sided exact binomial test";

    private static final String LIMIT = "LIMIT";
    private static final String PERSON = "PERSON";
    private static final String ALPHA = "alpha";
    private static final String MINIMUM_ROWS = "minimumRows";
    private static final String PERSON_ROWS = "personRows";
    private static final Weights WEIGHTS = Weights.of("PAY-3");

    private static final Declaration DECLARATION = new Declaration("PAY-3", 8, "Just below an approval limit",
            Family.PAYMENTS, Set.of(DatasetKind.PAYMENTS, DatasetKind.LEDGER), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.CREATED_BY, Field.APPROVED_BY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME),
            parameters(),
            "For each limit L and currency the positive amounts a with L(1-w) <= a < L are counted beside those of the "
                    + "mirror band L <= a < L(1+w), in whole minor units; w is width. The probability of so many in the "
                    + "lower band or more, if both were equally likely, is the exact upper tail of the binomial "
                    + "distribution with p = 1/2 (Loader's expansion in StrictMath, all terms), rounded to four "
                    + "significant digits; 1e-300 stands for any below it. A limit is an alert over the rows of its "
                    + "lower band, the largest 1,000 of them, where the probability is at most alpha and the lower band holds at least minimumShare. "
                    + "Besides, each createdBy, approvedBy and counterparty with personRows in the two bands is tested "
                    + "alike, with the share of all others there, at least 1/2, in the place of 1/2, taken from their exact counts, and "
                    + "not where there are no others; of all these tests "
                    + "together those are alerts that Benjamini and Hochberg's step-up names at q, and "
                    + "that hold minimumShare. " + ApprovalLimits.LEFT_OUT,
            "Limits are given, one at least in a currency of the positive amounts, and one has minimumRows of these in its two "
                    + "bands.",
            SOURCE,
            "Linear in the rows, one pass a limit and currency; 4 bytes for each row in a band, 8 for each person.");

    private static List<Parameter> parameters() {
        return List.of(ApprovalLimits.parameter(),
                Parameter.decimal(WIDTH, "0.10", "0.001", "0.5", "width of each band, as a share of the limit",
                        "practice of audit software: nine tenths of the limit"),
                Parameter.decimal(ALPHA, "0.01", "0", "0.5", "largest probability at which a limit is selected",
                        "NEXUS: 1 %"),
                Parameter.decimal(MINIMUM_SHARE, "0.60", "0.5", "1",
                        "least share of the lower band in both: amounts thin out as they grow, so that a long ledger"
                                + " differs from one half without anybody's doing",
                        "NEXUS: log-uniform amounts give 0.525, a log-normal tail at 2.5 sigma 0.564"),
                Parameter.integer(MINIMUM_ROWS, 10, 1, 1_000_000, "least rows in the two bands of a limit",
                        "NEXUS: fewer than seven cannot reach 1 %"),
                Parameter.integer(PERSON_ROWS, 7, 1, 1_000_000, "least rows of a person in the two bands of a limit",
                        "NEXUS: fewer cannot reach 1 %"),
                FalseDiscovery.parameter(),
                Selection.limit());
    }

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        task.watch().at(0);
        ColumnarLedger ledger = task.ledger();
        Optional<Outcome> refusal = ApprovalLimits.refusal(DECLARATION.code(), task.parameters(), ledger);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        RowCurrencies currencies = RowCurrencies.of(ledger);
        List<ApprovalLimits.Limit> limits = ApprovalLimits.of(task.parameters(), currencies);
        Selection selection = new Selection(task.parameters());
        List<Object> tested = new ArrayList<>();
        List<PersonBands.Person> persons = new ArrayList<>();
        PersonBands people = PersonBands.of(ledger);
        int most = 0;
        for (int i = 0; i < limits.size(); i++) {
            task.watch().at((double) i / limits.size());
            LimitBands bands = LimitBands.of(ledger, currencies, limits.get(i), task.parameters().decimal(WIDTH));
            BandTest test = BandTest.ofHalves(bands.below().length, bands.below().length + bands.above().length);
            most = Math.max(most, test.both());
            if (test.both() >= task.parameters().integer(MINIMUM_ROWS)) {
                tested.add(figures(bands, test));
                select(task, bands, test, selection);
                persons.addAll(people.tests(bands, task.parameters().integer(PERSON_ROWS)));
            }
        }
        if (tested.isEmpty()) {
            return new Outcome.NotApplicable("No limit has "
                    + Numerals.counted(task.parameters().integer(MINIMUM_ROWS), "positive amount", "positive amounts")
                    + " within its two bands; the most are " + most + ".",
                    Figures.of("rows", ledger.rows(), "limits", limits.size(), "mostInBothBands", most));
        }
        int limitsFound = selection.found();
        selectPersons(task, persons, selection);
        Map<String, Object> statistics = new LinkedHashMap<>(
                Figures.of("rows", ledger.rows(), "limits", tested, "limitsFound", limitsFound, "personsTested",
                        persons.size(), "personsFound", selection.found() - limitsFound, "found", selection.found(),
                        "reported", selection.reported()));
        statistics.putAll(ApprovalLimits.leftOut(task.parameters(), currencies, ledger.amounts()));
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private static Map<String, Object> figures(LimitBands bands, BandTest test) {
        return Figures.of("limit", bands.limit().money(), "currency", bands.limit().code(), "below", test.below(),
                "above", test.both() - test.below(), "p", test.probability());
    }

    private static void select(Task task, LimitBands bands, BandTest test, Selection selection) {
        Parameters parameters = task.parameters();
        if (test.lessThan(parameters.decimal(MINIMUM_SHARE))
                || test.probability().compareTo(parameters.decimal(ALPHA)) > 0) {
            return;
        }
        int[] rows = LargestRows.of(task.ledger(), bands.below());
        selection.add(WEIGHTS.points(LIMIT), bands.from(), rows, () -> explanation(parameters, bands, test, rows));
    }

    private static void selectPersons(Task task, List<PersonBands.Person> persons, Selection selection) {
        Parameters parameters = task.parameters();
        FalseDiscovery discovery = FalseDiscovery.of(
                persons.stream().map(person -> person.test().probability()).toList(),
                FalseDiscovery.q(parameters));
        for (PersonBands.Person person : persons) {
            if (discovery.rejects(person.test().probability())
                    && !person.test().lessThan(parameters.decimal(MINIMUM_SHARE))) {
                int[] rows = LargestRows.of(task.ledger(), person.below());
                selection.add(WEIGHTS.points(PERSON), person.bands().from(), rows,
                        () -> personExplanation(parameters, person, discovery, rows));
            }
        }
    }

    private static Explanation personExplanation(Parameters parameters, PersonBands.Person person,
            FalseDiscovery discovery, int[] rows) {
        ApprovalLimits.Limit limit = person.bands().limit();
        BandTest test = person.test();
        return new Explanation(
                "below = #[L(1-w) <= a < L], above = #[L <= a < L(1+w)], p = P(X >= below | below + above, expectedShare),"
                        + " expectedShare = max(1/2, belowOfOthers / (belowOfOthers + aboveOfOthers)); p <= rank / tests * q AND below >= minimumShare (below + above)",
                Figures.of("limit", limit.money(), "currency", limit.code(), "column", person.column().name(),
                        "firstRow", rows[0], "below", test.below(), "above", test.both() - test.below(),
                        "belowOfOthers", test.belowOfOthers(), "aboveOfOthers", test.others() - test.belowOfOthers()),
                Figures.of(WIDTH, parameters.decimal(WIDTH), FalseDiscovery.Q,
                        FalseDiscovery.q(parameters), MINIMUM_SHARE, parameters.decimal(MINIMUM_SHARE),
                        "leastExpectedShare", BandTest.HALF, "leastProbability", BandTest.LEAST_PROBABILITY, "points",
                        WEIGHTS.grades()),
                Figures.of("expectedShare", test.expected(), "share", test.share(), "p", test.probability(), "tests",
                        discovery.tested(), "rank", discovery.rejected(), "threshold", discovery.threshold(),
                        "rowsListed", rows.length, "grade", PERSON, "points", WEIGHTS.points(PERSON)),
                Numerals.probability(test.probability()) + " <= " + Numerals.probability(discovery.threshold())
                        + " and "
                        + test.share().toPlainString() + " >= " + parameters.decimal(MINIMUM_SHARE).toPlainString(),
                (test.both() == 1
                        ? "The one amount"
                        : Numerals.grouped(test.below()) + " of the " + Numerals.grouped(test.both()) + " amounts")
                        + " about the limit of " + limit.words() + " with the " + person.column().name() + " of row "
                        + rows[0] + (test.below() == 1 ? " lies" : " lie")
                        + " below it; of the others the share is " + test.expected().toPlainString() + " or less.",
                SOURCE);
    }

    private static Explanation explanation(Parameters parameters, LimitBands bands, BandTest test, int[] rows) {
        ApprovalLimits.Limit limit = bands.limit();
        int above = test.both() - test.below();
        return new Explanation(
                "below = #[L(1-w) <= a < L], above = #[L <= a < L(1+w)], p = P(X >= below | below + above, 1/2);"
                        + " p <= alpha AND below >= minimumShare (below + above)",
                Figures.of("limit", limit.money(), "currency", limit.code(), "below", test.below(), "above", above),
                Figures.of(WIDTH, parameters.decimal(WIDTH), ALPHA, parameters.decimal(ALPHA), MINIMUM_SHARE,
                        parameters.decimal(MINIMUM_SHARE), "expectedShare", BandTest.HALF, "leastProbability",
                        BandTest.LEAST_PROBABILITY, "points", WEIGHTS.grades()),
                Figures.of("from", Numerals.money(bands.from(), limit.code()), "to",
                        Numerals.money(bands.to(), limit.code()), "both", test.both(), "share", test.share(), "p",
                        test.probability(), "rowsListed", rows.length, "grade", LIMIT, "points", WEIGHTS.points(LIMIT)),
                Numerals.probability(test.probability()) + " <= " + parameters.decimal(ALPHA).toPlainString() + " and "
                        + test.share().toPlainString() + " >= " + parameters.decimal(MINIMUM_SHARE).toPlainString(),
                Numerals.counted(test.below(), "amount lies", "amounts lie") + " within "
                        + percent(parameters.decimal(WIDTH)) + " % below the limit of " + limit.words() + ", and "
                        + Numerals.grouped(above) + " within as much above it.",
                SOURCE);
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
