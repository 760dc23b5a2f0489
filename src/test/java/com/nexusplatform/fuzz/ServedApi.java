package com.nexusplatform.fuzz;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The operations that the service says of itself that it has. */
final class ServedApi {

    private static final String ALLOWED = "Allowed to ";

    private final JsonNode description;

    ServedApi(JsonNode description) {
        this.description = description;
    }

    /**
     * An operation.
     *
     * @param method     method, in capitals
     * @param path       path with names in braces
     * @param parameters parameters, as OpenAPI describes them
     * @param mediaType  media type of its body, or nothing
     * @param body       schema of its body, missing where it takes none
     * @param callers    who may call it, as roles are written in words
     */
    record Operation(String method, String path, List<JsonNode> parameters, String mediaType, JsonNode body,
            List<String> callers) {

        String name() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        description.get("paths")
            .forEachEntry((path, methods) -> methods.forEachEntry(
                    (method, operation) -> operations.add(operation(method.toUpperCase(java.util.Locale.ROOT), path,
                            operation))));
        return operations;
    }

    /** The schema itself, where it is only named. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : description.at(reference.substring(1));
    }

    private static Operation operation(String method, String path, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameters::add);
        JsonNode content = operation.at("/requestBody/content");
        String mediaType = content.isObject() && !content.isEmpty() ? content.propertyNames().iterator().next() : "";
        JsonNode body = mediaType.isEmpty() ? MissingNode.getInstance() : content.get(mediaType).path("schema");
        String description = operation.path("description").asString("");
        List<String> callers = description.startsWith(ALLOWED)
                ? List.of(description.substring(ALLOWED.length()).replace(".", "").split(", "))
                : List.of();
        return new Operation(method, path, List.copyOf(parameters), mediaType, body, callers);
    }
}
