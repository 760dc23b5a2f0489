package com.nexusplatform.procedure.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.nexusplatform.columnar.Field;
import com.nexusplatform.procedure.Declaration;
import com.nexusplatform.procedure.Parameter;
import com.nexusplatform.procedure.Procedure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code docs/procedures} says what the declarations say. Write it anew with
 * {@code ./mvnw test -Dtest=ProcedurePagesTests -Dnexus.regenerate=true}.
 */
class ProcedurePagesTests {

    private static final Path FOLDER = Path.of("docs", "procedures");

    @Test
    void pagesSayWhatTheDeclarationsSay() throws IOException {
        Map<String, String> pages = pages();
        if (Boolean.getBoolean("nexus.regenerate")) {
            Files.createDirectories(FOLDER);
            for (var page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        for (var page : pages.entrySet()) {
            assertThat(FOLDER.resolve(page.getKey())).as("write it anew with -Dnexus.regenerate=true")
                .hasContent(page.getValue());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(pages.keySet());
        }
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        StringBuilder index = new StringBuilder(
                """
                        # Procedures

                        Written from the declarations in the code: do not edit, change the declaration.

                        The kinds of datasets say where an empty plan runs a procedure. A plan that names a procedure runs it on a dataset
                        of any kind, since a payment file can be examined as transfers: without the fields that it requires it
                        answers NOT_APPLICABLE, naming those that are not mapped.

                        | procedure | name | family | in an empty plan for |
                        |---|---|---|---|
                        """);
        for (Procedure procedure : Catalogue.procedures()) {
            Declaration declaration = procedure.declaration();
            String file = declaration.code() + ".md";
            pages.put(file, page(declaration));
            index.append("| [%s](%s) | %s | %s | %s |%n".formatted(declaration.reference(), file, declaration.name(),
                    declaration.family(), kinds(declaration)));
        }
        pages.put("README.md", index.toString());
        return pages;
    }

    private static String page(Declaration declaration) {
        StringBuilder page = new StringBuilder();
        page.append("# %s %s%n%n".formatted(declaration.code(), declaration.name()));
        page.append("Version %d, family %s. An empty plan runs it on datasets of kind %s.%n%n".formatted(
                declaration.version(), declaration.family(), kinds(declaration)));
        section(page, "Method", declaration.method());
        section(page, "Preconditions", declaration.preconditions());
        section(page, "Fields", "Required: " + fields(declaration.required()) + ". Read where mapped: "
                + fields(declaration.optional()) + "." + masters(declaration));
        page.append(
                "## Parameters%n%n| name | type | default | values | what it does | source |%n|---|---|---|---|---|---|%n"
                    .formatted());
        for (Parameter parameter : declaration.parameters()) {
            page.append("| `%s` | %s | %s | %s | %s | %s |%n".formatted(parameter.name(), parameter.type(),
                    cell(parameter.standard().toString()), values(parameter), cell(parameter.description()),
                    cell(parameter.source())));
        }
        page.append("\n");
        points(page, declaration);
        section(page, "Source", declaration.source());
        section(page, "Cost", declaration.cost());
        return page.toString().stripTrailing() + "\n";
    }

    private static void section(StringBuilder page, String title, String text) {
        page.append("## ").append(title).append("\n\n").append(text).append("\n\n");
    }

    private static void points(StringBuilder page, Declaration declaration) {
        Map<String, Integer> grades = declaration.weights().grades();
        if (!grades.isEmpty()) {
            page.append("## Points%n%n| grade | points |%n|---|---|%n".formatted());
            grades.forEach((grade, points) -> page.append("| %s | %d |%n".formatted(grade, points)));
            page.append("\n");
        }
    }

    private static String masters(Declaration declaration) {
        return declaration.masters()
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map(master -> " From a dataset of kind " + master.getKey() + ": " + fields(master.getValue()) + ".")
            .collect(Collectors.joining());
    }

    private static String values(Parameter parameter) {
        if (parameter.minimum() != null && parameter.maximum() != null) {
            return parameter.minimum().toPlainString() + " to " + parameter.maximum().toPlainString();
        }
        return parameter.choices().isEmpty() ? "any" : cell(String.join(", ", parameter.choices()));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String kinds(Declaration declaration) {
        return declaration.kinds().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static String fields(Set<Field> fields) {
        List<String> labels = fields.stream().sorted(Comparator.naturalOrder()).map(Field::label).toList();
        return labels.isEmpty() ? "none" : String.join(", ", labels);
    }
}
