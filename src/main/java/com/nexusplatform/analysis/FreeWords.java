package com.nexusplatform.analysis;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.stereotype.Component;

import com.nexusplatform.procedure.Parameter;

/**
 * The words in plans that whoever made them chose freely, and that can name somebody: what is neither a default nor one of a choice
 * nor of a form that names nobody. Of a procedure or parameter that is no longer published every text counts.
 */
@Component
class FreeWords {

    private final PublishedProcedures procedures;

    FreeWords(PublishedProcedures procedures) {
        this.procedures = procedures;
    }

    /** Whether a parameter takes such words. */
    boolean areTaken(String procedure, String parameter) {
        return procedures.find(procedure)
            .flatMap(published -> published.declaration().parameter(parameter))
            .map(Parameter::free)
            .orElse(true);
    }

    /** The words of a plan. */
    Set<String> of(Plan plan) {
        Set<String> words = new LinkedHashSet<>();
        plan.steps().forEach(step -> changed(step, (parameter, place, word) -> {
            words.add(word);
            return word;
        }));
        return words;
    }

    /** A step with other words. */
    Plan.Step changed(Plan.Step step, Plan.TextChange change) {
        return step.with((parameter, place, text) -> canName(step.procedure(), parameter, text)
                ? change.of(parameter, place, text)
                : text);
    }

    private boolean canName(String procedure, String parameter, String text) {
        return procedures.find(procedure)
            .flatMap(published -> published.declaration().parameter(parameter))
            .map(declared -> declared.canName(text))
            .orElse(true);
    }
}
