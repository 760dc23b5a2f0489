package com.nexusplatform.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.nexusplatform.columnar.DatasetKind;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Parameters;
import com.nexusplatform.procedure.Procedure;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** The procedures that this service offers, and plans made of them. */
public final class PublishedProcedures {

    private static final int LONGEST_PLAN = 200;

    private final List<Procedure> procedures;

    /** Offers the procedures given, in their order. */
    PublishedProcedures(List<Procedure> procedures) {
        this.procedures = List.copyOf(procedures);
    }

    /** What is offered, in the order of the catalogue. */
    public List<Declaration> declarations() {
        return procedures.stream().map(Procedure::declaration).toList();
    }

    /** The procedure of a code; NOT_FOUND for any other text. */
    public Declaration declaration(String code) {
        return find(code).orElseThrow(() -> ProblemException.notFound("procedure")).declaration();
    }

    Optional<Procedure> find(String code) {
        return procedures.stream().filter(procedure -> procedure.declaration().code().equals(code)).findFirst();
    }

    /** The plan asked for, checked and complete; when nothing is asked for, every procedure that fits the kind. */
    Plan plan(List<RequestedProcedure> asked, DatasetKind kind) {
        if (asked.size() > LONGEST_PLAN) {
            throw new ProblemException(ProblemType.PLAN_REFUSED,
                    "A plan has at most " + LONGEST_PLAN + " procedures; make two runs of it.");
        }
        List<Plan.Step> steps = new ArrayList<>();
        for (RequestedProcedure each : asked.isEmpty() ? fitting(kind) : asked) {
            Declaration declaration = find(each.procedure()).orElseThrow(() -> unknown(each.procedure())).declaration();
            steps.add(new Plan.Step(declaration.code(), declaration.version(),
                    Parameters.of(declaration, each.parameters()).values()));
        }
        return new Plan(steps);
    }

    private List<RequestedProcedure> fitting(DatasetKind kind) {
        List<RequestedProcedure> fitting = procedures.stream()
            .map(Procedure::declaration)
            .filter(declaration -> declaration.kinds().contains(kind))
            .map(declaration -> new RequestedProcedure(declaration.code(), Map.of()))
            .toList();
        if (fitting.isEmpty()) {
            throw new ProblemException(ProblemType.PLAN_REFUSED,
                    "No procedure fits a dataset of kind " + kind + " by itself; name the procedures in the plan.");
        }
        return fitting;
    }

    private ProblemException unknown(String code) {
        String known = declarations().stream().map(Declaration::code).collect(Collectors.joining(", "));
        return new ProblemException(ProblemType.PLAN_REFUSED,
                "There is no procedure " + code + "; there are " + known + ".")
            .with("procedure", code);
    }
}
