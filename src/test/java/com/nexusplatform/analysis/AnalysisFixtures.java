package com.nexusplatform.analysis;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.nexusplatform.columnar.ColumnarLedger;
import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Alert;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Explanation;
import com.nexusplatform.procedure.Family;
import com.nexusplatform.procedure.Outcome;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.procedure.Task;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.procedure.catalogue.Catalogue;

/** Procedures, ledgers and answers small enough to be reckoned by hand. */
final class AnalysisFixtures {

    static final AnalysisProperties PROPERTIES = new AnalysisProperties(Duration.ofMinutes(1), 2,
            Duration.ofMillis(200), 3,
            Duration.ofSeconds(1), Duration.ofMinutes(1),
            new AnalysisProperties.Events(Duration.ofMinutes(1), Duration.ofMillis(100), 2, 2),
            new AnalysisProperties.WhatIf(3, Duration.ofMinutes(1), 1));

    private AnalysisFixtures() {}

    /** A procedure over amounts of payments that answers as the function does. */
    static Procedure procedure(String code, int version, Function<Task, Outcome> method) {
        return procedure(declaration(code, version), method);
    }

    /** A procedure that reads masters too. */
    static Procedure reading(String code, Map<DatasetKind, Set<Field>> masters, Function<Task, Outcome> method) {
        return procedure(declaration(code, 1).withMasters(masters), method);
    }

    /** A published procedure, or a later version of it, that answers as the function does. */
    static Procedure like(String code, int later, Function<Task, Outcome> method) {
        Declaration of = Catalogue.find(code).orElseThrow().declaration();
        return procedure(new Declaration(of.code(), of.version() + later, of.name(), of.family(), of.kinds(),
                of.required(), of.optional(), of.parameters(), of.method(), of.preconditions(), of.source(), of.cost()),
                method);
    }

    private static Declaration declaration(String code, int version) {
        return new Declaration(code, version, "Fixture " + code, Family.PAYMENTS,
                EnumSet.of(DatasetKind.PAYMENTS), EnumSet.of(Field.AMOUNT), Set.of(),
                List.of(Parameter.integer("least", 5, 1, 1_000_000, "Least amount in minor units", "fixture"),
                        Parameter.decimal("share", "0.5", "0", "1", "A share", "fixture")),
                "Selects each amount from the least one on.", "none", "fixture", "n");
    }

    private static Procedure procedure(Declaration declaration, Function<Task, Outcome> method) {
        return new Procedure() {

            @Override
            public Declaration declaration() {
                return declaration;
            }

            @Override
            public Outcome perform(Task task) {
                return method.apply(task);
            }
        };
    }

    /** A procedure that says how long a row takes. */
    static Procedure lasting(int nanosARow, Procedure procedure) {
        return new Procedure() {

            @Override
            public Declaration declaration() {
                return procedure.declaration();
            }

            @Override
            public Outcome perform(Task task) {
                return procedure.perform(task);
            }

            @Override
            public int nanosARow() {
                return nanosARow;
            }
        };
    }

    /** A procedure that raises one alert of 40 points for each amount from its parameter {@code least} on. */
    static Procedure selecting(String code) {
        return procedure(code, 1, AnalysisFixtures::select);
    }

    static Outcome select(Task task) {
        int least = task.parameters().integer("least");
        long[] amounts = task.ledger().amounts();
        List<Alert> alerts = IntStream.range(0, amounts.length)
            .filter(i -> amounts[i] >= least)
            .mapToObj(i -> alert(40, "amount " + amounts[i], i + 1))
            .toList();
        return new Outcome.Applicable(Map.of("n", amounts.length, "selected", alerts.size()), alerts);
    }

    static Alert alert(int points, String sentence, int... rows) {
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("z", new BigDecimal("1.50"));
        steps.put("a", "tab\t, back\\slash, \"quote\", line\nfeed and €");
        return new Alert(points, rows, new Explanation("x >= least", Map.of("rows", rows.length), Map.of("least", 5),
                steps, "selected", sentence, "fixture"));
    }

    static ColumnarLedger ledger(long... amounts) {
        return ColumnarLedger.builder(amounts.length).amounts(amounts).build();
    }

    /** What goes into a run over one dataset. */
    static Inputs inputs(String content, Plan plan) {
        return new Inputs(content, "m", plan, List.of(), RunHash.ENGINE, Weights.version());
    }

    static Plan.Step step(String code, int least) {
        return new Plan.Step(code, 1, Map.of("least", least, "share", new BigDecimal("0.5")));
    }

    /** What a procedure of version 1 answered. */
    static Performed performed(String code, Outcome outcome) {
        Declaration declaration = procedure(code, 1, task -> outcome).declaration();
        return Performed.of(declaration, step(code, 5), outcome, Duration.ofMillis(7));
    }

    static Performed performed(String code, Alert... alerts) {
        return performed(code, new Outcome.Applicable(Map.of("n", alerts.length), List.of(alerts)));
    }
}
