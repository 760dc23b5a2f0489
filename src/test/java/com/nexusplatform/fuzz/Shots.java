package com.nexusplatform.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import com.nexusplatform.fuzz.ServedApi.Operation;

/** Makes requests: such as the service understands, spoiled in up to three places each. The same seed makes the same ones. */
final class Shots {

    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    /** What reads the whole trail, hashes passwords, or ends a session, so that one is to be opened again. */
    private static final Pattern SLOW = Pattern
        .compile("/audit/(export|verify)|/auth/|/me/(password|sessions/)|/users$");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
            "TRACE", "PROPFIND", "get");
    private static final List<String> SEGMENTS = List.of("api", "v1", "v2", "examinations", "users", "me", "runs",
            "actuator", "env", "health", "error", "..", ".", "", "%2e%2e", "%2f", "%5c", ";a=b", "%c0%af", "%00", "%ff",
            "%", "a|b", "index.html", "swagger-ui", "WEB-INF", "web.xml", "x".repeat(3_000), "problems", "metrics");
    private static final List<String> HEADERS = List.of("Accept: text/csv", "Accept: application/xml",
            "Accept: application/yaml", "Accept: application/cbor", "Accept: */*;q=0", "Accept: */*",
            "Accept: ;;", "Accept: a/b/c", "Accept: application/json;q=7", "Accept: text/event-stream",
            "Accept: application/json;charset=utf-7", "Accept: application/problem+json",
            "Accept: image/png, text/csv;q=0.1",
            "Accept: application/x-ndjson", "Accept:", "Accept: " + "a/b,".repeat(700), "Content-Type: text/plain",
            "Content-Type: application/xml", "Content-Type: application/yaml", "Content-Type: application/cbor",
            "Content-Type: application/json;charset=utf-16",
            "Content-Type: application/json;charset=nonsense", "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=", "Content-Type: application/x-www-form-urlencoded",
            "Content-Type:",
            "Content-Type: /", "Content-Type: application/*", "Content-Type: application/json, text/plain",
            "Content-Type: application/json; charset=\"", "Content-Type: application/merge-patch+json",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense", "If-Match: *", "If-Match: \"0\"", "If-Match: W/\"1\"",
            "If-Match: \"1\", \"2\"",
            "If-Match: 99999999999999999999", "If-Match: \"-1\"", "If-Match:", "If-Match: \u00ff\u0080",
            "If-None-Match: *",
            "If-Modified-Since: yesterday", "If-Unmodified-Since: 0", "Range: bytes=0-1", "Range: bytes=9-1",
            "Range: items=a", "Range: bytes=-99999999999999999999", "Accept-Language: xx-yy-zz;;q=",
            "Accept-Charset: nonsense",
            "Accept-Encoding: gzip, br;q=0", "X-Request-Id: a b", "X-Request-Id: " + "x".repeat(500),
            "X-Request-Id: ok\u00e9", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: gopher",
            "Forwarded: for=\"_x\"",
            "X-Forwarded-Host: evil.example", "Idempotency-Key: " + "k".repeat(300), "Idempotency-Key: \u00ff",
            "Idempotency-Key:", "Origin: null", "Origin: https://evil.example", "Cookie: a=b; JSESSIONID=1",
            "Cookie: ;;=",
            "Expect: 100-continue", "Expect: nonsense", "X-HTTP-Method-Override: DELETE", "TE: trailers",
            "Connection: x",
            "Upgrade: websocket", "Last-Event-ID: \u00ff", "X: " + "y".repeat(6_000), "Max-Forwards: -1",
            "Authorization: Basic Og==", "no colon", " folded: line", "Bad Name: x", "Content-Disposition: form-data");

    private final Random random;
    private final Hostile hostile;
    private final List<Operation> operations;
    private final Bodies bodies;
    private final Map<String, List<String>> ids;
    private final Map<String, String> tokens;

    /** Tokens by caller and ids by the segment of the path before them are read anew for each request, so that they can change. */
    Shots(long seed, ServedApi api, Map<String, List<String>> ids, Map<String, String> tokens) {
        random = new Random(seed);
        hostile = new Hostile(random);
        operations = api.operations();
        bodies = new Bodies(random, hostile, api, ids);
        this.ids = ids;
        this.tokens = tokens;
    }

    Shot next() {
        if (random.nextInt(25) == 0) {
            return stray();
        }
        Operation operation = operations.get(random.nextInt(operations.size()));
        while (SLOW.matcher(operation.path()).find() && random.nextInt(8) != 0) {
            operation = operations.get(random.nextInt(operations.size()));
        }
        int flaws = Math.max(0, random.nextInt(5) - 1);
        return made(operation, flaws);
    }

    private Shot made(Operation operation, int flaws) {
        boolean inBody = !operation.mediaType().isEmpty();
        int[] at = new int[5]; // flaws in: path, query, headers, body, method
        for (int i = 0; i < flaws; i++) {
            at[inBody && random.nextInt(3) > 0 ? 3 : random.nextInt(12) < 11 ? random.nextInt(3) : 4]++;
        }
        List<String> headers = new ArrayList<>();
        String caller = caller(headers, operation.callers());
        String target = path(operation, at[0] > 0) + query(operation, at[1]);
        byte[] body = {};
        if (inBody) {
            Bodies.Made made = bodies.of(operation, at[3]);
            headers.add("Content-Type: " + made.mediaType());
            body = made.bytes();
        }
        if (operation.method().equals("PATCH") && random.nextInt(8) > 0) {
            headers.add("If-Match: *");
        }
        for (int i = 0; i < at[2]; i++) {
            String header = hostile.pick(HEADERS);
            headers.removeIf(known -> known.regionMatches(true, 0, header, 0, header.indexOf(':') + 1)
                    && !known.startsWith("Auth"));
            headers.add(header);
        }
        String method = at[4] > 0 ? hostile.pick(METHODS) : operation.method();
        return new Shot(operation.name(), caller, method, target, headers, body);
    }

    /** Somewhere that no operation is, or nearly. */
    private Shot stray() {
        List<String> headers = new ArrayList<>();
        String caller = caller(headers, List.of());
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            path.append('/').append(random.nextInt(4) == 0 ? encoded(hostile.text()) : hostile.pick(SEGMENTS));
        }
        byte[] body = random.nextInt(3) == 0
                ? hostile.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)
                : new byte[0];
        headers.add(hostile.pick(HEADERS));
        return new Shot("elsewhere", caller, hostile.pick(METHODS), shortened(path.toString()), headers, body);
    }

    /** Mostly someone who may; else anyone, or nobody. */
    private String caller(List<String> headers, List<String> allowed) {
        List<String> callers = allowed.isEmpty() || random.nextInt(4) == 0
                ? tokens.keySet().stream().sorted().toList()
                : allowed;
        int choice = random.nextInt(6) == 0 ? callers.size() : random.nextInt(callers.size());
        if (choice < callers.size()) {
            headers.add("Authorization: Bearer " + tokens.get(callers.get(choice)));
            return callers.get(choice);
        }
        if (random.nextBoolean()) {
            headers.add("Authorization: "
                    + hostile.pick(List.of("Bearer", "Bearer ", "Bearer eyJ.eyJ.x", "bearer \u00ff", "Basic YTpi",
                            "Digest", "")));
        }
        return "nobody";
    }

    private String path(Operation operation, boolean spoiled) {
        return VARIABLE.matcher(operation.path()).replaceAll(variable -> {
            List<String> known = ids.getOrDefault(variable.group(1), List.of());
            boolean valid = !known.isEmpty() && !(spoiled && random.nextBoolean());
            return Matcher.quoteReplacement(
                    variable.group(1) + "/" + (valid ? hostile.pick(known) : shortened(encoded(hostile.text()))));
        });
    }

    private String query(Operation operation, int flaws) {
        List<String> pairs = new ArrayList<>();
        for (JsonNode parameter : operation.parameters()) {
            if (parameter.path("in").asString("").equals("query") && random.nextInt(3) > 0) {
                String name = parameter.get("name").asString();
                pairs.add(name + "=" + encoded(bodies.parameter(name, parameter.path("schema"))));
            }
        }
        for (int i = 0; i < flaws; i++) {
            spoil(pairs, operation);
        }
        return pairs.isEmpty() ? "" : shortened("?" + String.join("&", pairs));
    }

    private void spoil(List<String> pairs, Operation operation) {
        List<String> names = new ArrayList<>(List.of("limit", "cursor", "x", "sort"));
        operation.parameters().forEach(parameter -> names.add(parameter.get("name").asString()));
        String name = hostile.pick(names);
        switch (random.nextInt(6)) {
            case 0 -> pairs.add(name);
            case 1 -> pairs.add(name + "=%");
            case 2 -> pairs.add(encoded(hostile.text()) + "=1");
            case 3 -> pairs.addAll(List.of(name + "=1", name + "=2"));
            case 4 -> pairs
                .add(name + "=" + hostile.pick(List.of("%zz", "%f", "%ff%fe", "a b", "a|b", "<>", "%u0041", "\u00ff")));
            default -> pairs.add(name + "=" + encoded(random.nextBoolean() ? hostile.number() : hostile.text()));
        }
    }

    /** Percent-encoded bytes; half a character as the bytes that no UTF-8 has. */
    private static String encoded(String text) {
        Map<Integer, String> same = new HashMap<>();
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> out.append(same.computeIfAbsent(point, Shots::encoded)));
        return out.toString();
    }

    private static String encoded(int point) {
        if (Character.isLetterOrDigit(point) && point < 128 || "-._~".indexOf(point) >= 0) {
            return Character.toString(point);
        }
        if (point >= 0xD800 && point < 0xE000) {
            return "%ED%A0%80";
        }
        StringBuilder out = new StringBuilder();
        for (byte octet : Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            out.append("%%%02X".formatted(octet & 0xff));
        }
        return out.toString();
    }

    /** A request line that the server still reads; now and then one that is too long for it. */
    private String shortened(String text) {
        return text.length() <= 6_000 || random.nextInt(10) == 0 ? text : text.substring(0, 5_999);
    }
}
