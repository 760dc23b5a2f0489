import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * GETs one address over kept-alive connections and prints the quantiles of the latency. Plain sockets, so that the load costs
 * little of the processor that it is to share with the service.
 *
 * <pre>
 * java Load.java URL HEADERFILE CONNECTIONS SECONDS RATE
 * </pre>
 *
 * RATE is the number of requests a second of all connections together, 0 for as many as are answered. With a rate, latency
 * counts from the moment at which a request was due, so that a stall is not hidden.
 */
public final class Load {

    private final URI address;
    private final byte[] request;
    private final long interval;
    private final long end;
    private final AtomicLong failures = new AtomicLong();

    private Load(String[] arguments) throws IOException {
        address = URI.create(arguments[0]);
        String header = Files.readString(Path.of(arguments[1])).strip();
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        request = ("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + (header.isEmpty() ? "" : header
                + "\r\n") + "Accept: application/json\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        int connections = Integer.parseInt(arguments[2]);
        double rate = Double.parseDouble(arguments[4]);
        interval = rate == 0 ? 0 : (long) (1e9 * connections / rate);
        end = System.nanoTime() + Long.parseLong(arguments[3]) * 1_000_000_000L;
    }

    /** Runs the load and prints one line. */
    public static void main(String[] arguments) throws Exception {
        Load load = new Load(arguments);
        int connections = Integer.parseInt(arguments[2]);
        long[][] latencies = new long[connections][];
        CountDownLatch done = new CountDownLatch(connections);
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            int place = i;
            Thread.ofPlatform().start(() -> {
                latencies[place] = load.one(begin + (load.interval == 0 ? 0 : load.interval * place / connections));
                done.countDown();
            });
        }
        done.await();
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] all = Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(Locale.ROOT, "%d requests in %.1f s (%.0f/s), %d failed; ms: p50 %.1f  p90 %.1f  p99 %.1f  max %.1f%n",
                all.length, seconds, all.length / seconds, load.failures.get(), at(all, 0.5), at(all, 0.9), at(all, 0.99),
                at(all, 1));
        System.exit(load.failures.get() == 0 && all.length > 0 ? 0 : 1);
    }

    private static double at(long[] sorted, double quantile) {
        return sorted.length == 0 ? Double.NaN
                : sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)] / 1e6;
    }

    /** One connection's latencies in nanoseconds; where the service closes it after its limit of requests, the next is opened. */
    private long[] one(long first) {
        long[] latencies = new long[1024];
        int count = 0;
        try {
            Connection connection = new Connection(address);
            long due = first;
            while (System.nanoTime() < end) {
                if (interval > 0) {
                    waitUntil(due);
                } else {
                    due = System.nanoTime();
                }
                if (connection.closing) {
                    connection.close();
                    connection = new Connection(address);
                }
                if (connection.ask(request) != 200) {
                    failures.incrementAndGet();
                }
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, count * 2);
                }
                latencies[count++] = System.nanoTime() - due;
                due += interval;
            }
            connection.close();
        } catch (IOException | InterruptedException broken) {
            System.err.println(broken);
            failures.incrementAndGet();
        }
        return Arrays.copyOf(latencies, count);
    }

    private static void waitUntil(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
        }
    }

    /** One connection that is kept alive. */
    private static final class Connection {

        private final Socket socket = new Socket();
        private final InputStream in;
        private boolean closing;

        private Connection(URI address) throws IOException {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(30_000);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 5_000);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        private void close() throws IOException {
            socket.close();
        }

        /** Sends a request, reads the answer to its end and returns its status. */
        private int ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(line().split(" ")[1]);
            long length = 0;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                }
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
                closing |= lower.equals("connection: close");
            }
            if (!chunked) {
                in.skipNBytes(length);
                return status;
            }
            while (true) {
                long size = Long.parseLong(line().split(";")[0].strip(), 16);
                in.skipNBytes(size);
                line();
                if (size == 0) {
                    return status;
                }
            }
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(64);
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException("connection closed");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.US_ASCII);
        }
    }
}
