package com.nexusplatform.vault;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Marks tell the same from the different, and nothing more. */
class MarkTests {

    private final SealingKey key = new SealingKey(SealingKey.random());

    @Test
    void marksTheSameTextAlikeAndAnotherOneOtherwise() {
        Mark mark = new Mark(key.derived("one"));
        assertThat(mark.of("Ada Byron")).isEqualTo(new Mark(key.derived("one")).of("Ada Byron"))
            .matches("masked ·[0-9a-f]{12}");
        Set<String> marks = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            marks.add(mark.of("Person " + i));
        }
        assertThat(marks).hasSize(100_000);
    }

    @Test
    void marksOtherwiseInAnotherScopeAndByAnotherKey() {
        String here = new Mark(key.derived("one")).of("Ada Byron");
        assertThat(new Mark(key.derived("two")).of("Ada Byron")).isNotEqualTo(here);
        assertThat(new Mark(new SealingKey(SealingKey.random()).derived("one")).of("Ada Byron")).isNotEqualTo(here);
    }
}
