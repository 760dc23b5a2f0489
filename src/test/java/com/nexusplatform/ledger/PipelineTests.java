package com.nexusplatform.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.Field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** {@link Pipeline}. */
class PipelineTests {

    private final Layout layout = new Layout(List.of(Field.AMOUNT), List.of());

    @Test
    void showsEachSegmentOnceToEachGroupAndInOrderToAGroupOfOne() throws Exception {
        List<Integer> ordered = Collections.synchronizedList(new ArrayList<>());
        List<Integer> shared = Collections.synchronizedList(new ArrayList<>());
        try (Pipeline pipeline = pipeline()) {
            pipeline.group(List.of(segment -> ordered.add(segment.firstRow())));
            Pipeline.Step step = segment -> shared.add(segment.firstRow());
            pipeline.group(List.of(step, step));
            hand(pipeline, 100);
            pipeline.finish();
        }
        assertThat(ordered).hasSize(100).isSorted();
        assertThat(shared).hasSize(100).containsExactlyInAnyOrderElementsOf(ordered);
    }

    @Test
    void passesOnTheFailureOfAStepToWhoeverFillsSegments() {
        assertThatIllegalStateException().isThrownBy(() -> {
            try (Pipeline pipeline = pipeline()) {
                pipeline.group(List.of(segment -> {
                    throw new IllegalStateException("no more");
                }));
                hand(pipeline, 100);
                pipeline.finish();
            }
        }).withMessage("no more");
    }

    private Pipeline pipeline() {
        return new Pipeline("test", List.of(new Segment(layout, 2), new Segment(layout, 2), new Segment(layout, 2)));
    }

    private static void hand(Pipeline pipeline, int segments) throws Exception {
        for (int i = 1; i <= segments; i++) {
            Segment segment = pipeline.take();
            segment.begin(i);
            pipeline.hand(segment);
        }
    }
}
