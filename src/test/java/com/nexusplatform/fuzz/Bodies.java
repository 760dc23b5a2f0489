package com.nexusplatform.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

import com.nexusplatform.fuzz.ServedApi.Operation;

/** Bodies and parameters after their schema, with the words that the service knows under each name; then spoiled. */
final class Bodies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Halves of characters must reach the service as they are. */
    private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> SCOPE = List.of("title", "institution", "periodStart", "periodEnd", "currency",
            "materiality");
    private static final Map<String, List<String>> WORDS = Map.ofEntries(
            Map.entry("title", List.of("Payables", "Payables of spring")),
            Map.entry("institution", List.of("Harbour Ltd")),
            Map.entry("periodStart", List.of("2026-01-01", "2026-02-01")),
            Map.entry("periodEnd", List.of("2026-12-31")),
            Map.entry("currency", List.of("EUR", "JPY", "KWD")), Map.entry("materiality", List.of("1000", "2500.5")),
            Map.entry("duty", List.of("LEAD", "EXAMINER", "REVIEWER")),
            Map.entry("to", List.of("PLANNED", "FIELDWORK", "IN_REVIEW", "ISSUED", "CLOSED", "CANCELLED")),
            Map.entry("reason", List.of("seen")), Map.entry("note", List.of("seen")),
            Map.entry("procedure",
                    List.of("PAY-1", "PAY-2", "DIG-1", "DIG-2", "LED-1", "LED-5", "ANO-1", "AML-1", "NO-1")),
            Map.entry("code", List.of("PAY-1")), Map.entry("parameter", List.of("deMinimis", "minimumRows", "limit")),
            Map.entry("displayName", List.of("Someone")), Map.entry("password", List.of("violet anchors under glass")),
            Map.entry("current", List.of("not the present one")), Map.entry("new", List.of("violet anchors under ice")),
            Map.entry("refreshToken", List.of("not one of ours")), Map.entry("kind", List.of("PAYMENTS", "JOURNAL")),
            Map.entry("rowNo", List.of("1", "7", "40", "41")), Map.entry("rows", List.of("40", "2")),
            Map.entry("limit", List.of("1", "2", "50", "500", "501")), Map.entry("cursor", List.of("MQ", "MTA", "")),
            Map.entry("state", List.of("OPEN", "DISPOSITIONED")), Map.entry("auditedAmount", List.of("1.25", "0")),
            Map.entry("seed", List.of("1", "abc")), Map.entry("name", List.of("payments")),
            Map.entry("sequence", List.of("1")),
            Map.entry("hash", List.of("0".repeat(64))), Map.entry("object", List.of("1")),
            Map.entry("actor", List.of("lead")));
    private static final List<String> NUMBERS = List.of("0", "1", "2", "5", "10", "40", "100", "0.05", "0.95");

    private final Random random;
    private final Hostile hostile;
    private final ServedApi api;
    private final Map<String, List<String>> ids;
    private final Uploads uploads;
    private int made;

    Bodies(Random random, Hostile hostile, ServedApi api, Map<String, List<String>> ids) {
        this.random = random;
        this.hostile = hostile;
        this.api = api;
        this.ids = ids;
        uploads = new Uploads(random, hostile);
    }

    /**
     * A body.
     *
     * @param mediaType what its header says that it is
     * @param bytes     its bytes
     */
    record Made(String mediaType, byte[] bytes) {}

    Made of(Operation operation, int flaws) {
        if (operation.mediaType().startsWith("multipart/")) {
            return uploads.of(flaws);
        }
        JsonNode body = valid("", operation.body(), 0);
        for (int i = 0; i < flaws; i++) {
            body = spoiled(body);
        }
        byte[] bytes = ASCII.writeValueAsBytes(body);
        return new Made(operation.mediaType(), flaws > 0 && random.nextInt(6) == 0 ? garbled(bytes) : bytes);
    }

    /** A value of a parameter, as text. */
    String parameter(String name, JsonNode schema) {
        JsonNode value = valid(name, schema, 0);
        JsonNode one = value.isArray() && !value.isEmpty() ? value.get(0) : value;
        return one.isValueNode() ? one.asString("") : "";
    }

    private JsonNode valid(String name, JsonNode named, int depth) {
        JsonNode schema = api.resolved(named);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asString() : type.asString("")) {
            case "object" -> object(name, schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer", "number" -> number(name);
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> depth > 8 ? JSON.nullNode() : JSON.stringNode(word(name, schema));
        };
    }

    private JsonNode object(String name, JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        if (schema.has("properties")) {
            schema.get("properties").forEachEntry((property, of) -> {
                if (random.nextInt(8) > 0) {
                    object.set(property, valid(property, of, depth + 1));
                }
            });
        } else if (name.isEmpty()) {
            SCOPE.stream()
                .filter(field -> random.nextInt(12) > 0)
                .forEach(field -> object.put(field, word(field, schema)));
        } else if (name.equals("masters")) {
            object.put(hostile.pick(List.of("VENDORS", "EMPLOYEES", "PAYMENTS")), word("datasetId", schema));
        } else if (random.nextBoolean()) {
            object.put("deMinimis", hostile.pick(NUMBERS));
        }
        return object;
    }

    private JsonNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = JSON.arrayNode();
        for (int i = random.nextInt(3); i >= 0; i--) {
            array.add(valid(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode number(String name) {
        return JSON.rawValueNode(new RawValue(hostile.pick(WORDS.getOrDefault(name, NUMBERS))));
    }

    private String word(String name, JsonNode schema) {
        String plural = name.endsWith("Ids") ? name.substring(0, name.length() - 1) : name;
        String kind = switch (plural) {
            case "username" -> "team";
            case "examination" -> "examinations";
            default -> plural.endsWith("Id") ? plural.substring(0, plural.length() - 2) + "s" : plural;
        };
        if (name.equals("username") && random.nextBoolean()) {
            return "fuzzed-" + random.nextInt(1_000) + "-" + made++;
        }
        if (ids.containsKey(kind)) {
            return hostile.pick(ids.get(kind));
        }
        return hostile.pick(WORDS.getOrDefault(name,
                schema.path("format").asString("").equals("uuid")
                        ? List.of("00000000-0000-7000-8000-000000000001")
                        : NUMBERS));
    }

    private JsonNode spoiled(JsonNode node) {
        if (random.nextInt(5) == 0 || !node.isContainer() || node.isEmpty()) {
            return hostile.value();
        }
        if (node instanceof ArrayNode array) {
            int at = random.nextInt(array.size());
            array.set(at, spoiled(array.get(at)));
            return array;
        }
        ObjectNode object = (ObjectNode) node;
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = hostile.pick(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(hostile.text(), hostile.value());
            case 2 -> object.set(hostile.text(), object.remove(name));
            case 3 -> object.set(name, spoiled(object.get(name)));
            default -> object.set(name, hostile.value());
        }
        return object;
    }

    /** The bytes in another way than JSON is written. */
    private byte[] garbled(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> text.getBytes(StandardCharsets.UTF_16LE);
            case 2 -> ("\ufeff" + text).getBytes(StandardCharsets.UTF_8);
            case 3 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 4 -> text.replace("\"", "'").getBytes(StandardCharsets.UTF_8);
            case 5 -> text.replace("e", "\u00e9").getBytes(StandardCharsets.ISO_8859_1);
            case 6 -> new byte[0];
            default -> {
                byte[] changed = bytes.clone();
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                yield changed;
            }
        };
    }
}
