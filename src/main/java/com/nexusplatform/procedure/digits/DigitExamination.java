package com.nexusplatform.procedure.digits;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.grouping.Subsets;

/**
 * How the digit procedures answer: of each subset where one is chosen, otherwise of the whole where its preconditions hold.
 *
 * @param code    code of the procedure
 * @param test    digits that it judges
 * @param counted digits that it counts of the whole: those, or more of them
 * @param selects whether groups of digits that are too frequent are alerts; otherwise only subsets are, as a whole
 */
record DigitExamination(String code, DigitTest test, DigitTest counted, boolean selects) {

    /** One that counts what it judges. */
    DigitExamination(String code, DigitTest test, boolean selects) {
        this(code, test, test, selects);
    }

    /** What is said of a task. */
    Outcome of(Task task) {
        return of(task, counts -> Map.of());
    }

    /**
     * What is said of a task.
     *
     * @param further further figures of a whole that meets the preconditions
     */
    Outcome of(Task task, Function<DigitCounts, Map<String, Object>> further) {
        return Subsets.refusal(code, task)
            .or(() -> Subsets.of(task.ledger(), task.parameters())
                .map(subsets -> DigitSubsets.of(code, test, task, subsets, selects)))
            .orElseGet(() -> ofWhole(task, further));
    }

    private Outcome ofWhole(Task task, Function<DigitCounts, Map<String, Object>> further) {
        DigitCounts counts = DigitCounts.of(counted, task);
        return counts.unmet(task.parameters()).orElseGet(() -> {
            BigDecimal criticalZ = task.parameters().decimal(FirstDigit.CRITICAL_Z);
            DigitProfile profile = test == counted ? counts.profile() : counts.profile(test);
            Map<String, Object> statistics = new LinkedHashMap<>(counts.selection());
            statistics.putAll(profile.statistics(criticalZ));
            statistics.putAll(further.apply(counts));
            return new Outcome.Applicable(statistics,
                    selects
                            ? GroupAlert.ofWhole(counts, profile, criticalZ,
                                    Weights.of(code).points(GroupAlert.EXCESS_MOST))
                            : List.of());
        });
    }
}
