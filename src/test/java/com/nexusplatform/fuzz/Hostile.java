package com.nexusplatform.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Values that programs stumble over. None holds a word that an answer must not hold, since answers may repeat what was sent. */
final class Hostile {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> TEXTS = List.of("", " ", "\0", "a\0b", "\ud800", "\udc00x", "tail\ud83d",
            "\u202Etxt.exe", "\ufeff", "\u2028", "\uD83D\uDE00", "\u0130", "\u00df", "e\u0301\u0301\u0301", "\t",
            "\r\n",
            "a\r\nX-Injected: yes", "'", "''--", "\"", "\\", "%", "%s%n%d", "%00", "_", "*", "{{7*7}}", "${7*7}",
            "#{7*7}",
            "$(id)", "`id`", "<script>alert(1)</script>", "]]>", "../../x", "..\\..\\x", "file:///x", "//x", "=1+1",
            "+1", "-1",
            "@x", "0", "-0", "1e400", "1e999999999", "1E-999999999", "NaN", "Infinity", "0x10", "1_000", "1,5",
            "\u0663",
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "4294967296", "2026-02-30",
            "0000-00-00",
            "+999999999-12-31", "-999999999-01-01", "10000-01-01", "2026-13-01", "24:00", "true", "null", "undefined",
            "[]",
            "{}", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "1-1-1-1-1",
            "not-an-id",
            "(a+)+$", "((((((((((", "[", "a{99999}", "UTC+99", "Etc/Unknown", "XXX", "EUR ", "eur");

    private static final List<Supplier<String>> LONG = List.of(() -> "x".repeat(300), () -> "x".repeat(5_000),
            () -> "\u00fc".repeat(30_000), () -> "9".repeat(1_500), () -> "a,".repeat(2_000), () -> "(".repeat(4_000),
            () -> "\uD83D\uDE00".repeat(5_000));

    private static final List<String> NUMBERS = List.of("0", "-0", "-1", "1", "2147483647", "2147483648", "-2147483649",
            "9223372036854775807", "9223372036854775808", "-9223372036854775809", "0.1", "1.0", "1e2", "1e400",
            "-1e400", "1e-400",
            "1e2147483647", "1e-2147483648", "1e99999999999", "0.00000000000000000000000000001", "1" + "0".repeat(900),
            "0." + "3".repeat(900));

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    String text() {
        return random.nextInt(12) == 0 ? pick(LONG).get() : pick(TEXTS);
    }

    /** A number, as JSON writes them. */
    String number() {
        return pick(NUMBERS);
    }

    /** A text that fits a header line or a request line. */
    String shortText() {
        return pick(TEXTS).replaceAll("[\r\n\0]", "");
    }

    /** A literal of JSON, of any type; numbers are literals, since no tree could hold some of them. */
    JsonNode value() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2, 3 -> JSON.rawValueNode(new RawValue(pick(NUMBERS)));
            case 4 -> random.nextBoolean() ? JSON.arrayNode() : JSON.objectNode();
            case 5 -> nested(random.nextBoolean() ? 20 : 1_500);
            case 6 -> many();
            default -> JSON.stringNode(text());
        };
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private JsonNode nested(int depth) {
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        String close = open.equals("[") ? "]" : "}";
        return JSON.rawValueNode(
                new RawValue(open.repeat(depth) + "1" + close.repeat(depth)));
    }

    private JsonNode many() {
        ArrayNode array = JSON.arrayNode();
        for (int i = 0; i < 1_200; i++) {
            array.add(i % 7 == 0 ? JSON.nullNode() : JSON.numberNode(i));
        }
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < 200; i++) {
            object.put("m" + i, text());
        }
        return random.nextBoolean() ? array : object;
    }
}
