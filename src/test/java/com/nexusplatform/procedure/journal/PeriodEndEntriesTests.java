package com.nexusplatform.procedure.journal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.OutcomeHash;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.SampleLedger;

import static org.assertj.core.api.Assertions.assertThat;

/** LED-4 on entries made by hand. */
class PeriodEndEntriesTests {

    private static final int ORDINARY = 40;

    private final PeriodEndEntries procedure = new PeriodEndEntries();

    @ParameterizedTest
    @CsvSource({"2025-03-31, 2025-03-31, abc, 100, card, 'PERIOD_END, POOR_TEXT', 7",
            "2025-03-29, 2025-03-29, adj, 100, card, 'PERIOD_END, POOR_TEXT', 7",
            "2025-04-03, 2025-04-03, '  x  ', 100, card, 'PERIOD_START, POOR_TEXT', 6",
            "2025-05-15, 2025-03-15, '', 100, card, 'POST_CLOSE, BACKDATED, POOR_TEXT', 10",
            "2025-04-15, 2025-03-10, five5, 5000, card, 'POST_CLOSE, BACKDATED, ROUND', 7",
            "2025-03-31, 2025-03-31, delivery, -2000, Top-Side, 'PERIOD_END, ROUND, MANUAL', 7",
            "2025-04-02, 2025-01-02, x, 9000, MANUAL, 'PERIOD_START, POST_CLOSE, BACKDATED, POOR_TEXT, ROUND, MANUAL', 15"})
    void selectsWhereAttributesOfTwoKindsMeet(LocalDate posted, LocalDate effective, String text, long amount,
            String type, String attributes, int points) {
        assertThat(applied(posted, effective, text, amount, type, Map.of()).alerts()).singleElement()
            .satisfies(alert -> {
                assertThat(alert.rows()).containsExactly(ORDINARY + 1);
                assertThat(alert.points()).isEqualTo(points);
                assertThat(alert.explanation().steps().get("attributes").toString()).isEqualTo("[" + attributes + "]");
            });
    }

    @ParameterizedTest
    @CsvSource({"2025-03-28, 2025-03-28, abc, 100, card", "2025-03-31, 2025-03-31, delivery, 100, card",
            "2025-03-31, 2025-03-31, 'ab cd', 100, card", "2025-05-15, 2025-03-15, delivery, 100, card",
            "2025-04-10, 2025-03-31, abc, 100, card", "2025-04-04, 2025-04-04, abc, 100, card",
            "2025-03-15, 2025-05-15, abc, 100, card"})
    void countsAnAttributeThatStandsAlone(LocalDate posted, LocalDate effective, String text, long amount,
            String type) {
        assertThat(applied(posted, effective, text, amount, type, Map.of()).alerts()).isEmpty();
    }

