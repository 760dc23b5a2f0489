package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/** What differs between a run and the one that it repeats. */
class ComparisonTests {

    private static final UUID DATASET = new UUID(0, 1);

    @Test
    void findsNothingBetweenARunAndItself() {
        Plan plan = plan("PAY-1", 5);
        Performed said = AnalysisFixtures.performed("PAY-1", AnalysisFixtures.alert(10, "one", 1));

        assertThat(compare(run(plan, "c"), List.of(said), run(plan, "c"), List.of(said))).isEmpty();
    }

    @Test
    void namesAChangedParameterAndWhatItChanged() {
        Performed before = said(Map.of("n", 3, "groups", List.of(1, 2)), 2);
        Performed after = said(Map.of("n", 3, "groups", List.of(1, 4)), 1);

        List<Difference> found = compare(run(plan("PAY-1", 5), "c"), List.of(before), run(plan("PAY-1", 9), "c"),
                List.of(after));

        assertThat(found).contains(Difference.of("parameters.least", "PAY-1", 5, 9),
                Difference.of("statistics.groups[1]", "PAY-1", 2, 4), Difference.of("alertCount", "PAY-1", 2, 1),
                Difference.of("asked", "PAY-1", 0, 0));
        assertThat(found).extracting(Difference::what).doesNotContain("statistics.n");
    }

    @Test
    void namesAnotherDataset() {
        Performed said = AnalysisFixtures.performed("PAY-1");

        assertThat(compare(run(plan("PAY-1", 5), "c"), List.of(said), run(plan("PAY-1", 5), "d"), List.of(said)))
            .containsExactly(Difference.of("contentSha256", null, "c", "d"));
    }

    @Test
    void namesOtherMastersAndOtherWeights() {
        Plan plan = plan("PAY-1", 5);
        Performed said = AnalysisFixtures.performed("PAY-1");
        Master vendors = new Master(DatasetKind.VENDORS, new UUID(0, 3), "v", "m");
        Master others = new Master(DatasetKind.VENDORS, new UUID(0, 4), "w", "m");
        Master staff = new Master(DatasetKind.EMPLOYEES, new UUID(0, 5), "e", "m");
        Run before = run(new Inputs("c", "m", plan, List.of(vendors, staff), 1, 0));
        Run after = run(new Inputs("c", "m", plan, List.of(others), 1, 1));

        assertThat(compare(before, List.of(said), after, List.of(said))).containsExactlyInAnyOrder(
                Difference.of("masters.VENDORS.datasetId", null, new UUID(0, 3).toString(), new UUID(0, 4).toString()),
                Difference.of("masters.VENDORS.contentSha256", null, "v", "w"),
                Difference.of("masters.EMPLOYEES", null, before.inputs().mastersByKind().get("EMPLOYEES"), null),
                Difference.of("weights", null, 0, 1));
    }

    @Test
    void namesProceduresThatOnlyOneRunHas() {
        Performed one = AnalysisFixtures.performed("PAY-1");
        Performed two = AnalysisFixtures.performed("PAY-2");

        assertThat(compare(run(plan("PAY-1", 5), "c"), List.of(one), run(plan("PAY-2", 5), "c"), List.of(two)))
            .containsExactly(Difference.of("order", null, "PAY-1", "PAY-2"),
                    Difference.of("procedure", "PAY-1", "PAY-1@1", null),
                    Difference.of("procedure", "PAY-2", null, "PAY-2@1"));
    }

    @Test
    void tellsThatAProcedureHasNothingToSayAnyMore() {
        Performed before = AnalysisFixtures.performed("PAY-1");
        Performed after = AnalysisFixtures.performed("PAY-1",
                new Outcome.NotApplicable("too few rows", Map.of("n", 0)));

        assertThat(compare(run(plan("PAY-1", 5), "c"), List.of(before), run(plan("PAY-1", 5), "c"), List.of(after)))
            .contains(Difference.of("status", "PAY-1", "APPLICABLE", "NOT_APPLICABLE"),
                    Difference.of("reason", "PAY-1", null, "too few rows"));
    }

    @Test
    void takesNumbersThatAreEqualForOne() {
        Performed before = said(Map.of("share", new BigDecimal("1.50"), "other", 1), 0);
        Performed after = said(Map.of("share", new BigDecimal("1.5"), "other", 2), 0);

        assertThat(compare(run(plan("PAY-1", 5), "c"), List.of(before), run(plan("PAY-1", 5), "c"), List.of(after)))
            .extracting(Difference::what)
            .containsExactly("statistics.other", "asked");
    }

    @Test
    void doesNotListWithoutEnd() {
        List<Integer> there = IntStream.range(0, 500).boxed().toList();
        List<Integer> here = IntStream.range(1, 501).boxed().toList();

        assertThat(compare(run(plan("PAY-1", 5), "c"), List.of(said(Map.of("digits", there), 0)),
                run(plan("PAY-1", 5), "c"), List.of(said(Map.of("digits", here), 0))))
            .hasSize(101);
    }

    @Test
    void comparesNoResultsWithARunThatHasNone() {
        Plan plan = plan("PAY-1", 5);
        Run failed = new Run(new UUID(0, 7), new UUID(0, 2), DATASET, RunStatus.FAILED, 0,
                AnalysisFixtures.inputs("c", plan), "run", null, 1, "too slow", null, null, null, null, Instant.EPOCH,
                "examiner",
                null, Instant.EPOCH);

        assertThat(compare(failed, List.of(), run(plan, "c"), List.of(AnalysisFixtures.performed("PAY-1"))))
            .containsExactly(Difference.of("runStatus", null, "FAILED", "SUCCEEDED"));
    }

    private static List<Difference> compare(Run original, List<Performed> there, Run reperformed,
            List<Performed> here) {
        return Comparison.of(original, results(there), reperformed, results(here),
                (procedure, before, after) -> List
                    .of(Difference.of("asked", procedure, before.ordinal(), after.ordinal())));
    }

    private static Performed said(Map<String, Object> statistics, int alerts) {
        return AnalysisFixtures.performed("PAY-1", new Outcome.Applicable(statistics,
                IntStream.range(0, alerts).mapToObj(i -> AnalysisFixtures.alert(10, "one", i + 1)).toList()));
    }

    private static List<Result> results(List<Performed> performed) {
        return IntStream.range(0, performed.size()).mapToObj(i -> result(i, performed.get(i))).toList();
    }

    private static Result result(int ordinal, Performed performed) {
        String reason = performed.inapplicable();
        return new Result(ordinal, performed.declaration().code(), 1, performed.step().parametersJson(),
                reason == null ? "APPLICABLE" : "NOT_APPLICABLE", reason, StoredJson.write(performed.figures()),
                performed.alerts().size(), performed.resultHash(), 1);
    }

    private static Plan plan(String code, int least) {
        return new Plan(List.of(AnalysisFixtures.step(code, least)));
    }

    private static Run run(Plan plan, String content) {
        return run(AnalysisFixtures.inputs(content, plan));
    }

    private static Run run(Inputs inputs) {
        return new Run(UUID.randomUUID(), new UUID(0, 2), DATASET, RunStatus.SUCCEEDED, 1, inputs, RunHash.of(inputs),
                "result", 1, null, null, null, null, null, Instant.EPOCH, "examiner", null, null);
    }
}
