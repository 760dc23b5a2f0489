package com.nexusplatform.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.vault.Mark;
import com.nexusplatform.vault.VaultFixtures;

import static org.assertj.core.api.Assertions.assertThat;

/** What an auditor sees of records, rejects, profiles and the words beside them. */
class MaskingTests {

    private static final Map<Field, Boolean> PERSONAL = personal();

    private final Mark mark = VaultFixtures.mark();
    private final Masking masking = Masking.by(mark);

    private static Map<Field, Boolean> personal() {
        Map<Field, Boolean> personal = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            personal.put(field, false);
        }
        List.of(Field.ACCOUNT, Field.COUNTER_ACCOUNT, Field.COUNTERPARTY_NAME, Field.DESCRIPTION, Field.CREATED_BY,
                Field.APPROVED_BY, Field.NAME, Field.TAX_ID, Field.BANK_ACCOUNT, Field.ADDRESS, Field.PHONE)
            .forEach(field -> personal.put(field, true));
        return personal;
    }

    @ParameterizedTest
    @EnumSource
    void masksTheFieldsThatCanBePersonalAndNoOther(Field field) {
        Object shown = masking.record(record(Map.of(field.label(), "Ada Byron"), Map.of())).fields().get(field.label());
        assertThat(shown).isEqualTo(PERSONAL.get(field) ? mark.of("Ada Byron") : "Ada Byron");
    }

    @Test
    void masksWhatIsNotMapped() {
        RecordView shown = masking.record(record(Map.of("amount", "12.50"), Map.of("Contact", "Ada Byron")));
        assertThat(shown.source()).containsOnlyKeys("Contact").containsValue(mark.of("Ada Byron"));
        assertThat(shown.fields()).containsEntry("amount", "12.50");
        assertThat(shown.rowNo()).isEqualTo(7);
    }

    @Test
    void masksTheValueOfARejectInWhateverColumn() {
        Reject shown = masking.reject(new Reject(1, 9, "Amount", "Ada Byron", "It is not an amount."));
        assertThat(masking.reject(new Reject(3, 9, "Ada Byron", "x", "")).column()).isEqualTo(mark.of("Ada Byron"));
        assertThat(shown).isEqualTo(new Reject(1, 9, "Amount", mark.of("Ada Byron"), "It is not an amount."));
        assertThat(masking.reject(new Reject(2, 9, "", "", "The line has 2 cells.")).value()).isEmpty();
    }

    @Test
    void masksTheTextsOfAProfileAndKeepsItsFigures() {
        String profile = """
                {"rows":3,"columns":[
                {"name":"Vendor","field":"counterpartyName","filled":3,"min":"Ada Byron","max":"Zoe",
                 "topValues":[{"value":"Ada Byron","count":2}]},
                {"name":"Contact of Bea","field":null,"filled":1,"min":"Ada Byron","max":"Ada Byron","topValues":null},
                {"name":"Sum","field":"amount","filled":3,"min":"1.00","max":"2.00",
                 "topValues":[{"value":"1.00","count":2}]}]}""";
        String shown = masking.profile(profile);
        assertThat(shown).doesNotContain("Ada")
            .contains(mark.of("Ada Byron"), mark.of("Zoe"), "\"count\":2",
                    "\"value\":\"1.00\"", "\"max\":\"2.00\"", "\"name\":\"Vendor\"", mark.of("Contact of Bea"));
        assertThat(Masking.none().profile(profile)).isSameAs(profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Byron", "ADA BYRON", "ada byron"})
    void masksInWordsWhatItMaskedInRecords(String spelled) {
        masking.record(record(Map.of("counterpartyName", "Ada Byron"), Map.of("Phone", "+49 30 5550199")));
        assertThat(masking.words("Called " + spelled + " at +49 30 5550199, agreed."))
            .isEqualTo("Called " + mark.of("Ada Byron") + " at " + mark.of("+49 30 5550199") + ", agreed.");
    }

    @Test
    void leavesWordsAloneThatHoldAShortValueByChance() {
        masking.record(record(Map.of("createdBy", "ann"), Map.of("Quantity", "12.50")));
        assertThat(masking.words("Planned: 12.50 too much.")).isEqualTo("Planned: 12.50 too much.");
    }

    @Test
    void showsEverythingToWhoeverWorksOnTheExamination() {
        RecordView record = record(Map.of("name", "Ada Byron"), Map.of("Contact", "Ada Byron"));
        Masking nothing = Masking.none();
        assertThat(nothing.record(record)).isSameAs(record);
        assertThat(nothing.words("Ada Byron")).isEqualTo("Ada Byron");
        assertThat(nothing.hides()).isFalse();
    }

    private static RecordView record(Map<String, Object> fields, Map<String, String> source) {
        return new RecordView(7, 8, fields, source);
    }
}