    @Test
    void selectsASingleAttributeWhenAskedTo() {
        LocalDate posted = LocalDate.of(2025, 3, 15);
        assertThat(applied(posted, posted, "abc", 100, "card", Map.of("minimumAttributes", 1)).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.points()).isEqualTo(4));
    }

    @ParameterizedTest
    @CsvSource({"quarter, 1, 2025-03-31, true", "quarter, 1, 2025-02-28, false", "quarter, 2, 2025-04-30, true",
            "year, 1, 2025-12-31, true", "year, 1, 2025-03-31, false", "year, 7, 2025-06-28, true",
            "year, 7, 2025-07-03, true", "year, 7, 2025-07-04, false", "month, 1, 2024-02-27, true",
            "month, 1, 2024-02-26, false"})
    void followsTheAccountingPeriod(String period, int yearBegins, LocalDate posted, boolean selected) {
        Map<String, Object> parameters = Map.of("period", period, "yearBegins", yearBegins);
        assertThat(applied(posted, posted, "abc", 100, "card", parameters).alerts()).hasSize(selected ? 1 : 0);
    }

    @Test
    void saysNothingOfWhatIsOrdinaryHere() {
        LocalDate[] days = new LocalDate[ORDINARY];
        Arrays.fill(days, LocalDate.of(2025, 3, 31));
        String[] texts = new String[ORDINARY];
        Arrays.fill(texts, 0, 20, "ab");
        Arrays.fill(texts, 20, ORDINARY, "delivery");
        ColumnarLedger ledger = ColumnarLedger.builder(ORDINARY)
            .days(Field.POSTED_AT, days)
            .text(Field.DESCRIPTION, texts)
            .build();
        assertThat(Performing.perform(procedure, ledger)).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refused -> assertThat(refused.reason()).startsWith("Attributes of 1 kind can be judged; 2 are needed")
                    .contains("POOR_TEXT: 20 of 40 rows")
                    .contains("ROUND: amount is not mapped"));
        assertThat(Performing.perform(procedure,
                ColumnarLedger.builder(1).days(Field.POSTED_AT, new LocalDate[1]).build()))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.reason()).startsWith("No row is dated"));
    }

    @Test
    void bringsTheLinesOfADocumentTogether() {
        LocalDate end = LocalDate.of(2025, 3, 31);
        LocalDate[] days = new LocalDate[ORDINARY];
        Arrays.fill(days, LocalDate.of(2025, 3, 12));
        Arrays.fill(days, 0, 4, end);
        String[] documents = new String[ORDINARY];
        Arrays.setAll(documents, row -> "D" + row / 2);
        String[] texts = new String[ORDINARY];
        Arrays.setAll(texts, row -> row < 3 ? "x" : "delivery");
        ColumnarLedger ledger = ColumnarLedger.builder(ORDINARY)
            .days(Field.POSTED_AT, days)
            .text(Field.DOCUMENT_NO, documents)
            .text(Field.DESCRIPTION, texts)
            .build();
        assertThat(Performing.applied(procedure, ledger, Map.of()).alerts()).extracting(Alert::rows)
            .containsExactly(new int[]{1, 2}, new int[]{3});
    }

    @Test
    void canBeComputedAgainFromTheExplanationAlone() {
        Outcome.Applicable outcome = Performing.applied(procedure, SampleLedger.of(20_000, 3),
                Map.of("roundMultiple", 5, "minimumCharacters", 16, "graceDays", 0, "backdatedDays", 0, "maximumShare",
                        1));
        assertThat(outcome.alerts()).hasSizeGreaterThan(100)
            .allSatisfy(alert -> assertThat(attributes(alert.explanation()))
                .isEqualTo(alert.explanation().steps().get("attributes")));
    }

    private static List<String> attributes(Explanation explanation) {
        Map<String, Object> inputs = explanation.inputs();
        Map<String, Object> constants = explanation.constants();
        LocalDate posted = LocalDate.parse((String) inputs.get("postedOn"));
        LocalDate recorded = LocalDate.parse((String) inputs.get("recordedOn"));
        LocalDate effective = LocalDate.parse((String) inputs.get("effectiveOn"));
        LocalDate monthEnd = effective.withDayOfMonth(effective.lengthOfMonth());
        BigDecimal amount = new BigDecimal((String) inputs.get("amount"));
        int days = (Integer) constants.get("days");
        return Arrays.stream(Attribute.values()).filter(attribute -> switch (attribute) {
            case PERIOD_END -> posted.lengthOfMonth() - posted.getDayOfMonth() < days;
            case PERIOD_START -> posted.getDayOfMonth() <= days;
            case POST_CLOSE -> recorded.isAfter(monthEnd.plusDays((Integer) constants.get("graceDays")));
            case BACKDATED -> recorded.isAfter(effective.plusDays((Integer) constants.get("backdatedDays")));
            case POOR_TEXT -> (Integer) inputs.get("characters") < (Integer) constants.get("minimumCharacters");
            case ROUND -> amount.remainder(new BigDecimal(constants.get("roundMultiple").toString())).signum() == 0;
            case MANUAL -> ((List<?>) constants.get("manualTypes")).contains(inputs.get("type"));
        }).map(Attribute::name).toList();
    }

    @Test
    void takesTheDayOfPostingWhereNoRowHasADayOfEntry() {
        LocalDate posted = LocalDate.of(2025, 5, 15);
        int effective = (int) LocalDate.of(2025, 3, 15).toEpochDay();
        ColumnarLedger.Builder rows = ColumnarLedger.builder(1)
            .currency("USD")
            .amounts(123_45)
            .days(Field.POSTED_AT, posted)
            .dates(Field.EFFECTIVE_ON, new int[]{effective})
            .text(Field.DESCRIPTION, "abc");
        Map<String, Object> parameters = Map.of("maximumShare", 1);
        Outcome without = Performing.perform(procedure, rows.build(), parameters);
        Outcome withEmpty = Performing.perform(procedure,
                rows.days(Field.ENTERED_AT, new LocalDate[]{null}).build(), parameters);
        assertThat(OutcomeHash.of(procedure.declaration(), withEmpty))
            .isEqualTo(OutcomeHash.of(procedure.declaration(), without));
        assertThat(((Outcome.Applicable) withEmpty).alerts()).hasSize(1);
    }

    @Test
    void judgesNothingOfColumnsWithoutValues() {
        ColumnarLedger ledger = ColumnarLedger.builder(1)
            .currency("USD")
            .amounts(0)
            .days(Field.POSTED_AT, LocalDate.of(2025, 3, 31))
            .days(Field.ENTERED_AT, new LocalDate[]{null})
            .dates(Field.EFFECTIVE_ON, new int[]{ColumnarLedger.NO_DATE})
            .text(Field.DESCRIPTION, "")
            .text(Field.TYPE, "")
            .build();
        assertThat(Performing.perform(procedure, ledger)).isInstanceOfSatisfying(Outcome.NotApplicable.class,
                refusal -> assertThat(refusal.reason()).contains("to a column with dates", "no row has a type",
                        "no row has a description",
                        "no amount is other than 0"));
    }

    private Outcome.Applicable applied(LocalDate posted, LocalDate effective, String text, long amount, String type,
            Map<String, ?> parameters) {
        int rows = ORDINARY + 1;
        LocalDate[] days = new LocalDate[rows];
        Arrays.fill(days, LocalDate.of(2025, 3, 12));
        days[ORDINARY] = posted;
        int[] effectiveDays = Arrays.stream(days).mapToInt(day -> (int) day.toEpochDay()).toArray();
        effectiveDays[ORDINARY] = (int) effective.toEpochDay();
        String[] texts = new String[rows];
        Arrays.fill(texts, "Delivery of parts");
        texts[ORDINARY] = text;
        long[] amounts = new long[rows];
        Arrays.fill(amounts, 123_45);
        amounts[ORDINARY] = amount * 100;
        String[] types = new String[rows];
        Arrays.fill(types, "card");
        types[ORDINARY] = type;
        ColumnarLedger ledger = ColumnarLedger.builder(rows)
            .currency("USD")
            .amounts(amounts)
            .days(Field.POSTED_AT, days)
            .dates(Field.EFFECTIVE_ON, effectiveDays)
            .text(Field.DESCRIPTION, texts)
            .text(Field.TYPE, types)
            .build();
        return Performing.applied(procedure, ledger, parameters);
    }
}
