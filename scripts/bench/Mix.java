import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads, writes and uploads for a while, and then compares what was acknowledged with what is there.
 *
 * <pre>
 * java Mix.java BASE CA LEAD EXAMINER EXAMINATION SECONDS RATE steady|faults
 * </pre>
 *
 * CA is a certificate in PEM, or - for none; LEAD and EXAMINER are files with an Authorization header; RATE is requests a second,
 * of which a tenth are writes and a hundredth uploads. In the mode steady any answer but 2xx is a failure and the status is 1. In
 * the mode faults a write is repeated with its Idempotency-Key until it is acknowledged; refusals must be problem documents of
 * the statuses 503 or 429 with Retry-After. A write that was acknowledged and is missing, or is
 * there twice, ends either with status 1.
 */
public final class Mix {

    private static final Pattern TITLE = Pattern.compile("\"title\":\"(mix [0-9a-f-]+ [0-9]+)\"");
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    private static final int CLIENTS = 8;

    private final String base;
    private final String lead;
    private final String examiner;
    private final String examination;
    private final boolean faults;
    private final HttpClient[] clients;
    private final String name = UUID.randomUUID().toString();
    private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentSkipListMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> uploaded = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicLong lastSuccess = new AtomicLong(System.nanoTime());
    private final AtomicLong longestGap = new AtomicLong();
    private final LongAdder wrong = new LongAdder();

