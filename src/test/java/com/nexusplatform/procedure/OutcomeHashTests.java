package com.nexusplatform.procedure;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.shared.Digests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The result hash: over every part of what was said, by content and not by the order of maps. */
class OutcomeHashTests {

    private static final Declaration DECLARATION = declaration(1);

    @Test
    void hashesCanonicalLines() {
        Outcome outcome = new Outcome.Applicable(Map.of("n", 2), List.of(alert(4, 1, 2)));
        String lines = """
                {"procedure":"TST-1@1","statistics":{"n":2},"status":"APPLICABLE"}
                {"explanation":{"constants":{},"formula":"f","inputs":{},"sentence":"s","source":"o","steps":{},"verdict":"v"},\
                "points":4,"rows":[1,2]}
                """;

        assertThat(OutcomeHash.of(DECLARATION, outcome)).isEqualTo(Digests.sha256(lines));
    }

    @Test
    void doesNotDependOnTheOrderOfNamesOrTrailingZeros() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", new BigDecimal("1.50"));
        one.put("b", 2);
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", 2);
        other.put("a", new BigDecimal("1.5"));

        assertThat(OutcomeHash.of(DECLARATION, new Outcome.Applicable(one, List.of())))
            .isEqualTo(OutcomeHash.of(DECLARATION, new Outcome.Applicable(other, List.of())));
    }

    @Test
    void changesWithEveryPartOfWhatIsSaid() {
        List<String> hashes = List.of(of(Map.of("n", 2), alert(4, 1, 2)), of(Map.of("n", 3), alert(4, 1, 2)),
                of(Map.of("n", 2), alert(5, 1, 2)), of(Map.of("n", 2), alert(4, 1, 3)),
                of(Map.of("n", 2), alert(4, 1, 2), alert(4, 1, 2)), of(Map.of("n", 2)),
                OutcomeHash.of(declaration(2), new Outcome.Applicable(Map.of("n", 2), List.of(alert(4, 1, 2)))),
                OutcomeHash.of(DECLARATION, new Outcome.NotApplicable("why", Map.of("n", 2))),
                OutcomeHash.of(DECLARATION, new Outcome.NotApplicable("why not", Map.of("n", 2))));

        assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
    }

    @Test
    void refusesAlertsWithoutRowsOrWeight() {
        assertThatIllegalArgumentException().isThrownBy(() -> alert(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> alert(101, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> alert(1));
    }

    private static String of(Map<String, Object> statistics, Alert... alerts) {
        return OutcomeHash.of(DECLARATION, new Outcome.Applicable(statistics, List.of(alerts)));
    }

    private static Alert alert(int points, int... rows) {
        return new Alert(points, rows, new Explanation("f", Map.of(), Map.of(), Map.of(), "v", "s", "o"));
    }

    private static Declaration declaration(int version) {
        return new Declaration("TST-1", version, "Example", Family.DIGITS, Set.of(DatasetKind.LEDGER), Set.of(),
                Set.of(),
                List.of(), "m", "p", "s", "c");
    }
}
