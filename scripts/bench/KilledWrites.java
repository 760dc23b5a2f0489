import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes without a pause until the service dies, and compares afterwards what was acknowledged with what is there and with what the
 * trail tells.
 *
 * <pre>
 * java KilledWrites.java prepare BASE FOLDER    makes what is written to; FOLDER keeps the model
 * java KilledWrites.java write   BASE FOLDER    four writers, until nobody answers any more
 * java KilledWrites.java repeat  BASE FOLDER    what got no answer, once more under its idempotency key
 * java KilledWrites.java compare BASE FOLDER    status 1 when anything is lost, there twice, or without its counterpart
 * </pre>
 *
 * The password of the first users is in NEXUS_DEMO_PASSWORD. Each write carries a mark of its own. The model is one line a write: {@code BEGUN mark kind path body} before it is sent and
 * {@code ANSWERED mark status} after the answer came.
 */
public final class KilledWrites {

    private static final int WRITERS = 4;
    private static final int SILENCE = 3;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");
    private static final Pattern EVENT = Pattern.compile("\"act\":\"([A-Z_]+)\".*?\"after\":(.*?),\"at\":.*?\"objectId\":\"([^\"]*)\"");
    private static final String HEADER = "counterpartyId,documentNo,amount,postedAt\n";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;
    private final Path folder;
    private final String password;
    private final Map<String, String> tokens = new HashMap<>();

    private KilledWrites(String base, Path folder, String password) {
        this.base = base;
        this.folder = folder;
        this.password = password;
    }

