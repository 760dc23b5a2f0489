package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.CorporatePayments;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;

import static org.assertj.core.api.Assertions.assertThat;

/** DIG-1 and DIG-2: golden values, gates, invariance, and alerts that can be computed again. */
class FirstTwoDigitsTests {

    /** Nigrini's corporate payments; figures computed with two independent packages from the 185,083 positive amounts. */
    @Test
    void agreesWithTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(new FirstTwoDigits(), CorporatePayments.ledger(), Map.of());

        assertThat(said.statistics()).containsEntry("n", 185_083L).containsEntry("verdict", "nonconformity");
        assertThat(rounded(said, "chiSquare", 6)).isEqualTo("32100.901094");
        assertThat(rounded(said, "meanAbsoluteDeviation", 9)).isEqualTo("0.002336614");
        assertThat(said.alerts()).hasSize(19);
        assertThat(said.alerts().getFirst().explanation().inputs()).containsEntry("digits", 50)
            .containsEntry("observed", 7_530L);
    }

    /** The same data and source; at 0.0132 the deviation of first digits is in the last band. */
    @Test
    void countsTheFirstDigitsOfTheCorporatePayments() {
        Outcome.Applicable said = Performing.applied(new FirstDigit(), CorporatePayments.ledger(), Map.of());

        List<Object> observed = ((List<?>) said.statistics().get("groups")).stream()
            .<Object>map(group -> ((Map<?, ?>) group).get("observed"))
            .toList();
        assertThat(observed)
            .containsExactly(58_774L, 29_817L, 20_386L, 15_337L, 18_810L, 11_157L, 9_221L, 9_322L, 12_259L);
        assertThat(said.statistics()).containsEntry("verdict", "marginally acceptable conformity");
        assertThat(said.alerts()).isEmpty();
    }

    private static String rounded(Outcome.Applicable said, String name, int decimals) {
        return ((BigDecimal) said.statistics().get(name)).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
