package com.nexusplatform.procedure.grouping;

import java.math.BigDecimal;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How many of some rows lie in one subset. */
class ConcentrationTests {

    @Test
    void isTheUpperTailOfTheBinomialDistribution() {
        Concentration found = new Concentration(12, 40, 1_000, 10_000);

        assertThat(found.expected()).isEqualByComparingTo("4");
        assertThat(found.pValue().doubleValue())
            .isCloseTo(BinomialDistribution.of(40, 0.1).survivalProbability(11), within(1e-12));
    }

    @Test
    void saysNothingOfASubsetThatIsTheWhole() {
        assertThat(new Concentration(40, 40, 100, 100).pValue()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(new Concentration(0, 0, 10, 100).pValue()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void comparesMultiplesExactly() {
        assertThat(new Concentration(40, 40, 1_000, 10_000).reaches(10)).isTrue();
        assertThat(new Concentration(40, 40, 1_001, 10_010).reaches(10)).isTrue();
        assertThat(new Concentration(40, 40, 1_002, 10_010).reaches(10)).isFalse();
        assertThat(new Concentration(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, Integer.MAX_VALUE).reaches(100)).isTrue();
    }
}