    public static void main(String[] args) throws Exception {
        KilledWrites writes = new KilledWrites(args[1], Path.of(args[2]), System.getenv("NEXUS_DEMO_PASSWORD"));
        switch (args[0]) {
            case "prepare" -> writes.prepare();
            case "write" -> writes.write();
            case "repeat" -> writes.repeat();
            case "compare" -> System.exit(writes.compare() ? 0 : 1);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    // -- what is written to -----------------------------------------------------------------------------------------------------

    private void prepare() throws Exception {
        String examination = id(post("lead", "/api/v1/examinations", scope("killed writes"), UUID.randomUUID().toString()));
        StringBuilder csv = new StringBuilder(HEADER);
        for (int row = 0; row < 400; row++) {
            int nth = row < 40 ? row / 2 : row; // the first ones twice
            csv.append("V%d,INV-%d,%d.25,2026-03-%02d%n".formatted(nth % 7, nth, 100 + nth, row % 28 + 1));
        }
        String dataset = id(upload(examination, "payments", csv.toString(), UUID.randomUUID().toString()));
        String shown = awaited("/api/v1/datasets/" + dataset, "LOADED");
        post("lead", "/api/v1/datasets/" + dataset + "/seal", "{\"rows\":400,\"debits\":\"" + member(shown, "debits")
                + "\",\"credits\":\"" + member(shown, "credits") + "\"}", UUID.randomUUID().toString());
        String run = id(post("lead", "/api/v1/datasets/" + dataset + "/runs", "{\"plan\":[{\"procedure\":\"PAY-1\"}]}",
                UUID.randomUUID().toString()));
        awaited("/api/v1/runs/" + run, "SUCCEEDED");
        List<String> alerts = all(get("lead", "/api/v1/runs/" + run + "/alerts?limit=100"), ID);
        if (alerts.size() < 10) {
            throw new IllegalStateException("too few alerts to judge: " + alerts.size());
        }
        Files.writeString(folder.resolve("objects"), examination + "\n" + run + "\n" + String.join(" ", alerts) + "\n");
        Files.writeString(folder.resolve("model"), "");
        String key = UUID.randomUUID().toString();
        post("lead", "/api/v1/examinations", scope("asked twice"), key);
        boolean keys = post("lead", "/api/v1/examinations", scope("asked twice"), key).headers()
            .firstValue("Idempotency-Replayed")
            .isPresent();
        Files.writeString(folder.resolve("keys"), Boolean.toString(keys));
        System.out.println("  idempotency keys are " + (keys ? "kept" : "not kept by this version: what gets no answer is not"
                + " repeated"));
    }

    // -- the load ---------------------------------------------------------------------------------------------------------------

    private void write() throws Exception {
        token("lead");
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofPlatform().start(this::writeUntilItDies));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void writeUntilItDies() {
        Random random = new Random();
        int silent = 0;
        while (silent < SILENCE) {
            Write write = Write.any(random, objects());
            try {
                note("BEGUN " + write.mark + " " + write.kind + " " + write.path + " " + write.body);
                HttpResponse<String> answer = send(write);
                note("ANSWERED " + write.mark + " " + answer.statusCode());
                silent = 0;
                if (answer.statusCode() == 429) {
                    Thread.sleep(500);
                }
            } catch (IOException died) {
                silent++;
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** What is written: a new examination, a file, a judgement, or a sample. */
    private record Write(String mark, String kind, String path, String body) {

        static Write any(Random random, List<String> objects) {
            String mark = UUID.randomUUID().toString();
            String[] alerts = objects.get(2).split(" ");
            return switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> new Write(mark, "EXAMINATION", "/api/v1/examinations", scope(mark));
                case 4, 5, 6 -> new Write(mark, "DISPOSITION",
                        "/api/v1/alerts/" + alerts[random.nextInt(alerts.length)] + "/disposition",
                        "{\"outcome\":\"EXPLAINED\",\"reason\":\"" + mark + "\"}");
                case 7, 8 -> new Write(mark, "SAMPLE", "/api/v1/runs/" + objects.get(1) + "/samples", "{\"size\":2}");
                default -> new Write(mark, "DATASET", "/api/v1/examinations/" + objects.get(0) + "/datasets",
                        HEADER.strip() + "\\nV1,A,1.00,2026-03-01\\nV2,B,2.00,2026-03-02\\n");
            };
        }
    }

    private HttpResponse<String> send(Write write) throws IOException, InterruptedException {
        if (write.kind.equals("DATASET")) {
            return upload(write.path.split("/")[4], write.mark, write.body.replace("\\n", "\n"), write.mark);
        }
        return post("lead", write.path, write.body, write.mark);
    }

    /** Once more what got no answer, or none that says whether it was done. */
    private void repeat() throws Exception {
        if (!Boolean.parseBoolean(Files.readString(folder.resolve("keys")))) {
            return;
        }
        Map<String, Write> begun = new LinkedHashMap<>();
        Map<String, Integer> answered = new HashMap<>();
        read(begun, answered);
        Map<Integer, Integer> statuses = new TreeMap<>();
        int replayed = 0;
        for (Write write : begun.values()) {
            int status = answered.getOrDefault(write.mark, 0);
            if (status == 0 || status >= 500) {
                HttpResponse<String> answer = patiently(write);
                note("ANSWERED " + write.mark + " " + answer.statusCode());
                statuses.merge(answer.statusCode(), 1, Integer::sum);
                replayed += answer.headers().firstValue("Idempotency-Replayed").isPresent() ? 1 : 0;
            }
        }
        System.out.println("  repeated: answered " + statuses + ", of which " + replayed + " had been done before the kill");
    }

    private HttpResponse<String> patiently(Write write) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(write);
        for (int tries = 0; tries < 60 && List.of(409, 425, 429, 503).contains(answer.statusCode()); tries++) {
            Thread.sleep(500);
            answer = send(write);
        }
        return answer;
    }

    // -- the comparison ---------------------------------------------------------------------------------------------------------

    private boolean compare() throws Exception {
        Map<String, Write> begun = new LinkedHashMap<>();
        Map<String, Integer> answered = new HashMap<>();
        read(begun, answered);
        List<String> objects = objects();
        Map<String, Integer> done = new HashMap<>();
        Map<String, Map<String, Integer>> acts = acts(objects, done);
        Map<String, Map<String, Integer>> events = events(objects, acts);
        int acknowledged = 0;
        int unanswered = 0;
        List<String> lost = new ArrayList<>();
        List<String> twice = new ArrayList<>();
        for (Write write : begun.values()) {
            int status = answered.getOrDefault(write.mark, 0);
            boolean said = status / 100 == 2 || status == 303;
            acknowledged += said ? 1 : 0;
            unanswered += status == 0 ? 1 : 0;
            if (!write.kind.equals("SAMPLE")) {
                int times = done.getOrDefault(write.mark, 0);
                if (said && times == 0) {
                    lost.add(write.kind + " " + write.mark);
                }
                if (times > 1 || times == 1 && status / 100 == 4) {
                    twice.add(write.kind + " " + write.mark + " answered " + status + ", there " + times);
                }
            }
        }
        samples(begun, answered, acts.get("SAMPLE_DRAWN"), lost, twice);
        Map<Integer, Integer> statuses = new TreeMap<>();
        begun.keySet().forEach(mark -> statuses.merge(answered.getOrDefault(mark, 0), 1, Integer::sum));
        List<String> withoutEvent = difference(acts, events);
        List<String> withoutAct = difference(events, acts);
        String verdict = get("auditor", "/api/v1/audit/verify");
        System.out.printf("  %d writes begun, %d acknowledged, %d without an answer; last answers %s%n", begun.size(),
                acknowledged, unanswered, statuses);
        acts.forEach((act, found) -> System.out.printf("  %-20s %d%n", act, found.values().stream().mapToInt(i -> i).sum()));
        System.out.printf("  acknowledged and lost %d, done twice or though refused %d, act without event %d, event without act %d%n",
                lost.size(), twice.size(), withoutEvent.size(), withoutAct.size());
        System.out.println("  the trail: " + (verdict.contains("\"valid\":true") ? "whole" : verdict));
        for (List<String> wrong : List.of(lost, twice, withoutEvent, withoutAct)) {
            wrong.stream().limit(5).forEach(one -> System.out.println("    " + one));
        }
        return lost.isEmpty() && twice.isEmpty() && withoutEvent.isEmpty() && withoutAct.isEmpty() && acknowledged > 0
                && verdict.contains("\"valid\":true");
    }

    /** Samples have no mark: there are as many as were acknowledged, and at most those without an answer more. */
    private static void samples(Map<String, Write> begun, Map<String, Integer> answered, Map<String, Integer> drawn,
            List<String> lost, List<String> twice) {
        int acknowledged = 0;
        int open = 0;
        for (Write write : begun.values()) {
            if (write.kind.equals("SAMPLE")) {
                int status = answered.getOrDefault(write.mark, 0);
                acknowledged += status / 100 == 2 || status == 303 ? 1 : 0;
                open += status == 0 || status >= 500 ? 1 : 0;
            }
        }
        if (drawn.size() < acknowledged) {
            lost.add("samples: " + acknowledged + " acknowledged, " + drawn.size() + " there");
        }
        if (drawn.size() > acknowledged + open) {
            twice.add("samples: " + acknowledged + " acknowledged, " + open + " open, " + drawn.size() + " there");
        }
    }

    /** What the service shows: objects by the act that makes them, and in {@code done} how often each mark is there. */
    private Map<String, Map<String, Integer>> acts(List<String> objects, Map<String, Integer> done) throws Exception {
        Map<String, Map<String, Integer>> acts = new TreeMap<>();
        Map<String, Integer> examinations = acts.computeIfAbsent("EXAMINATION_CREATED", act -> new TreeMap<>());
        for (String item : items("/api/v1/examinations?limit=500")) {
            examinations.merge(member(item, "id"), 1, Integer::sum);
            done.merge(member(item, "title"), 1, Integer::sum);
        }
        Map<String, Integer> datasets = acts.computeIfAbsent("DATASET_UPLOADED", act -> new TreeMap<>());
        for (String item : items("/api/v1/examinations/" + objects.get(0) + "/datasets?limit=500")) {
            datasets.merge(member(item, "id"), 1, Integer::sum);
            done.merge(member(item, "name"), 1, Integer::sum);
        }
        Map<String, Integer> samples = acts.computeIfAbsent("SAMPLE_DRAWN", act -> new TreeMap<>());
        for (String item : items("/api/v1/runs/" + objects.get(1) + "/samples?limit=500")) {
            samples.merge(member(item, "id"), 1, Integer::sum);
        }
        Map<String, Integer> judgements = acts.computeIfAbsent("ALERT_DISPOSED", act -> new TreeMap<>());
        for (String alert : objects.get(2).split(" ")) {
            String shown = get("lead", "/api/v1/alerts/" + alert);
            for (String reason : all(shown.substring(shown.indexOf("\"dispositions\":")), Pattern.compile("\"reason\":\"([^\"]+)\""))) {
                judgements.merge(alert + " sha256:" + sha256(reason), 1, Integer::sum);
                done.merge(reason, 1, Integer::sum);
            }
        }
        return acts;
    }

    /** What the trail tells of the same acts, by object; a judgement by its alert and the digest of its reason. */
    private Map<String, Map<String, Integer>> events(List<String> objects, Map<String, Map<String, Integer>> acts)
            throws Exception {
        Map<String, Map<String, Integer>> events = new TreeMap<>();
        acts.keySet().forEach(act -> events.put(act, new TreeMap<>()));
        for (String line : get("auditor", "/api/v1/audit/export").split("\n")) {
            Matcher event = EVENT.matcher(line);
            if (event.find() && events.containsKey(event.group(1))) {
                boolean ours = !event.group(1).equals("DATASET_UPLOADED") || line.contains(objects.get(0));
                String object = event.group(1).equals("ALERT_DISPOSED")
                        ? event.group(3) + " " + member(event.group(2), "reason")
                        : event.group(3);
                if (ours) {
                    events.get(event.group(1)).merge(object, 1, Integer::sum);
                }
            }
        }
        return events;
    }

    private static List<String> difference(Map<String, Map<String, Integer>> some, Map<String, Map<String, Integer>> others) {
        List<String> more = new ArrayList<>();
        some.forEach((act, found) -> found.forEach((object, times) -> {
            int there = others.get(act).getOrDefault(object, 0);
            if (times > there) {
                more.add(act + " of " + object + ": " + times + " against " + there);
            }
        }));
        return more;
    }

    // -- the model --------------------------------------------------------------------------------------------------------------

    private synchronized void note(String line) throws IOException {
        Files.writeString(folder.resolve("model"), line + "\n", StandardOpenOption.APPEND);
    }

    private void read(Map<String, Write> begun, Map<String, Integer> answered) throws IOException {
        for (String line : Files.readAllLines(folder.resolve("model"))) {
            String[] parts = line.split(" ", 5);
            if (parts[0].equals("BEGUN")) {
                begun.put(parts[1], new Write(parts[1], parts[2], parts[3], parts[4]));
            } else {
                answered.put(parts[1], Integer.valueOf(parts[2]));
            }
        }
    }

    private List<String> objects() {
        try {
            return Files.readAllLines(folder.resolve("objects"));
        } catch (IOException unprepared) {
            throw new IllegalStateException("run prepare first", unprepared);
        }
    }

    // -- the API ----------------------------------------------------------------------------------------------------------------

    private static String scope(String title) {
        return "{\"title\":\"" + title + "\",\"institution\":\"Harbour Ltd\",\"periodStart\":\"2026-01-01\","
                + "\"periodEnd\":\"2026-12-31\",\"currency\":\"EUR\"}";
    }

    private HttpResponse<String> post(String user, String path, String body, String key)
            throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)), user);
    }

    /** The same body, byte for byte, when it is repeated. */
    private HttpResponse<String> upload(String examination, String name, String csv, String key)
            throws IOException, InterruptedException {
        String part = "--part-" + key + "\r\nContent-Disposition: form-data; name=\"";
        String body = part + "kind\"\r\n\r\nPAYMENTS\r\n" + part + "name\"\r\n\r\n" + name + "\r\n" + part
                + "file\"; filename=\"p.csv\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n--part-" + key + "--\r\n";
        return answer(HttpRequest.newBuilder(URI.create(base + "/api/v1/examinations/" + examination + "/datasets"))
            .header("Content-Type", "multipart/form-data; boundary=part-" + key)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)), "lead");
    }

    private String get(String user, String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(HttpRequest.newBuilder(URI.create(base + path)), user);
        for (int tries = 0; tries < 60 && answer.statusCode() == 429; tries++) {
            Thread.sleep(1_000);
            answer = answer(HttpRequest.newBuilder(URI.create(base + path)), user);
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request, String user) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(60)).header("Authorization", "Bearer " + token(user)).build(),
                BodyHandlers.ofString());
    }

    private synchronized String token(String user) throws IOException, InterruptedException {
        if (!tokens.containsKey(user)) {
            HttpResponse<String> signedIn = client.send(HttpRequest.newBuilder(URI.create(base + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"username\":\"" + user + "\",\"password\":\"" + password + "\"}"))
                .build(), BodyHandlers.ofString());
            if (signedIn.statusCode() != 200) {
                throw new IllegalStateException(user + " cannot sign in: " + signedIn.body());
            }
            tokens.put(user, member(signedIn.body(), "accessToken"));
        }
        return tokens.get(user);
    }

    private List<String> items(String path) throws IOException, InterruptedException {
        List<String> items = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            String page = get("lead", path + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            for (String item : page.split("(?=\\{\"id\":)")) {
                if (item.startsWith("{\"id\":")) {
                    items.add(item);
                }
            }
            Matcher next = CURSOR.matcher(page);
            cursor = next.find() ? next.group(1) : null;
        }
        return items;
    }

    private String awaited(String path, String status) throws Exception {
        for (int tries = 0; tries < 600; tries++) {
            String shown = get("lead", path);
            if (member(shown, "status").equals(status)) {
                return shown;
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException(path + " never became " + status);
    }

    private static String id(HttpResponse<String> made) {
        if (made.statusCode() / 100 != 2) {
            throw new IllegalStateException(made.uri() + " answered " + made.statusCode() + " " + made.body());
        }
        return member(made.body(), "id");
    }

    private static String member(String json, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return member.find() ? member.group(1) : "";
    }

    private static List<String> all(String json, Pattern pattern) {
        return pattern.matcher(json).results().map(found -> found.group(1)).toList();
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
