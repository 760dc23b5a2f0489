package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** The digests that make a run re-performable. */
class RunHashTests {

    private static final Plan PLAN = new Plan(
            List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", new BigDecimal("1.50"), "days", 3))));

    @Test
    void isTheDigestOfTheCanonicalInputs() {
        assertThat(RunHash.of("c", "m", PLAN, 1)).isEqualTo(Digests.sha256(
                "{\"contentSha256\":\"c\",\"engine\":1,\"mappingSha256\":\"m\",\"plan\":[{\"parameters\":{\"days\":3,"
                        + "\"minimum\":1.5},\"procedure\":\"PAY-1@1\"}]}"));
    }

    @Test
    void takesNumbersThatAreEqualForOne() {
        Plan same = new Plan(
                List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", new BigDecimal("1.5"), "days", 3))));

        assertThat(RunHash.of("c", "m", same, 1)).isEqualTo(RunHash.of("c", "m", PLAN, 1));
    }

    @Test
    void changesWithEveryInput() {
        Plan version = new Plan(List.of(new Plan.Step("PAY-1", 2, PLAN.steps().getFirst().parameters())));
        Plan parameter = new Plan(List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", 2, "days", 3))));

        assertThat(List.of(RunHash.of("c", "m", PLAN, 1), RunHash.of("d", "m", PLAN, 1), RunHash.of("c", "n", PLAN, 1),
                RunHash.of("c", "m", PLAN, 2), RunHash.of("c", "m", version, 1), RunHash.of("c", "m", parameter, 1)))
            .doesNotHaveDuplicates();
    }

    @Test
    void survivesTheWayThroughTheDatabase() {
        assertThat(RunHash.of("c", "m", Plan.parse(PLAN.json()), 1)).isEqualTo(RunHash.of("c", "m", PLAN, 1));
    }

    @Test
    void givesEachProcedureASeedOfItsOwn() {
        assertThat(RunHash.seed("h", "ANO-1@1")).isEqualTo(RunHash.seed("h", "ANO-1@1"))
            .isNotEqualTo(RunHash.seed("h", "ANO-1@2"))
            .isNotEqualTo(RunHash.seed("i", "ANO-1@1"));
    }

    @Test
    void digestsTheResultsInTheOrderOfThePlan() {
        Performed one = AnalysisFixtures.performed("PAY-1", AnalysisFixtures.alert(10, "one", 1));
        Performed two = AnalysisFixtures.performed("PAY-2");

        assertThat(RunHash.ofResults(List.of(one, two))).isEqualTo(RunHash.ofResults(List.of(one, two)))
            .isNotEqualTo(RunHash.ofResults(List.of(two, one)));
    }
}
