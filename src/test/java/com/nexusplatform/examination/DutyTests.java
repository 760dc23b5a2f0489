package com.nexusplatform.examination;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.shared.Role;

import static org.assertj.core.api.Assertions.assertThat;

/** Which roles a duty asks for. */
class DutyTests {

    @ParameterizedTest
    @CsvSource({
            "EXAMINER, EXAMINER OBSERVER",
            "LEAD_EXAMINER, LEAD EXAMINER OBSERVER",
            "REVIEWER, REVIEWER OBSERVER",
            "AUDITOR, OBSERVER",
            "ADMINISTRATOR, ''"})
    void fitsTheRolesThatItIsFor(Role role, String duties) {
        assertThat(Arrays.stream(Duty.values())
            .filter(duty -> duty.fits(Set.of(role)))
            .map(Duty::name)
            .collect(Collectors.joining(" "))).isEqualTo(duties);
    }

    @Test
    void givesNothingToSomeoneWithoutARole() {
        assertThat(Duty.values()).noneMatch(duty -> duty.fits(Set.of()));
    }
}
