package com.nexusplatform.procedure.digits;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Performing;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;

/** Digit procedures by account, counterparty or user: twenty subsets that conform to what is expected, and one that does not. */
class DigitSubsetsTests {

    private static final int SUBSETS = 20;
    private static final int ROWS = 2_000; // of each subset
    private static final int INVENTED = 7;

    private static final ColumnarLedger LEDGER = ledger();

    static Stream<Procedure> procedures() {
        return Stream.of(new FirstDigit(), new SecondDigit(), new FirstTwoDigits(), new LastTwoDigits());
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void namesTheSubsetThatDiffers(Procedure procedure) {
        Outcome.Applicable said = Performing.applied(procedure, LEDGER, Map.of("subset", "createdBy"));

        assertThat(said.statistics()).containsEntry("subset", "createdBy")
            .containsEntry("subsetsTested", SUBSETS)
            .containsEntry("subsetsTooSmall", 1)
            .containsEntry("rowsWithoutSubset", 0L)
            .containsEntry("subsetsRejected", 1);
        assertThat(said.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(Arrays.stream(alert.rows()).map(row -> (row - 1) % SUBSETS)).containsOnly(INVENTED);
            assertThat(alert.explanation().inputs()).containsEntry("subsetValue", "the value of row " + (INVENTED + 1));
        });
    }

    /** Wholes select all rows of the subset; groups those that begin or end as said. */
    @Test
    void selectsTheRowsConcerned() {
        int[] all = IntStream.range(0, SUBSETS * ROWS).filter(i -> i % SUBSETS == INVENTED).map(i -> i + 1).toArray();
        Map<String, String> byUser = Map.of("subset", "createdBy");

        assertThat(Performing.applied(new FirstDigit(), LEDGER, byUser).alerts()).singleElement()
            .satisfies(alert -> assertThat(alert.rows()).isEqualTo(all));
        assertThat(Performing.applied(new FirstTwoDigits(), LEDGER, byUser).alerts()).allSatisfy(alert -> {
            int digits = (Integer) alert.explanation().inputs().get("digits");
            assertThat(alert.rows()).isEqualTo(Arrays.stream(all)
                .filter(row -> LeadingDigits.of(LEDGER.amounts()[row - 1], 2) == digits)
                .toArray());
        });
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void judgesOneSubsetAsTheWholeOfItsRows(Procedure procedure) {
        long[] own = IntStream.range(0, ROWS).mapToLong(i -> LEDGER.amounts()[i * SUBSETS + INVENTED]).toArray();
        Map<String, Object> whole = Performing
            .applied(procedure, ColumnarLedger.builder(ROWS).currency("USD").amounts(own).build(), Map.of())
            .statistics();

        assertThat(Performing.applied(procedure, LEDGER, Map.of("subset", "createdBy")).alerts())
            .allSatisfy(alert -> assertThat(alert.explanation().steps())
                .containsEntry("chiSquare", whole.get("chiSquare"))
                .containsEntry("pValue", whole.get("pValue")));
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void namesMoreSubsetsOnlyAsQRises(Procedure procedure) {
        int before = 0;
        for (String q : List.of("0.0001", "0.01", "0.05", "0.2", "0.5")) {
            int rejected = (Integer) Performing
                .applied(procedure, LEDGER, Map.of("subset", "createdBy", "q", q))
                .statistics()
                .get("subsetsRejected");
            assertThat(rejected).isGreaterThanOrEqualTo(before);
            before = rejected;
        }
    }

    @Test
    void readsTheNameWhereACounterpartyHasNoId() {
        ColumnarLedger named = ColumnarLedger.builder(SUBSETS * ROWS)
            .currency("USD")
            .amounts(LEDGER.amounts())
            .text(Field.COUNTERPARTY_NAME, LEDGER.codes(Field.CREATED_BY), LEDGER.dictionary(Field.CREATED_BY))
            .build();

        assertThat(Performing.applied(new FirstDigit(), named, Map.of("subset", "counterparty")).statistics())
            .containsEntry("subset", "counterpartyName")
            .containsEntry("subsetsRejected", 1);
        assertThat(Performing.perform(new FirstDigit(), named, Map.of("subset", "account")))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> assertThat(refused.reason()).isEqualTo(
                    "DIG-1 by account needs a column mapped to account. Map one, or choose another subset."));
    }

    @Test
    void refusesAVerdictWhereEverySubsetIsSmallOrNarrow() {
        assertThat(
                Performing.perform(new FirstTwoDigits(), LEDGER, Map.of("subset", "createdBy", "minimumRows", 2_001)))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class, refused -> assertThat(refused.reason()).isEqualTo(
                    "No createdBy has 2,001 positive amounts over 2 orders of magnitude; there are 21 with any."));
        assertThat(Performing.perform(new FirstTwoDigits(), LEDGER, Map.of("subset", "createdBy", "minimumSpan", 12)))
            .isInstanceOfSatisfying(Outcome.NotApplicable.class,
                    refused -> assertThat(refused.facts()).containsEntry("subsetsOfSmallSpan", SUBSETS));
    }

    @Test
    void measuresTheSpanInUnitsOfEachCurrency() {
        long[] amounts = IntStream.range(0, 400).mapToLong(i -> 100 + i % 50).toArray();
        String[] users = new String[400];
        Arrays.fill(users, "ann");
        String[] currencies = IntStream.range(0, 400).mapToObj(i -> i % 2 == 0 ? "JPY" : "KWD").toArray(String[]::new);
        ColumnarLedger ledger = ColumnarLedger.builder(400)
            .amounts(amounts)
            .text(Field.CURRENCY, currencies)
            .text(Field.CREATED_BY, users)
            .build();

        assertThat(Performing.applied(new FirstDigit(), ledger, Map.of("subset", "createdBy", "minimumSpan", 3))
            .statistics()).containsEntry("subsetsTested", 1);
        assertThat(Performing.perform(new FirstDigit(), ledger, Map.of("subset", "createdBy", "minimumSpan", 4)))
            .isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void reportsTheStrongestOfManyAlerts() {
        Map<String, Object> few = new HashMap<>(Map.of("subset", "createdBy", "maximumAlerts", 2));
        Outcome.Applicable said = Performing.applied(new FirstTwoDigits(), LEDGER, few);
        few.remove("maximumAlerts");
        List<Alert> all = Performing.applied(new FirstTwoDigits(), LEDGER, few).alerts();

        assertThat(said.alerts()).hasSize(2);
        assertThat(said.statistics()).containsEntry("found", all.size()).containsEntry("reported", 2);
        assertThat(said.alerts().getFirst().rows()).isEqualTo(all.getFirst().rows());
    }

    /** Amounts 10^u with u uniform over four orders conform; those of one user are uniform, and of one ending. */
    private static ColumnarLedger ledger() {
        Random random = new Random(17);
        long[] amounts = new long[SUBSETS * ROWS];
        String[] users = new String[amounts.length];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = (long) StrictMath.pow(10, 4 + 4 * random.nextDouble());
            users[i] = "user " + i % SUBSETS;
            if (i % SUBSETS == INVENTED) {
                amounts[i] = 10_000L + random.nextInt(9_900_000);
                amounts[i] -= i % 3 == 0 ? amounts[i] % 100 - 37 : 0;
            }
        }
        String[] authors = users.clone();
        authors[0] = "a visitor";
        authors[SUBSETS] = "user 0";
        return ColumnarLedger.builder(amounts.length)
            .currency("USD")
            .amounts(amounts)
            .text(Field.CREATED_BY, authors)
            .build();
    }
}
