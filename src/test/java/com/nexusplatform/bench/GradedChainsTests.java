package com.nexusplatform.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.catalogue.Catalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** Points never fall where the evidence grows. */
class GradedChainsTests {

    @Test
    void thePointsOfTheCatalogueNeverFallAlongAChain() {
        Map<String, Integer> points = new TreeMap<>();
        Catalogue.procedures()
            .forEach(procedure -> procedure.declaration()
                .weights()
                .grades()
                .forEach((grade, number) -> points.put(procedure.declaration().code() + "." + grade, number)));
        List<List<String>> chains = GradedChains.of(points.keySet());
        assertThat(chains.stream().flatMap(List::stream)).contains("PAY-5.NOTED_1_5", "LED-2.ZEROS_6",
                "ANO-2.FIRST_TENTH", "ANO-1.FIVEFOLD_Z8");
        assertThat(chains).allSatisfy(
                chain -> assertThat(chain.stream().map(points::get).toList()).as(chain.toString()).isSorted());
    }

    @Test
    void neighboursTheOtherWayRoundShareTheirMean() {
        assertThat(monotone(Map.of("A.STEP_1", 2.0, "A.STEP_5", 9.0, "A.STEP_10", 6.0),
                Map.of("A.STEP_1", 99.0, "A.STEP_5", 9.0, "A.STEP_10", 19.0)))
            .isEqualTo(Map.of("A.STEP_1", 2.0, "A.STEP_5", 7.0, "A.STEP_10", 7.0));
    }

    @Test
    void aStepThatWasNotLearntKeepsItsPriorAsFarAsItsNeighboursLetIt() {
        Map<String, Double> rows = Map.of("A.STEP_2", 99.0, "A.STEP_4", 99.0);
        assertThat(monotone(Map.of("A.STEP_1", 5.0, "A.STEP_2", 4.0, "A.STEP_3", 6.0, "A.STEP_4", 8.0, "A.STEP_5", 1.0),
                rows))
            .isEqualTo(Map.of("A.STEP_1", 4.0, "A.STEP_2", 4.0, "A.STEP_3", 6.0, "A.STEP_4", 8.0, "A.STEP_5", 8.0));
    }

    private static Map<String, Double> monotone(Map<String, Double> figures, Map<String, Double> rows) {
        return GradedChains.monotone(figures, grade -> rows.getOrDefault(grade, 0.0), rows::containsKey);
    }
}
