package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.RowCurrencies;
import com.nexusplatform.procedure.Task;

/** ANO-1: amounts far from what is usual among their peers, by the modified z of their logarithms. */
public final class PeerOutlier implements Procedure {

    static final String GROUP = "group";
    static final String THRESHOLD = "threshold";
    static final String SIDE = "side";
    static final String MINIMUM_RATIO = "minimumRatio";
    static final String MINIMUM_GROUP = "minimumGroup";
    static final String FENCE = "fence";
    static final String MAXIMUM_ALERTS = "maximumAlerts";

    private static final String PROPOSAL = "NEXUS's proposal";
    private static final String SOURCE = "Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993): modified z, 0.6745 and 3.5;"
            + " Tukey (1977): outer fences; logarithms within peer groups, ratio and points: NEXUS's proposals";

    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.text(GROUP, "auto", List.of("auto", "counterparty", "account", "type", "createdBy", "all"),
                    "column whose equal values are peers, always within one currency; auto takes the first of counterparty,"
                            + " account, type and createdBy that is mapped; all makes one group of all rows",
                    PROPOSAL),
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
            Parameter.integer(MAXIMUM_ALERTS, 5_000, 1, 100_000,
                    "most alerts reported, greatest modified z first (half of it counts below the median), then by row;"
                            + " all found are counted",
                    PROPOSAL));

    private static final Declaration DECLARATION = new Declaration("ANO-1", 1, "Peer outlier", Family.ANOMALY,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME, Field.ACCOUNT, Field.TYPE,
                    Field.CREATED_BY),
            PARAMETERS,
            "Within each group of positive amounts of one currency: modified z = 0.6745 (ln x - median) / MAD, x in minor units,"
                    + " median and MAD (median of |ln x - median|) of the group's logarithms, quantiles of type 7. Selects rows"
                    + " whose modified z exceeds the threshold by magnitude and whose amount is at least minimumRatio times the"
                    + " usual amount (or that part of it), one alert a row. Points = whole part of"
                    + " |z|, at most 12, 4 more beyond the outer fence; half of that for amounts below the median.",
            "At least one group of minimumGroup positive amounts whose MAD is not 0. A group whose MAD is 0, since more than half"
                    + " of its amounts are equal, cannot say: it is counted, not judged.",
            SOURCE, "n log n in the rows of the largest group; 8 bytes a row, and 48 for each group");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public Outcome perform(Task task) {
        PeerColumn column = PeerColumn.of(task.ledger(), task.parameters().text(GROUP));
        if (!column.mapped()) {
            return new Outcome.NotApplicable("The dataset has no column mapped to " + column.label()
                    + " that could form groups of peers. Map one, or choose another group.",
                    Map.of(GROUP, task.parameters().text(GROUP)));
        }
        RowCurrencies currencies = RowCurrencies.of(task.ledger());
        PeerSearch search = new PeerSearch(task.ledger().amounts(), column.codes(), column.groups(), currencies,
                OutlierRule.of(task.parameters()), task.watch());
        Map<String, Object> statistics = statistics(task.ledger(), column, search);
        if (search.judgedGroups == 0) {
            return new Outcome.NotApplicable("No group by " + column.label() + " has "
                    + task.parameters().integer(MINIMUM_GROUP) + " positive amounts of one currency that differ enough;"
                    + " what is usual cannot be said.", statistics);
        }
        int[] places = strongest(search, task.ledger().amounts(), task.parameters().integer(MAXIMUM_ALERTS));
        statistics.put("found", search.found());
        statistics.put("reported", places.length);
        List<Alert> alerts = Arrays.stream(places)
            .mapToObj(place -> alert(task, column, currencies, search, place))
            .toList();
        return new Outcome.Applicable(statistics, alerts);
    }

    private static Map<String, Object> statistics(ColumnarLedger ledger, PeerColumn column, PeerSearch search) {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("groupedBy", column.label());
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

    /** Places of the greatest |z|, halved below the median, ties by row; the cut is found among the numbers alone before anything is compared pairwise. */
    private static int[] strongest(PeerSearch search, long[] amounts, int limit) {
        double[] z = new double[search.found()];
        for (int place = 0; place < z.length; place++) {
            double signed = search.spread(place).modifiedZ(amounts[search.row(place)]);
            z[place] = signed > 0 ? signed : -signed / 2;
        }
        double[] sorted = z.clone();
        Arrays.sort(sorted);
        double least = z.length <= limit ? 0 : sorted[z.length - limit];
        Integer[] places = new Integer[z.length];
        int kept = 0;
        for (int place = 0; place < z.length; place++) {
            if (z[place] >= least) {
                places[kept++] = place;
            }
        }
        Comparator<Integer> order = Comparator.comparingDouble((Integer place) -> -z[place])
            .thenComparingInt(search::row);
        return Arrays.stream(places, 0, kept).sorted(order).limit(limit).mapToInt(Integer::intValue).toArray();
    }

    private static Alert alert(Task task, PeerColumn column, RowCurrencies currencies, PeerSearch search, int place) {
        int index = search.row(place);
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("row", index + 1);
        inputs.put("groupedBy", column.label());
        inputs.put("group", column.group(index));
        PeerAmount peer = new PeerAmount(task.ledger().amounts()[index], currencies.code(currencies.at(index)),
                search.spread(place), task.parameters().decimal(FENCE));
        inputs.putAll(peer.inputs());
        Map<String, Object> constants = Map.of(THRESHOLD, task.parameters().decimal(THRESHOLD), MINIMUM_RATIO,
                task.parameters().decimal(MINIMUM_RATIO), FENCE, task.parameters().decimal(FENCE), "scale",
                new BigDecimal("0.6745"), "mostPoints", PeerAmount.MOST_POINTS, "pointsBeyondFence",
                PeerAmount.POINTS_BEYOND_FENCE);
        String verdict = "|modifiedZ| " + peer.modifiedZ().abs().toPlainString() + " > "
                + task.parameters().decimal(THRESHOLD).toPlainString() + " and ratio " + peer.ratio().toPlainString()
                + " >= "
                + task.parameters().decimal(MINIMUM_RATIO).toPlainString();
        return new Alert(peer.points(), new int[]{index + 1}, new Explanation(PeerAmount.FORMULA, inputs, constants,
                peer.steps(), verdict, peer.sentence(column.peers()), SOURCE));
    }
}
