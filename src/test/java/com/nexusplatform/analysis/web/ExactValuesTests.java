package com.nexusplatform.analysis.web;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Parameters keep every digit that the caller wrote. */
class ExactValuesTests {

    private final JsonMapper mapper = JsonMapper.builder().build();

    @Test
    void keepsEveryDigitOfADecimal() {
        assertThat(read("{\"limit\":12345678901234567890.10,\"n\":5}")).isEqualTo(
                Map.of("limit", new BigDecimal("12345678901234567890.10"), "n", new BigDecimal("5")));
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(read("{\"a\":[true,false,null,\"x\"],\"b\":{\"c\":[]},\"d\":null}"))
            .containsEntry("a", Arrays.asList(true, false, null, "x"))
            .containsEntry("b", Map.of("c", List.of()))
            .containsEntry("d", null);
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> read("[1]")).isInstanceOf(JacksonException.class);
    }

    @Test
    void readsAListOfValuesAlike() {
        assertThat(sweep("[1.10,[\"x\"],null]").values())
            .isEqualTo(Arrays.asList(new BigDecimal("1.10"), List.of("x"), null));
        assertThatThrownBy(() -> sweep("{}")).isInstanceOf(JacksonException.class);
    }

    private LaboratoryController.Sweep sweep(String values) {
        return mapper.readValue("{\"procedure\":\"PAY-1\",\"parameter\":\"limit\",\"values\":" + values + "}",
                LaboratoryController.Sweep.class);
    }

    private Map<String, Object> read(String parameters) {
        return mapper
            .readValue("{\"procedure\":\"PAY-1\",\"parameters\":" + parameters + "}", RunController.PlanItem.class)
            .parameters();
    }
}
