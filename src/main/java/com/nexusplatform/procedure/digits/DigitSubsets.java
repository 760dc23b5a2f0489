package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Numerals;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.FalseDiscovery;
import com.nexusplatform.procedure.grouping.Subsets;

/** A digit test of every subset; those whose chi-square chance does not explain, given how many were tested, are named. */
final class DigitSubsets {

    static final String METHOD = " With a subset, each account, counterparty, user or type that meets the preconditions is tested by"
            + " itself with all its amounts of the sign, and Benjamini and Hochberg's procedure over the p values of chi-square"
            + " at q decides which are named; statistics count subsets tested, too small and named.";

    static final String MAXIMUM_ALERTS = "maximumAlerts";

    private final String code;
    private final DigitTest test;
    private final DigitReader reader;
    private final Parameters parameters;
    private final Subsets subsets;
    private final SubsetCounts counts;

    private DigitSubsets(String code, DigitTest test, Task task, Subsets subsets) {
        this.code = code;
        this.test = test;
        this.subsets = subsets;
        parameters = task.parameters();
        reader = new DigitReader(test, task);
        counts = SubsetCounts.of(test, reader, subsets, parameters);
    }

    /** The parameters of a digit procedure that can run by subset, its own first. */
    static List<Parameter> parameters(Parameter... own) {
        List<Parameter> all = new ArrayList<>(List.of(own));
        all.add(Subsets.parameter());
        all.add(FalseDiscovery.parameter());
        all.add(Parameter.integer(MAXIMUM_ALERTS, 5_000, 1, 100_000,
                "with a subset: most alerts reported, the strongest first, then the first row; all found are counted",
                "NEXUS's proposal"));
        return all;
    }

    /** Names whole subsets, one alert for each, or groups of digits within subsets, one alert for each group. */
    static Outcome of(String code, DigitTest test, Task task, Subsets subsets, boolean byGroup) {
        return new DigitSubsets(code, test, task, subsets).outcome(byGroup);
    }

    private Outcome outcome(boolean byGroup) {
        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("sign", reader.sign().word());
        subsets.tell(statistics);
        statistics.put("subsets", counts.present());
        statistics.put("subsetsTooSmall", counts.tooSmall());
        statistics.put("subsetsOfSmallSpan", counts.smallSpan());
        statistics.put("subsetsTested", counts.tested());
        if (counts.tested() == 0) {
            return new Outcome.NotApplicable("No " + subsets.field().label() + " has "
                    + Numerals.grouped(parameters.integer(DigitCounts.MINIMUM_ROWS)) + " " + reader.sign().word()
                    + " amounts" + (test.leading()
                            ? " over " + parameters.integer(DigitCounts.MINIMUM_SPAN) + " orders of magnitude"
                            : " of at least " + DigitReader.LEAST_UNITS)
                    + "; there are " + Numerals.grouped(counts.present()) + " with any.", statistics);
        }
        List<SubsetVerdict> named = named(statistics);
        List<Candidate> found = named.stream()
            .flatMap(verdict -> (byGroup ? groups(verdict) : List.of(new Candidate(verdict, -1, verdict.chiSquare())))
                .stream())
            .sorted()
            .toList();
        List<Candidate> reported = found.stream().limit(parameters.integer(MAXIMUM_ALERTS)).toList();
        statistics.put("found", found.size());
        statistics.put("reported", reported.size());
        return new Outcome.Applicable(statistics, alerts(reported));
    }

    private List<SubsetVerdict> named(Map<String, Object> statistics) {
        List<BigDecimal> pValues = new ArrayList<>(counts.tested());
        for (int place = 0; place < counts.tested(); place++) {
            pValues.add(counts.profile(place).pValue());
        }
        BigDecimal q = FalseDiscovery.q(parameters);
        FalseDiscovery discovery = FalseDiscovery.of(pValues, q);
        statistics.put("subsetsRejected", discovery.rejected());
        statistics.put(FalseDiscovery.Q, q);
        statistics.put("pValueThreshold", discovery.threshold());
        List<SubsetVerdict> named = new ArrayList<>();
        for (int place = 0; place < counts.tested(); place++) {
            if (discovery.rejects(pValues.get(place))) {
                DigitProfile profile = counts.profile(place);
                named.add(new SubsetVerdict(subsets.field().label(), Subsets.named(counts.firstRow(place)),
                        counts.firstRow(place), place, profile, profile.chiSquare(), pValues.get(place), discovery, q));
            }
        }
        return named;
    }

