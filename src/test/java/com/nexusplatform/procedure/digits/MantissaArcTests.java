package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The mean place on the circle of mantissas, beside the plain definition and closed forms. */
class MantissaArcTests {

    /** 2^0 to 2^62: (sin(63 pi a) / (63 sin(pi a)))^2 with a = log10 2 is 4.64274340524782e-6 (mpmath, 60 digits). */
    @Test
    void agreesWithTheClosedFormOfPowersOfTwo() {
        double length = length(LongStream.range(0, 63).map(power -> 1L << power).toArray());

        assertThat(length).isCloseTo(4.64274340524782e-6, within(1e-16));
    }

    @Test
    void findsOnePlaceWhereAllAmountsAreOnePowerOfTenApart() {
        Map<String, Object> figures = arc(37, 370, 3_700, -3_700_000).figures();

        assertThat((BigDecimal) figures.get("mantissaArcL2")).isCloseTo(BigDecimal.ONE,
                within(new BigDecimal("1e-11")));
        assertThat(((BigDecimal) figures.get("mantissaArcPValue")).doubleValue()).isCloseTo(Math.exp(-4),
                within(1e-11));
    }

    @Test
    void placesEveryAmountAsThePlainDefinitionDoes() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            long amount = Math.max(1, random.nextLong() >>> 1 + random.nextInt(62));
            double mantissa = StrictMath.log10((double) amount) % 1;
            Map<String, Object> figures = arc(amount).figures();
            assertThat(((BigDecimal) figures.get("mantissaMeanCosine")).doubleValue()).as("%d", amount)
                .isCloseTo(Math.cos(2 * Math.PI * mantissa), within(6e-13));
            assertThat(((BigDecimal) figures.get("mantissaMeanSine")).doubleValue())
                .isCloseTo(Math.sin(2 * Math.PI * mantissa), within(6e-13));
        }
    }

    @Test
    void readsTheLeastAndTheGreatestAmountThereAre() {
        assertThat(arc(Long.MIN_VALUE).figures().get("mantissaArcL2")).isEqualTo(arc(1).figures().get("mantissaArcL2"));
        assertThat(length(Long.MAX_VALUE)).isCloseTo(1, within(1e-11));
    }

    @Test
    void saysNothingOfNoAmounts() {
        assertThat(arc().figures()).isEmpty();
    }

    private static double length(long... amounts) {
        return ((BigDecimal) arc(amounts).figures().get("mantissaArcL2")).doubleValue();
    }

    private static MantissaArc arc(long... amounts) {
        MantissaArc arc = new MantissaArc();
        for (long amount : amounts) {
            arc.add(amount);
        }
        return arc;
    }
}
