package com.nexusplatform.procedure.grouping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Groups and orders against their plain definitions. */
class GroupsTests {

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "50, 5", "3000, 1", "3000, 1000", "20000, 9000", "5000, 1000000"})
    void findsTheGroupsOfTheirDefinition(int rows, int values) {
        Random random = new Random(rows * 31L + values);
        long[] keys = random.longs(rows, 0, values).map(value -> value == 0 ? Key.NONE : Key.of(value)).toArray();
        Map<Long, List<Integer>> expected = new LinkedHashMap<>();
        for (int row = 0; row < rows; row++) {
            if (keys[row] != Key.NONE) {
                expected.computeIfAbsent(keys[row], _ -> new ArrayList<>()).add(row);
            }
        }
        Groups groups = Groups.of(keys);
        assertThat(IntStream.range(0, groups.size())
            .mapToObj(g -> IntStream.of(groups.members(g)).boxed().toList())
            .toList())
            .isEqualTo(expected.values().stream().filter(group -> group.size() > 1).toList());
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1000, 3", "1000, 300", "1000, 4000000000000"})
    void sortsStably(int rows, long values) {
        long[] keys = new Random(rows + values).longs(rows, 0, values).toArray();
        int[] places = IntStream.range(0, rows).toArray();
        long[] before = keys.clone();
        int from = rows / 10;
        RadixOrder.sort(keys, places, from, rows);
        List<Integer> expected = IntStream.range(from, rows)
            .boxed()
            .sorted(Comparator.comparingLong(place -> before[place]))
            .toList();
        assertThat(IntStream.range(from, rows).map(i -> places[i]).boxed().toList()).isEqualTo(expected);
        assertThat(IntStream.range(from, rows).allMatch(i -> keys[i] == before[places[i]])).isTrue();
    }
}