    private List<Candidate> groups(SubsetVerdict verdict) {
        return verdict.profile()
            .exceeding(parameters.decimal(FirstDigit.CRITICAL_Z))
            .stream()
            .map(group -> new Candidate(verdict, group, verdict.profile().z(group)))
            .toList();
    }

    private List<Alert> alerts(List<Candidate> reported) {
        int[] targets = new int[counts.tested() * test.size()];
        Arrays.fill(targets, -1);
        for (int i = 0; i < reported.size(); i++) {
            int start = reported.get(i).verdict.place() * test.size();
            int group = reported.get(i).group;
            if (group < 0) {
                Arrays.fill(targets, start, start + test.size(), i);
            } else {
                targets[start + group - test.first()] = i;
            }
        }
        List<int[]> rows = counts.rows(targets, reported.size());
        Weights weights = Weights.of(code);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < reported.size(); i++) {
            Candidate candidate = reported.get(i);
            alerts.add(candidate.group < 0
                    ? new Alert(weights.points("SUBSET"), rows.get(i), whole(candidate.verdict))
                    : new GroupAlert(candidate.verdict.profile(), candidate.group, candidate.strength, reader.sign(),
                            parameters.decimal(FirstDigit.CRITICAL_Z), weights.points(GroupAlert.EXCESS_MOST),
                            candidate.verdict)
                        .over(rows.get(i)));
        }
        return alerts;
    }

    private Explanation whole(SubsetVerdict verdict) {
        DigitProfile profile = verdict.profile();
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("n", profile.n());
        inputs.put("sign", reader.sign().word());
        verdict.describe(inputs);
        Map<String, Object> constants = new LinkedHashMap<>();
        constants.put(FalseDiscovery.Q, verdict.q());
        constants.put(DigitCounts.MINIMUM_ROWS, parameters.integer(DigitCounts.MINIMUM_ROWS));
        constants.put(DigitCounts.MINIMUM_SPAN, parameters.integer(DigitCounts.MINIMUM_SPAN));
        constants.put("points", Weights.of(code).grades());
        Map<String, Object> steps = new LinkedHashMap<>();
        verdict.compute(steps);
        steps.put("meanAbsoluteDeviation", profile.meanAbsoluteDeviation());
        steps.put("grade", "SUBSET");
        String law = test == DigitTest.FIRST
                ? "p(d) = log10(1 + 1/d), d = 1 to 9; "
                : "p(d) = sum over i = 1 to 9 of log10(1 + 1/(10 i + d)), d = 0 to 9; ";
        return new Explanation(law + SubsetVerdict.FORMULA, inputs, constants, steps, verdict.comparison(),
                "The " + (test == DigitTest.FIRST ? "first" : "second") + " digits of the "
                        + Numerals.grouped(profile.n()) + " " + reader.sign().word() + " amounts of one "
                        + verdict.column() + ", of " + Numerals.grouped(verdict.discovery().tested())
                        + " tested, differ from Benford's law by more than chance; whether the law holds for such amounts is"
                        + " the first thing to ask.",
                GroupAlert.source(test, verdict));
    }

    /** A subset, or a group of digits in it; the strongest comes first, then the earliest row, then the least digits. */
    private record Candidate(SubsetVerdict verdict, int group, BigDecimal strength) implements Comparable<Candidate> {

        private static final Comparator<Candidate> ORDER = Comparator.comparing(Candidate::strength)
            .reversed()
            .thenComparingInt(candidate -> candidate.verdict.firstRow())
            .thenComparingInt(Candidate::group);

        @Override
        public int compareTo(Candidate other) {
            return ORDER.compare(this, other);
        }
    }
}
