package com.nexusplatform.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A kept-alive connection that sends requests as they are, however broken: no library would. */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    private final String host;
    private final int port;
    private Socket socket;
    private InputStream in;

    Wire(URI address) {
        host = address.getHost();
        port = address.getPort();
    }

    /**
     * What came back.
     *
     * @param status  status code
     * @param headers header lines by name, in any case
     * @param body    the body, without its framing
     */
    record Reply(int status, Map<String, String> headers, byte[] body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /**
     * Sends a request and reads its answer.
     *
     * @throws IOException when none comes within a minute
     */
    Reply send(Shot shot) throws IOException {
        boolean reused = socket != null;
        try {
            return exchange(shot);
        } catch (EOFException | SocketException closed) {
            close();
            if (!reused) {
                throw closed;
            }
            return exchange(shot); // the server had closed the connection after the answer before, as it may
        } catch (IOException broken) {
            close();
            throw broken;
        }
    }

    private Reply exchange(Shot shot) throws IOException {
        if (socket == null) {
            socket = new Socket(host, port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        write(shot.bytes(host + ":" + port));
        Reply reply = read(shot.method());
        if (reply.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return reply;
    }

    /** Writes; a server that answers before it has read everything may have closed its side by then. */
    private void write(byte[] request) {
        try {
            socket.getOutputStream().write(request);
        } catch (IOException refusedHalfway) {
            // the answer says why, where there is one
        }
    }

    private Reply read(String method) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            String line = line();
            status = Integer.parseInt(line.split(" ", 3)[1]);
            headers = headers();
        } while (status < 200);
        boolean empty = method.equals("HEAD") || status == 204 || status == 304;
        return new Reply(status, headers, empty ? new byte[0] : body(headers));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.merge(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                whole.writeBytes(exactly(size));
                line();
            }
            line();
            return whole.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the answer is cut off");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("no answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }
}
