import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps many connections busy with next to nothing, and opens each again as soon as the service ends it.
 *
 * <pre>
 * java SlowClients.java KIND URL HEADERFILE CONNECTIONS SECONDS
 * </pre>
 *
 * KIND is {@code headers} (one byte of a header each two seconds), {@code body} (one byte of a body of JSON each two seconds) or
 * {@code read} (asks for the URL, then takes one byte of the answer each two seconds).
 */
public final class SlowClients {

    private final String kind;
    private final URI address;
    private final String header;
    private final long end;
    private final AtomicLong opened = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final Map<String, Long> endings = new TreeMap<>();

    private SlowClients(String[] arguments) throws IOException {
        kind = arguments[0];
        address = URI.create(arguments[1]);
        header = Files.readString(Path.of(arguments[2])).strip();
        end = System.nanoTime() + Long.parseLong(arguments[4]) * 1_000_000_000L;
    }

    /** Holds the connections and prints how they ended. */
    public static void main(String[] arguments) throws Exception {
        SlowClients clients = new SlowClients(arguments);
        Thread[] threads = new Thread[Integer.parseInt(arguments[3])];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(clients::hold);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.printf(Locale.ROOT, "%d slow %s: %d connections opened, %d bytes sent or taken, ended by %s%n", threads.length,
                clients.kind, clients.opened.get(), clients.bytes.get(), clients.endings);
    }

    private void hold() {
        while (System.nanoTime() < end) {
            String ending;
            try {
                ending = one();
            } catch (IOException closed) {
                ending = "the service";
            } catch (InterruptedException stop) {
                return;
            }
            synchronized (endings) {
                endings.merge(ending, 1L, Long::sum);
            }
        }
    }

    private String one() throws IOException, InterruptedException {
        try (Socket socket = new Socket()) {
            // little room, so that an answer does not disappear into it
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
            opened.incrementAndGet();
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(beginning().getBytes(StandardCharsets.US_ASCII));
            while (System.nanoTime() < end) {
                if (kind.equals("read")) {
                    if (in.read() < 0) {
                        return "the service";
                    }
                } else if (in.available() > 0) {
                    byte[] line = new byte[12];
                    int got = in.read(line);
                    return new String(line, 0, Math.max(got, 0), StandardCharsets.US_ASCII);
                } else {
                    out.write('x');
                }
                bytes.incrementAndGet();
                Thread.sleep(2000);
            }
            return "the end of the measurement";
        }
    }

    private String beginning() {
        String path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        String host = " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n";
        return switch (kind) {
            case "headers" -> "GET " + path + host + "X-Slow: ";
            case "body" -> "POST " + path + host + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{\"username\":\"";
            case "read" -> "GET " + path + host + header + "\r\n\r\n";
            default -> throw new IllegalArgumentException("headers, body or read, not " + kind);
        };
    }
}
