import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Signs in wrongly, from as many addresses of the loopback network as asked for, and says what was answered.
 *
 * <pre>
 * java SignInLoad.java URL guess USER COUNT ADDRESSES CONNECTIONS
 * java SignInLoad.java URL flood USER SECONDS CONNECTIONS
 * java SignInLoad.java URL timing USER COUNT
 * </pre>
 *
 * {@code timing} compares wrong passwords of a user with those of a name that nobody has by the test of Mann and Whitney, and ends
 * with 1 when they can be told apart, or when the test would not notice a difference of a tenth.
 */
public final class SignInLoad {

    private static final double SIGNIFICANT = 0.01;
    private static final String NOBODY = "a-name-that-nobody-has";
    private static final String WRONG = "none of the passwords here";

    private final URI service;

    private SignInLoad(URI service) {
        this.service = service;
    }

    /** Does what the second argument names. */
    public static void main(String[] arguments) throws Exception {
        SignInLoad load = new SignInLoad(URI.create(arguments[0]));
        String user = arguments[2];
        int count = Integer.parseInt(arguments[3]);
        switch (arguments[1]) {
            case "guess" -> load.guess(user, count, Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
            case "flood" -> load.flood(user, count, Integer.parseInt(arguments[4]));
            case "timing" -> load.timing(user, count);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    private void guess(String user, int count, int addresses, int connections) throws Exception {
        long begin = System.nanoTime();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService guessers = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < count; i++) {
                int from = i % addresses;
                answers.add(guessers.submit(() -> signIn(user, address(1, from))));
            }
        }
        print(answers, System.nanoTime() - begin);
    }

    private void flood(String user, int seconds, int connections) throws Exception {
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Future<List<Answer>>> floods = new ArrayList<>();
        try (ExecutorService guessers = Executors.newFixedThreadPool(connections)) {
            for (int connection = 0; connection < connections; connection++) {
                int place = connection;
                floods.add(guessers.submit(() -> {
                    List<Answer> answers = new ArrayList<>();
                    for (int i = 0; System.nanoTime() < end; i++) {
                        answers.add(signIn(user, address(64 + place, i)));
                    }
                    return answers;
                }));
            }
        }
        List<Future<Answer>> all = new ArrayList<>();
        for (Future<List<Answer>> flood : floods) {
            flood.get().forEach(answer -> all.add(java.util.concurrent.CompletableFuture.completedFuture(answer)));
        }
        print(all, System.nanoTime() - begin);
    }

    private static void print(List<Future<Answer>> answers, long nanos) throws Exception {
        Map<Integer, Integer> statuses = new TreeMap<>();
        int longest = 0;
        boolean told = true;
        for (Future<Answer> each : answers) {
            Answer answer = each.get();
            statuses.merge(answer.status(), 1, Integer::sum);
            longest = Math.max(longest, answer.retryAfter());
            told &= answer.retryAfter() > 0 || answer.status() != 429 && answer.status() != 503;
        }
        System.out.printf(Locale.ROOT, "%d sign-ins in %.1f s, answered %s, longest Retry-After %d s%n", answers.size(),
                nanos / 1e9, statuses, longest);
        boolean known = statuses.keySet().stream().allMatch(status -> status == 401 || status == 429 || status == 503);
        if (!told || !known) {
            System.out.println("FAILED: an answer that is neither 401 nor 429 or 503 with Retry-After");
            System.exit(1);
        }
    }

    /** Each try comes from an address of its own, so that none is held off; known and unknown in an order that is always the same. */
    private void timing(String user, int count) throws IOException {
        List<Boolean> order = new ArrayList<>(Collections.nCopies(count, true));
        order.addAll(Collections.nCopies(count, false));
        Collections.shuffle(order, new Random(12));
        for (int i = 0; i < 40; i++) {
            signIn(i % 2 == 0 ? user : NOBODY, address(40, i));
        }
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            boolean real = order.get(i);
            long begin = System.nanoTime();
            Answer answer = signIn(real ? user : NOBODY, address(41, i));
            double millis = (System.nanoTime() - begin) / 1e6;
            if (answer.status() != 401) {
                System.out.println("FAILED: a try was answered " + answer.status() + ", so its time says nothing");
                System.exit(1);
            }
            (real ? known : unknown).add(millis);
        }
        double p = mannWhitney(known, unknown);
        double shifted = mannWhitney(known, unknown.stream().map(millis -> millis * 1.1).toList());
        System.out.printf(Locale.ROOT, "median of %d known %.2f ms, of %d unknown %.2f ms; Mann-Whitney p = %.3f"
                + " (were unknown ones a tenth slower: p = %.2g)%n", count, median(known), count, median(unknown), p, shifted);
        if (p < SIGNIFICANT) {
            System.out.println("FAILED: known and unknown users can be told apart by time");
            System.exit(1);
        }
        if (shifted >= SIGNIFICANT) {
            System.out.println("FAILED: too much noise to notice a difference of a tenth; try again on a quiet machine");
            System.exit(1);
        }
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }

    /** Two-sided, by the normal approximation; times in nanoseconds have no ties. */
    private static double mannWhitney(List<Double> one, List<Double> other) {
        double u = 0;
        for (double a : one) {
            for (double b : other) {
                u += a < b ? 1 : a == b ? 0.5 : 0;
            }
        }
        double n = one.size();
        double m = other.size();
        double z = Math.abs(u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return 2 * upperTail(z);
    }

    /** Of the normal distribution, by Abramowitz and Stegun 26.2.17. */
    private static double upperTail(double z) {
        double t = 1 / (1 + 0.2316419 * z);
        double polynomial = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
    }

    /** One of 64,000 addresses of the loopback network in each block. */
    private static InetAddress address(int block, int number) throws IOException {
        return InetAddress.getByAddress(new byte[]{127, (byte) block, (byte) (number / 250 % 256), (byte) (number % 250 + 2)});
    }

    private Answer signIn(String user, InetAddress from) throws IOException {
        byte[] body = ("{\"username\":\"" + user + "\",\"password\":\"" + WRONG + "\"}").getBytes(StandardCharsets.UTF_8);
        String head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: " + service.getAuthority()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 10_000);
            socket.setSoTimeout(60_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(body);
            socket.getOutputStream().write(request.toByteArray());
            return Answer.of(socket.getInputStream());
        }
    }

    /** What came back. */
    private record Answer(int status, int retryAfter) {

        static Answer of(InputStream in) throws IOException {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String head = text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
            int retry = Arrays.stream(head.split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("retry-after:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
            return new Answer(Integer.parseInt(head.substring(9, 12)), retry);
        }
    }
}