    private Mix(String[] arguments) throws Exception {
        base = arguments[0];
        lead = header(arguments[2]);
        examiner = header(arguments[3]);
        examination = arguments[4];
        faults = arguments[7].equals("faults");
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_2);
        if (!arguments[1].equals("-")) {
            builder.sslContext(trusting(Path.of(arguments[1])));
        }
        // a connection each: one alone would carry every request, and all of them would share its end
        clients = new HttpClient[CLIENTS];
        Arrays.setAll(clients, ignored -> builder.build());
    }

    /** Runs the mix, and ends with 1 when a promise was broken. */
    public static void main(String[] arguments) throws Exception {
        Mix mix = new Mix(arguments);
        long seconds = Long.parseLong(arguments[5]);
        double rate = Double.parseDouble(arguments[6]);
        mix.run(seconds, rate);
        boolean kept = mix.settle();
        System.exit(kept && mix.wrong.sum() == 0 ? 0 : 1);
    }

    private void run(long seconds, double rate) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        long total = (long) (seconds * rate);
        lastSuccess.set(begin);
        for (long i = 0; i < total; i++) {
            long due = begin + (long) (i * 1e9 / rate);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            long turn = i;
            Thread thread = Thread.ofVirtual().start(() -> one(turn, end));
            if (turn % 10 == 9) {
                threads.add(thread);
            }
        }
        for (Thread thread : threads) {
            thread.join(120_000);
        }
        System.out.printf(Locale.ROOT, "  %d requests in %d s; longest time without a success %d ms%n", total, seconds,
                longestGap.get() / 1_000_000);
        outcomes.forEach((what, count) -> System.out.printf(Locale.ROOT, "  %-34s %8d%n", what, count.sum()));
        reasons.forEach((why, count) -> System.out.printf(Locale.ROOT, "    %6d without an answer: %s%n", count.sum(), why));
    }

    private void one(long turn, long end) {
        if (turn % 100 == 50) {
            upload(end);
        } else if (turn % 10 == 9) {
            write(end);
        } else {
            String path = switch ((int) (turn % 3)) {
                case 0 -> examination;
                case 1 -> "/api/v1/examinations?limit=20";
                default -> examination + "/datasets?limit=5";
            };
            send("read", request(path, lead).GET().timeout(Duration.ofSeconds(30)).build());
        }
    }

    private void write(long end) {
        String title = "mix " + name + " " + number.incrementAndGet();
        String body = "{\"title\":\"" + title + "\",\"institution\":\"Load\",\"periodStart\":\"2025-01-01\","
                + "\"periodEnd\":\"2025-12-31\",\"currency\":\"EUR\"}";
        HttpRequest request = request("/api/v1/examinations", lead).timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
        if (untilAcknowledged("write", request, end)) {
            acknowledged.add(title);
        }
    }

    private void upload(long end) {
        String boundary = "mix" + name;
        StringBuilder rows = new StringBuilder("vendor,invoice,date,amount\n");
        int file = number.incrementAndGet();
        for (int i = 0; i < 2000; i++) {
            rows.append("V").append(i % 97).append(",F").append(file).append('-').append(i).append(",2025-03-01,").append(i + 1)
                .append(".50\n");
        }
        String body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"mix.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\n" + rows + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nPAYMENTS\r\n--" + boundary + "--\r\n";
        HttpRequest request = request(examination + "/datasets", examiner).timeout(Duration.ofSeconds(60))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(body))
            .build();
        untilAcknowledged("upload", request, end);
    }

    private boolean untilAcknowledged(String kind, HttpRequest request, long end) {
        HttpResponse<String> answer = send(kind, request);
        while (faults && !accepted(answer) && System.nanoTime() < end + 60_000_000_000L) {
            try {
                Thread.sleep(500);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
            answer = send(kind + " repeated", request);
        }
        if (!accepted(answer)) {
            return false;
        }
        if (kind.equals("upload")) {
            answer.headers().firstValue("Location").ifPresent(uploaded::add);
        }
        return true;
    }

    private static boolean accepted(HttpResponse<String> answer) {
        return answer != null && answer.statusCode() / 100 == 2;
    }

    private HttpClient client() {
        return clients[Math.floorMod(turns.getAndIncrement(), CLIENTS)];
    }

    private HttpResponse<String> send(String kind, HttpRequest request) {
        try {
            HttpResponse<String> answer = client().send(request, BodyHandlers.ofString());
            if (accepted(answer)) {
                long now = System.nanoTime();
                long gap = now - lastSuccess.getAndSet(now);
                longestGap.accumulateAndGet(gap, Math::max);
                count(kind + " acknowledged");
            } else {
                count(kind + " refused with " + answer.statusCode());
                judge(kind, answer);
            }
            return answer;
        } catch (IOException | InterruptedException noAnswer) {
            count(kind + " without an answer");
            reasons.computeIfAbsent(String.valueOf(noAnswer), ignored -> new LongAdder()).increment();
            if (!faults) {
                wrong.increment();
            }
            return null;
        }
    }

    private void judge(String kind, HttpResponse<String> answer) {
        int status = answer.statusCode();
        boolean problem = answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json");
        boolean own = problem && (status == 429 || status == 503) && answer.headers().firstValue("Retry-After").isPresent()
                || problem && status == 409 && kind.endsWith("repeated");
        if (!faults || !own) {
            wrong.increment();
            if (wrong.sum() <= 5) {
                System.out.println("  " + kind + " " + status + " " + answer.headers().map().getOrDefault("content-type", List.of())
                        + " " + answer.body().substring(0, Math.min(300, answer.body().length())));
            }
        }
    }

    private void count(String what) {
        outcomes.computeIfAbsent(what, ignored -> new LongAdder()).increment();
    }

    /** Whether every acknowledged write is there, and nothing twice. */
    private boolean settle() throws Exception {
        Map<String, Integer> found = new TreeMap<>();
        String cursor = "";
        do {
            HttpResponse<String> page = look("/api/v1/examinations?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor), lead);
            if (page.statusCode() != 200) {
                throw new IOException("the list answers " + page.statusCode() + " " + page.body());
            }
            Matcher titles = TITLE.matcher(page.body());
            while (titles.find()) {
                if (titles.group(1).contains(name)) {
                    found.merge(titles.group(1), 1, Integer::sum);
                }
            }
            Matcher next = CURSOR.matcher(page.body());
            cursor = next.find() ? next.group(1) : "";
        } while (!cursor.isEmpty());
        long lost = acknowledged.stream().filter(title -> !found.containsKey(title)).count();
        long twice = found.values().stream().filter(times -> times > 1).count();
        long missing = 0;
        for (String location : uploaded) {
            String path = location.startsWith("http") ? URI.create(location).getPath() : location;
            HttpResponse<String> answer = look(path, examiner);
            missing += answer.statusCode() == 200 ? 0 : 1;
        }
        System.out.printf(Locale.ROOT, "  %d writes acknowledged: %d lost, %d there twice; %d uploads acknowledged: %d lost%n",
                acknowledged.size(), lost, twice, uploaded.size(), missing);
        System.out.printf(Locale.ROOT, "  %d answers that should not be%n", wrong.sum());
        return lost == 0 && twice == 0 && missing == 0;
    }

    /** A look at what is there, repeated where the service is still busy with what was asked of it. */
    private HttpResponse<String> look(String path, String authorization) throws Exception {
        HttpRequest request = request(path, authorization).timeout(Duration.ofSeconds(60)).GET().build();
        for (int turn = 1;; turn++) {
            try {
                HttpResponse<String> answer = client().send(request, BodyHandlers.ofString());
                if (turn >= 10 || answer.statusCode() != 429 && answer.statusCode() != 503) {
                    return answer;
                }
            } catch (IOException noAnswer) {
                if (turn >= 10) {
                    throw noAnswer;
                }
            }
            Thread.sleep(1000);
        }
    }

    private HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", authorization)
            .header("Accept", "application/json, application/problem+json");
    }

    private static String header(String file) throws IOException {
        return Files.readString(Path.of(file), StandardCharsets.US_ASCII).strip().replaceFirst("(?i)^Authorization: *", "");
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream input = Files.newInputStream(certificate)) {
            store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(input));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
