package com.nexusplatform.analysis.web;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.analysis.Measures;
import com.nexusplatform.analysis.PublishedProcedures;
import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Weights;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Page;
import com.nexusplatform.shared.Role;

/** The catalogue of procedures. */
@RestController
@RequestMapping("/api/v1/procedures")
class ProcedureController {

    private final PublishedProcedures procedures;
    private final Measures measures;

    ProcedureController(PublishedProcedures procedures, Measures measures) {
        this.procedures = procedures;
        this.measures = measures;
    }

    /** Every procedure, in the order of the catalogue, on one page. */
    @GetMapping
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    Page<ProcedureView> list() {
        return new Page<>(
                procedures.declarations().stream().map(declaration -> ProcedureView.of(declaration, null)).toList(),
                null);
    }

    /** How each version has done over all examinations, by code, the newest version first, on one page. */
    @GetMapping("/measures")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    Page<MeasureView> measures() {
        return new Page<>(measures.all().stream().map(MeasureView::of).toList(), null);
    }

    /** One procedure by its code, with the measures of its versions. */
    @GetMapping("/{code}")
    @AllowedTo({Role.EXAMINER, Role.LEAD_EXAMINER, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR})
    ProcedureView read(@PathVariable String code) {
        Declaration declaration = procedures.declaration(code);
        return ProcedureView.of(declaration, measures.of(code).stream().map(MeasureView::of).toList());
    }

    /**
     * A procedure as shown; {@code kinds} are the datasets on which an empty plan runs it, while a plan that names it may be of any
     * kind; {@code parameters} is a JSON Schema of the object that a plan takes, {@code masters} the fields read
     * of second datasets by their kind, {@code points} those of its alerts by grade, {@code weights} their version, {@code measures} how
     * its versions have done, which a list leaves out.
     */
    record ProcedureView(String code, int version, String name, String family, List<String> kinds,
            List<String> required, List<String> optional, Map<String, List<String>> masters,
            Map<String, Object> parameters, Map<String, Integer> points, int weights, String method,
            String preconditions, String source, String cost,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<MeasureView> measures) {

        static ProcedureView of(Declaration declaration, @Nullable List<MeasureView> measures) {
            return new ProcedureView(declaration.code(), declaration.version(), declaration.name(),
                    declaration.family().name(), declaration.kinds().stream().sorted().map(Enum::name).toList(),
                    labels(declaration.required()), labels(declaration.optional()), masters(declaration),
                    schema(declaration), declaration.weights().grades(), Weights.version(), declaration.method(),
                    declaration.preconditions(), declaration.source(), declaration.cost(), measures);
        }

        private static Map<String, List<String>> masters(Declaration declaration) {
            Map<String, List<String>> masters = new TreeMap<>();
            declaration.masters().forEach((kind, fields) -> masters.put(kind.name(), labels(fields)));
            return masters;
        }

        private static List<String> labels(Set<Field> fields) {
            return fields.stream().sorted(Comparator.naturalOrder()).map(Field::label).toList();
        }

        private static Map<String, Object> schema(Declaration declaration) {
            Map<String, Object> properties = new LinkedHashMap<>();
            declaration.parameters().forEach(parameter -> properties.put(parameter.name(), schema(parameter)));
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.put("type", "object");
            schema.put("properties", properties);
            schema.put("additionalProperties", false);
            return schema;
        }

        private static Map<String, Object> schema(Parameter parameter) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schema.put("description", parameter.description());
            Map<String, Object> value = new LinkedHashMap<>();
            switch (parameter.type()) {
                case INTEGER -> schema.put("type", "integer");
                case DECIMAL -> schema.put("type", "number");
                case TEXT -> schema.put("type", "string");
                case FLAG -> schema.put("type", "boolean");
                case TEXTS -> {
                    schema.put("type", "array");
                    value.put("type", "string");
                    schema.put("items", value);
                }
            }
            if (!parameter.choices().isEmpty()) {
                (parameter.type() == Parameter.Type.TEXTS ? value : schema).put("enum", parameter.choices());
            }
            if (parameter.minimum() != null) {
                schema.put("minimum", parameter.minimum());
            }
            if (parameter.maximum() != null) {
                schema.put("maximum", parameter.maximum());
            }
            if (parameter.decimals() < Parameter.MOST_DECIMALS) {
                schema.put("multipleOf", BigDecimal.ONE.movePointLeft(parameter.decimals()));
            }
            schema.put("default", parameter.standard());
            schema.put("source", parameter.source());
            return schema;
        }
    }
}
