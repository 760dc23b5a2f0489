package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The procedure of Benjamini and Hochberg. */
class FalseDiscoveryTests {

    private static final BigDecimal Q = new BigDecimal("0.05");

    /** Benjamini and Hochberg (1995), section 3.2: of the 15 p values the four smallest are rejected, by 4/15 times 0.05. */
    @Test
    void rejectsTheFirstFourOfThePublishedExample() {
        List<BigDecimal> pValues = values("0.0001", "0.0004", "0.0019", "0.0095", "0.0201", "0.0278", "0.0298",
                "0.0344",
                "0.0459", "0.3240", "0.4262", "0.5719", "0.6528", "0.7590", "1.000");
        FalseDiscovery discovery = FalseDiscovery.of(pValues, Q);

        assertThat(discovery.tested()).isEqualTo(15);
        assertThat(discovery.rejected()).isEqualTo(4);
        assertThat(discovery.threshold()).isEqualTo(new BigDecimal("0.0133333333333"));
        assertThat(pValues.stream().filter(discovery::rejects).toList()).isEqualTo(pValues.subList(0, 4));
    }

    /** The step-up goes on where a later p value is below its limit although an earlier is not. */
    @Test
    void rejectsAlsoWhatALaterValueCarries() {
        FalseDiscovery discovery = FalseDiscovery.of(values("0.03", "0.04", "0.045", "0.05"), Q);

        assertThat(discovery.rejected()).isEqualTo(4);
    }

    @Test
    void rejectsAValueAtItsLimit() {
        assertThat(FalseDiscovery.of(values("0.025", "1"), Q).rejected()).isEqualTo(1);
        assertThat(FalseDiscovery.of(values("0.0250000000001", "1"), Q).rejected()).isZero();
    }

    @Test
    void givesEqualValuesOneFate() {
        List<BigDecimal> pValues = values("0.01", "0.9", "0.01", "0.01", "0.8");
        FalseDiscovery discovery = FalseDiscovery.of(pValues, Q);

        assertThat(discovery.rejected()).isEqualTo(3);
        assertThat(pValues.stream().filter(discovery::rejects).count()).isEqualTo(3);
    }

    @Test
    void rejectsNothingOfNothing() {
        assertThat(FalseDiscovery.of(List.of(), Q).rejected()).isZero();
        FalseDiscovery none = FalseDiscovery.of(values("0.2", "0.3"), Q);
        assertThat(none.rejected()).isZero();
        assertThat(none.rejects(BigDecimal.ZERO)).isFalse();
    }

    @Test
    void saysTheSameInAnyOrderAndNamesExactlyAsManyAsItCounts() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            List<BigDecimal> pValues = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                pValues.add(BigDecimal.valueOf(random.nextInt(i < 10 ? 200 : 10_000), 4));
            }
            FalseDiscovery discovery = FalseDiscovery.of(pValues, Q);
            Collections.shuffle(pValues, random);

            assertThat(FalseDiscovery.of(pValues, Q).threshold()).isEqualTo(discovery.threshold());
            assertThat(pValues.stream().filter(discovery::rejects).count()).isEqualTo(discovery.rejected());
        }
    }

    private static List<BigDecimal> values(String... values) {
        return Stream.of(values).map(BigDecimal::new).toList();
    }

    /** Tests without a p value count as 1: the limit of the k-th is k q over all of them. */
    @Test
    void countsTestsThatWereNotGiven() {
        List<BigDecimal> pValues = List.of(new BigDecimal("0.001"), new BigDecimal("0.004"));

        assertThat(FalseDiscovery.of(pValues, 2, new BigDecimal("0.05")).rejected()).isEqualTo(2);
        assertThat(FalseDiscovery.of(pValues, 20, new BigDecimal("0.05")).rejected()).isEqualTo(2);
        assertThat(FalseDiscovery.of(pValues, 40, new BigDecimal("0.05")).rejected()).isEqualTo(1);
        assertThat(FalseDiscovery.of(pValues, 51, new BigDecimal("0.05")).rejected()).isZero();
        assertThat(FalseDiscovery.of(pValues, 40, new BigDecimal("0.05")).tested()).isEqualTo(40);
    }
}
