package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Selection;
import com.nexusplatform.procedure.grouping.Subsets;

/** ANO-1: amounts far from what is usual among their peers, by the modified z of their logarithms. */
public final class PeerOutlier implements Procedure {

    static final String THRESHOLD = "threshold";
    static final String SIDE = "side";
    static final String MINIMUM_RATIO = "minimumRatio";
    static final String MINIMUM_GROUP = "minimumGroup";
    static final String FENCE = "fence";

    private static final String PROPOSAL = "NEXUS's proposal";
    private static final String SOURCE = "Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): modified z, 0.6745 and 3.5;"
            + " Tukey (1977): outer fences; logarithms within peer groups, ratio and points: NEXUS's proposals; choice: "
            + FalseDiscovery.SOURCE;

    private static final List<Parameter> PARAMETERS = List.of(
            Subsets.automatic(),
            Parameter.decimal(THRESHOLD, "3.5", "1", "1000", "modified z that must be exceeded, by magnitude",
                    "Iglewicz and Hoaglin (1993)"),
            Parameter.text(SIDE, "both", List.of("both", "high", "low"), "which side of the median is looked at",
                    PROPOSAL),
            Parameter.decimal(MINIMUM_RATIO, "2", "1", "1000000",
                    "least ratio to the group's usual amount, up or down, so that cents are no outliers among equal amounts",
                    PROPOSAL),
            Parameter.integer(MINIMUM_GROUP, 10, 3, 1_000_000, "amounts below which a group is not judged", PROPOSAL),
            Parameter.decimal(FENCE, "3", "0", "1000",
                    "interquartile ranges from the quartiles to the outer fences; beyond them an alert has more points",
                    "Tukey (1977)"),
            FalseDiscovery.parameter(),
            Selection.limit());

    private static final Declaration DECLARATION = new Declaration("ANO-1", 4, "Peer outlier", Family.ANOMALY,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.ACCOUNT, Field.TYPE,
                    Field.CREATED_BY),
            PARAMETERS,
            "Within each group of positive amounts of one currency, by subset: modified z = 0.6745 (ln x - median) / MAD, x in"
                    + " minor units, median and MAD (median of |ln x - median|) of the group's logarithms, quantiles of type 7. Selects rows"
                    + " whose modified z exceeds the threshold by magnitude and whose amount is at least minimumRatio times the"
                    + " usual amount (or that part of it), and which Benjamini and Hochberg's procedure then names at q"
                    + " among all amounts judged, p = erfc(|modified z| / sqrt 2) rounded to four digits, those that are not"
                    + " selected counting as 1; one alert a row. p speaks of normal logarithms whose centre and spread are"
                    + " known: in heavy tails and in groups of few amounts chance makes up more than q. Grades: LOW"
                    + " below the median; above it INSIDE_FENCE within the outer fence,"
                    + " BELOW_FIVEFOLD beyond it at less than 5 times the usual amount, FIVEFOLD_Z3 beyond it from 5 times,"
                    + " FIVEFOLD_Z5 from a modified z of 5, FIVEFOLD_Z8 from 8 and FIVEFOLD_Z12 from 12.",
            "At least one group of minimumGroup positive amounts whose MAD is not 0. A group whose MAD is 0, since more than half"
                    + " of its amounts are equal, cannot say: it is counted, not judged.",
            SOURCE, "n log n in the rows of the largest group; 8 bytes a row, and 48 for each group");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 100;
    }

    @Override
    public Outcome perform(Task task) {
        return Subsets.refusal(DECLARATION.code(), task)
            .orElseGet(() -> said(task, new Peers(Subsets.of(task.ledger(), task.parameters()).orElse(null))));
    }

    private static Outcome said(Task task, Peers column) {
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        PeerSearch search = new PeerSearch(task.ledger().amounts(), column.codes(), column.groups(), currencies,
                OutlierRule.of(task.parameters()), task.watch());
        Map<String, Object> statistics = statistics(task.ledger(), column, search);
        if (search.judgedGroups == 0) {
            return new Outcome.NotApplicable("No group by " + column.label() + " has "
                    + task.parameters().integer(MINIMUM_GROUP) + " positive amounts of one currency that differ enough;"
                    + " what is usual cannot be said.", statistics);
        }
        Selection selection = select(task, column, currencies, search, statistics);
        statistics.put("found", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }

    private static Selection select(Task task, Peers column, RowCurrencies currencies, PeerSearch search,
            Map<String, Object> statistics) {
        Selection selection = new Selection(task.parameters());
        PeerChance chance = PeerChance.of(search, task.ledger().amounts(), FalseDiscovery.q(task.parameters()));
        statistics.put("beyondThreshold", search.found());
        chance.describe(statistics);
        for (int place = 0; place < search.found(); place++) {
            if (chance.names(place)) {
                int index = search.row(place);
                PeerAmount peer = new PeerAmount(task.ledger().amounts()[index], currencies.code(currencies.at(index)),
                        search.spread(place), task.parameters().decimal(FENCE));
                selection.add(DECLARATION.weights().points(peer.grade()), peer.amount(), new int[]{index + 1},
                        () -> explanation(task, column, index, peer, chance));
            }
        }
        return selection;
    }

    private static Map<String, Object> statistics(ColumnarLedger ledger, Peers column, PeerSearch search) {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put(Subsets.SUBSET, column.label());
        statistics.put("groupsJudged", search.judgedGroups);
        statistics.put("groupsThatCannotSay", search.silentGroups);
        statistics.put("groupsTooSmall", search.smallGroups);
        statistics.put("rowsJudged", search.judgedRows);
        statistics.put("rowsOfGroupsThatCannotSay", search.silentRows);
        statistics.put("rowsOfGroupsTooSmall", search.smallRows);
        statistics.put("rowsWithoutGroupOrNotPositive",
                ledger.rows() - search.judgedRows - search.silentRows - search.smallRows);
        return statistics;
    }

    private static Explanation explanation(Task task, Peers column, int index, PeerAmount peer, PeerChance chance) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("row", index + 1);
        inputs.put(Subsets.SUBSET, column.label());
        inputs.put("subsetValue", column.value(index));
        inputs.putAll(peer.inputs());
        Map<String, Object> constants = new LinkedHashMap<>();
        for (String name : List.of(THRESHOLD, MINIMUM_RATIO, FENCE, FalseDiscovery.Q)) {
            constants.put(name, task.parameters().decimal(name));
        }
        constants.put("scale", new BigDecimal("0.6745"));
        constants.put("points", DECLARATION.weights().grades());
        Map<String, Object> steps = peer.steps();
        BigDecimal p = PeerChance.probability(peer.modifiedZ());
        steps.put("p", p);
        chance.describe(steps);
        String verdict = "|modifiedZ| " + peer.modifiedZ().abs().toPlainString() + " > "
                + task.parameters().decimal(THRESHOLD).toPlainString() + " and ratio " + peer.ratio().toPlainString()
                + " >= " + task.parameters().decimal(MINIMUM_RATIO).toPlainString() + " and p "
                + p + " <= pThreshold " + chance.threshold();
        return new Explanation(PeerAmount.FORMULA, inputs, constants, steps, verdict,
                peer.sentence(column.words()), SOURCE);
    }
}
