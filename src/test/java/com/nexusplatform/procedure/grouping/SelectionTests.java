package com.nexusplatform.procedure.grouping;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.catalogue.Catalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** Which alerts are kept, whatever the order in which they are found. */
class SelectionTests {

    private static final Explanation EXPLANATION = new Explanation("formula", Map.of(), Map.of(), Map.of(), "verdict",
            "sentence", "source");

    @Test
    void keepsTheFirstRowsOfEquals() {
        Selection two = selection(2);
        for (int row : new int[]{7, 3, 9, 1, 5}) {
            two.add(4, 100_00, new int[]{row, 20}, () -> EXPLANATION);
        }
        assertThat(firstRows(two)).containsExactly(1, 3);
        assertThat(two.found()).isEqualTo(5);
    }

    @Test
    void keepsMorePointsThenMoreAmountBeforeTheFirstRow() {
        Selection two = selection(2);
        two.add(4, 100_00, new int[]{1}, () -> EXPLANATION);
        two.add(4, 200_00, new int[]{2}, () -> EXPLANATION);
        two.add(5, 1, new int[]{3}, () -> EXPLANATION);
        assertThat(firstRows(two)).containsExactly(2, 3);
    }

    private static List<Integer> firstRows(Selection selection) {
        return selection.alerts().stream().map(Alert::rows).map(rows -> rows[0]).toList();
    }

    private static Selection selection(int limit) {
        return new Selection(
                Parameters.of(Catalogue.find("AML-1").orElseThrow().declaration(), Map.of("maximumAlerts", limit)));
    }
}
