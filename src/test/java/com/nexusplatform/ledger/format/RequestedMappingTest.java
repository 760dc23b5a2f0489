package com.nexusplatform.ledger.format;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a caller may declare. */
class RequestedMappingTest {

    @Test
    void readsTheShortForm() {
        assertThat(Tables.requested("{'amount':'Net','postedAt':'Date','debit':null}"))
            .isEqualTo(new RequestedMapping(Map.of("amount", "Net", "postedAt", "Date", "debit", ""), null, null,
                    Map.of(), null, null,
                    null, null, null));
    }

    @Test
    void readsTheWholeForm() {
        assertThat(Tables
            .requested("{'fields':{'amount':'Net'},'decimalMark':',','datePattern':'dd.MM.yyyy','datePatterns':"
                    + "{'enteredAt':'yyyy-MM-dd HH:mm'},'timeZone':'Europe/Rome','currency':'EUR','encoding':'cp1252','delimiter':'tab',"
                    + "'sheet':'Data'}"))
            .isEqualTo(new RequestedMapping(Map.of("amount", "Net"), ",", "dd.MM.yyyy",
                    Map.of("enteredAt", "yyyy-MM-dd HH:mm"), "Europe/Rome", "EUR", "windows-1252", "TAB", "Data"));
        assertThat(Tables.requested("{'fields':{},'decimalMark':null,'delimiter':';'}").delimiter()).isEqualTo(";");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"{ | read as JSON, from line 1, column 2 on",
            "[1] | must be a JSON object",
            "{'amout':'x'} | Fields: amount, currency",
            "{'amount':5} | must be a text", "{'fields':{'x':'y'}} | \"x\" is not a field",
            "{'decimalMark':'!'} | must be \".\" or \",\"",
            "{'timeZone':'Mars/Base'} | IANA", "{'fields':{},'currency':'Euro'} | ISO 4217",
            "{'encoding':'EBCDIC'} | windows-1252",
            "{'delimiter':'#'} | TAB", "{'datePattern':'QQ'} | not a date pattern",
            "{'datePatterns':{'amount':'yyyy-MM-dd'}} | Date fields",
            "{'datePatterns':{'postedAt':'yyyy'}} | must name year, month and day"})
    void refusesUnknownNamesAndValues(String json, String detail) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> Tables.requested(json));
        assertThat(refusal.type()).isEqualTo(ProblemType.MAPPING_REFUSED);
        assertThat(refusal.detail()).contains(detail);
    }

    @Test
    void saysWhereAMappingCannotBeReadAndNothingOfWhatReadsIt() {
        assertThatThrownBy(() -> RequestedMapping.parse("[".repeat(3_000)))
            .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.detail())
                .startsWith("The mapping cannot be read as JSON")
                .doesNotContain("Stream", "Constraints"));
    }
}
