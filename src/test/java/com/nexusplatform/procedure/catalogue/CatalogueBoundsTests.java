package com.nexusplatform.procedure.catalogue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.procedure.AdversarialLedger;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Every procedure on ledgers made to break it, at a fiftieth of their size. {@code scripts/bench/bounds.sh} measures them at full
 * size.
 */
class CatalogueBoundsTests {

    private static final double SHARE = 0.02;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<AdversarialLedger, ColumnarLedger> LEDGERS = new EnumMap<>(AdversarialLedger.class);

    static List<Procedure> procedures() {
        return Catalogue.procedures();
    }

    @AfterAll
    static void forget() {
        LEDGERS.clear();
    }

    @ParameterizedTest
    @MethodSource("procedures")
    void keepsItsBounds(Procedure procedure) {
        for (AdversarialLedger kind : AdversarialLedger.values()) {
            ColumnarLedger ledger = LEDGERS.computeIfAbsent(kind, each -> each.of(SHARE));
            Outcome outcome = assertTimeoutPreemptively(LIMIT,
                    () -> procedure.perform(AdversarialLedger.task(procedure, ledger)), kind.name());
            if (outcome instanceof Outcome.Applicable said) {
                assertThat(said.alerts().size()).as(kind.name()).isLessThanOrEqualTo(5_000);
            }
        }
    }
}
