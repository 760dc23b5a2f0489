package com.nexusplatform.shared;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Pages of a list and the cursors between them. */
class PageTests {

    @Test
    void endsTheListWhenNothingMoreWasRead() {
        assertThat(Page.of(List.of(1, 2), 2, String::valueOf).nextCursor()).isNull();
    }

    @Test
    void goesOnAfterTheLastItemShown() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, String::valueOf);
        assertThat(page.items()).containsExactly(1, 2);
        assertThat(page.nextCursor()).isNotNull();
        assertThat(Cursor.decodeNumber(String.valueOf(page.nextCursor()))).isEqualTo(2);
        assertThat(page.map(item -> "n" + item).items()).containsExactly("n1", "n2");
    }

    @Test
    void usesFiftyWhenNoLimitIsAskedFor() {
        assertThat(Page.limit(null)).isEqualTo(50);
        assertThat(Page.limit(500)).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 501})
    void refusesALimitOutOfBounds(int limit) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Page.limit(limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "bm90LWEtbnVtYmVy", ""})
    void refusesACursorThatItNeverGaveOut(String cursor) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.decodeNumber(cursor))
            .satisfies(refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.BAD_CURSOR));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.decodeId(cursor));
    }

    @Test
    void carriesAnId() {
        UUID id = Identifiers.next(1_764_000_000_000L);
        assertThat(Cursor.decodeId(Cursor.encode(id.toString()))).isEqualTo(id);
    }
}
