package com.nexusplatform.procedure.anomaly;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Selection;
import com.nexusplatform.procedure.grouping.Subsets;

/** ANO-2: rows whose figures together are easily told apart from those of the others, by an isolation forest. */
public final class IsolationForest implements Procedure {

    static final String TREES = "trees";
    static final String SAMPLE = "sample";
    static final String SHARE = "share";
    static final String MINIMUM_SCORE = "minimumScore";
    static final String SOURCE = "Liu, Ting and Zhou, Isolation Forest (2008): trees, score, 100 and 256; features, credits and"
            + " points: NEXUS's proposals";

    private static final String PROPOSAL = "NEXUS's proposal";
    private static final int LEAST_FEATURES = 2;

    private static final Declaration DECLARATION = new Declaration("ANO-2", 4, "Isolation forest", Family.ANOMALY,
            EnumSet.of(DatasetKind.LEDGER, DatasetKind.PAYMENTS, DatasetKind.TRANSFERS), Set.of(Field.AMOUNT),
            Set.of(Field.CURRENCY, Field.POSTED_AT, Field.DOCUMENT_NO, Field.COUNTERPARTY_ID, Field.COUNTERPARTY_NAME,
                    Field.ACCOUNT, Field.COUNTER_ACCOUNT, Field.TYPE, Field.CREATED_BY, Field.APPROVED_BY),
            List.of(Parameter.integer(TREES, 100, 10, 500, "number of trees", "Liu, Ting and Zhou (2008)"),
                    Parameter.integer(SAMPLE, 256, 16, 4_096, "rows drawn without replacement for each tree",
                            "Liu, Ting and Zhou (2008)"),
                    Parameter.decimal(SHARE, "0.01", "0.0001", "0.1",
                            "share of the rows that is selected, the highest scores first, then by row", PROPOSAL),
                    Parameter.decimal(MINIMUM_SCORE, "0.5", "0", "1",
                            "score that must be exceeded; where all rows are alike it is about one half",
                            "Liu, Ting and Zhou (2008)"),
                    Subsets.parameter(), FalseDiscovery.parameter(), Selection.limit()),
            "Each tree parts a sample of the rows by a random feature, among those in which they differ, at a random value"
                    + " between the least and the greatest, until single rows or the height of a balanced tree remain. A row's"
                    + " path length h is the number of its splits, and c(n) more where n sampled rows were not parted, with"
                    + " c(n) = 2 H(n-1) - 2 (n-1)/n, H the harmonic number. score = 2^(-mean h / c(sample)). Features: natural"
                    + " logarithms, to hundredths, of the amount by magnitude less the median of its currency, and of that less"
                    + " the median of its counterparty and of its account; of the number of rows with the same weekday, hour,"
                    + " counterparty, account, counter account, type, creator, approver, pair of account and counter account"
                    + " (or else counterparty); of one and the days since the counterparty's previous row; and the trailing"
                    + " zeros of the amount in minor units and the length of the document number. Those whose columns are not"
                    + " mapped and those that are the same in all rows are left out. Each feature is credited c(n) - 1 - c(m)"
                    + " where its split takes a row from n sampled rows to m; the credits of a row sum to c(sample) - mean h."
                    + " Trees are drawn from the seed of the run; path lengths are summed in millionths, exactly. The tenth of"
                    + " the selected rows with the highest scores has the points of FIRST_TENTH, the others those of OTHER."
                    + " With a subset, the rows so selected are counted in each account, counterparty, user or type: of K in all"
                    + " N rows, k in a subset of n rows have the one-sided binomial p value of k successes or more in K trials"
                    + " of n/N, and only rows of subsets that Benjamini and Hochberg's procedure names at q among all subsets"
                    + " are alerts. One forest sees all rows: within a subset the ranks of scores are spread evenly, so that"
                    + " none could be named. Rows of a subset share features, its number of rows among them, so that the"
                    + " p value says where rare rows gather, not that they are wrong."
                    + " The forest says that a row is rare, not that it is wrong, and a share of the rows is always rare.",
            "At least as many rows as a sample, and at least 2 features that vary.", SOURCE,
            "linear in rows, trees and the height of the trees; two bytes a row and feature, and 20 a row");

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public int nanosARow() {
        return 1_000;
    }

    @Override
    public Outcome perform(Task task) {
        return Subsets.refusal(DECLARATION.code(), task).orElseGet(() -> said(task));
    }

    private static Outcome said(Task task) {
        int rows = task.ledger().rows();
        int sample = task.parameters().integer(SAMPLE);
        if (rows < sample) {
            return new Outcome.NotApplicable(
                    "The dataset has " + Numerals.counted(rows, "row", "rows") + "; at least " + sample
                            + ", as many as a sample, are needed.",
                    Map.of("rows", rows, SAMPLE, sample));
        }
        task.watch().at(0);
        List<Feature> mapped = Features.of(task.ledger(), task.watch());
        List<Feature> varying = mapped.stream().filter(Feature::varies).toList();
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("rows", rows);
        statistics.put("features", varying.stream().map(Feature::name).toList());
        statistics.put("featuresThatDoNotVary",
                mapped.stream().filter(feature -> !varying.contains(feature)).map(Feature::name).toList());
        if (varying.size() < LEAST_FEATURES) {
            return new Outcome.NotApplicable(varying.size() + " features vary; at least " + LEAST_FEATURES
                    + " are needed to tell rows apart.", statistics);
        }
        Forest forest = new Forest(varying, task.parameters().integer(TREES), sample, task.seed());
        int most = Math.max(1, task.parameters()
            .decimal(SHARE)
            .multiply(BigDecimal.valueOf(rows))
            .setScale(0, RoundingMode.FLOOR)
            .intValueExact());
        long[] paths = forest.paths(most, task.watch());
        return outcome(task, varying, forest, paths, Shortest.rows(paths, most), statistics);
    }

    private static Outcome outcome(Task task, List<Feature> features, Forest forest, long[] paths,
            int[] ranked, Map<String, Object> statistics) {
        IsolatedRows isolated = new IsolatedRows(task, features, forest, paths, ranked);
        Selection selection = new Selection(task.parameters());
        Optional<RareSubsets> subsets = Subsets.of(task.ledger(), task.parameters())
            .map(each -> new RareSubsets(each, isolated.rows(), FalseDiscovery.q(task.parameters())));
        subsets.ifPresent(named -> named.summarize(statistics));
        isolated.select(selection, subsets.orElse(null));
        statistics.put("height", forest.height());
        statistics.put("greatestScore", isolated.score(paths[ranked[0]]));
        statistics.put("scoreOfLastRank", isolated.score(paths[ranked[ranked.length - 1]]));
        statistics.put("found", selection.found());
        statistics.put("reported", selection.reported());
        return new Outcome.Applicable(statistics, selection.alerts());
    }
}
