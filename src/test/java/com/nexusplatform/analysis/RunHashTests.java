package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;

/** The digests that make a run re-performable. */
class RunHashTests {

    private static final Plan PLAN = new Plan(
            List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", new BigDecimal("1.50"), "days", 3))));

    @Test
    void isTheDigestOfTheCanonicalInputs() {
        assertThat(hash("c", "m", PLAN, 1)).isEqualTo(Digests.sha256(
                "{\"contentSha256\":\"c\",\"engine\":1,\"mappingSha256\":\"m\",\"plan\":[{\"parameters\":{\"days\":3,"
                        + "\"minimum\":1.5},\"procedure\":\"PAY-1@1\"}],\"weights\":1}"));
    }

    @Test
    void keepsTheFormOfRunsFromBeforeWeightsHadAVersion() {
        assertThat(RunHash.of(new Inputs("c", "m", PLAN, List.of(), 1, 0))).isEqualTo(Digests.sha256(
                "{\"contentSha256\":\"c\",\"engine\":1,\"mappingSha256\":\"m\",\"plan\":[{\"parameters\":{\"days\":3,"
                        + "\"minimum\":1.5},\"procedure\":\"PAY-1@1\"}]}"));
    }

    @Test
    void takesTheDigestsOfMastersInAnyOrder() {
        Master vendors = new Master(DatasetKind.VENDORS, new UUID(0, 1), "v", "n");
        Master staff = new Master(DatasetKind.EMPLOYEES, new UUID(0, 2), "e", "o");

        assertThat(RunHash.of(new Inputs("c", "m", PLAN, List.of(vendors, staff), 1, 1)))
            .isEqualTo(RunHash.of(new Inputs("c", "m", PLAN, List.of(staff, vendors), 1, 1)))
            .isEqualTo(Digests.sha256(
                    "{\"contentSha256\":\"c\",\"engine\":1,\"mappingSha256\":\"m\",\"masters\":{\"EMPLOYEES\":"
                            + "{\"contentSha256\":\"e\",\"mappingSha256\":\"o\"},\"VENDORS\":{\"contentSha256\":\"v\","
                            + "\"mappingSha256\":\"n\"}},\"plan\":[{\"parameters\":{\"days\":3,\"minimum\":1.5},"
                            + "\"procedure\":\"PAY-1@1\"}],\"weights\":1}"));
    }

    @Test
    void takesNumbersThatAreEqualForOne() {
        Plan same = new Plan(
                List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", new BigDecimal("1.5"), "days", 3))));

        assertThat(hash("c", "m", same, 1)).isEqualTo(hash("c", "m", PLAN, 1));
    }

    @Test
    void changesWithEveryInput() {
        Plan version = new Plan(List.of(new Plan.Step("PAY-1", 2, PLAN.steps().getFirst().parameters())));
        Plan parameter = new Plan(List.of(new Plan.Step("PAY-1", 1, Map.of("minimum", 2, "days", 3))));
        Master vendors = new Master(DatasetKind.VENDORS, new UUID(0, 1), "v", "n");
        Master staff = new Master(DatasetKind.EMPLOYEES, new UUID(0, 1), "v", "n");
        Master content = new Master(DatasetKind.VENDORS, new UUID(0, 1), "w", "n");
        Master mapping = new Master(DatasetKind.VENDORS, new UUID(0, 1), "v", "o");

        assertThat(Stream.concat(
                Stream.of(vendors, staff, content, mapping)
                    .map(master -> RunHash.of(new Inputs("c", "m", PLAN, List.of(master), 1, 1))),
                Stream.of(hash("c", "m", PLAN, 1), hash("d", "m", PLAN, 1), hash("c", "n", PLAN, 1),
                        hash("c", "m", PLAN, 2), hash("c", "m", version, 1), hash("c", "m", parameter, 1),
                        RunHash.of(new Inputs("c", "m", PLAN, List.of(), 1, 2)))))
            .doesNotHaveDuplicates();
    }

    @Test
    void survivesTheWayThroughTheDatabase() {
        List<Master> masters = List.of(new Master(DatasetKind.VENDORS, new UUID(0, 1), "v", "n"));
        Inputs inputs = new Inputs("c", "m", PLAN, masters, 1, 1);

        assertThat(
                RunHash.of(new Inputs("c", "m", Plan.parse(PLAN.json()), Inputs.masters(inputs.mastersJson()), 1, 1)))
            .isEqualTo(RunHash.of(inputs));
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

    private static String hash(String content, String mapping, Plan plan, int engine) {
        return RunHash.of(new Inputs(content, mapping, plan, List.of(), engine, 1));
    }
}
