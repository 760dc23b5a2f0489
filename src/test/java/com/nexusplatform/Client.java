package com.nexusplatform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A caller of the API, as a story needs one: says what came back and never throws because of a status. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String base;
    private final Map<String, String> headers;

    Client(String base, Map<String, String> headers) {
        this.base = base;
        this.headers = Map.copyOf(headers);
    }

    /** A caller of a service at an address, without a slash at the end. */
    public static Client of(String base) {
        return new Client(base, Map.of());
    }

    /** The same caller who sends one more header, or another value of it. */
    public Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(base, more);
    }

    /** Value of a header that this caller sends. */
    public String header(String name) {
        return headers.get(name);
    }

    /** GET. */
    public Answer get(String path) {
        return send(path, "GET", BodyPublishers.noBody(), null);
    }

    /** POST without a body. */
    public Answer post(String path) {
        return send(path, "POST", BodyPublishers.noBody(), null);
    }

    /** POST; a string is sent as it is, anything else as JSON. */
    public Answer post(String path, Object body) {
        return send(path, "POST", json(body), "application/json");
    }

    /** PUT; a string is sent as it is, anything else as JSON. */
    public Answer put(String path, Object body) {
        return send(path, "PUT", json(body), "application/json");
    }

    /** PATCH; a string is sent as it is, anything else as JSON. */
    public Answer patch(String path, Object body) {
        return send(path, "PATCH", json(body), "application/json");
    }

    /** DELETE. */
    public Answer delete(String path) {
        return send(path, "DELETE", BodyPublishers.noBody(), null);
    }

    /** DELETE with a body as JSON. */
    public Answer delete(String path, Object body) {
        return send(path, "DELETE", json(body), "application/json");
    }

    /** POST of a file under the part name {@code file}, with text fields beside it. */
    public Answer upload(String path, String fileName, byte[] content, Map<String, String> fields) {
        String boundary = "nexus-" + UUID.randomUUID();
        return send(path, "POST",
                BodyPublishers
                    .ofByteArrays(List.of(head(boundary, fileName, fields), content, foot(boundary))),
                "multipart/form-data; boundary=" + boundary);
    }

    /** POST of a file of any size under the part name {@code file}, with text fields beside it; streamed. */
    public Answer upload(String path, Path file, Map<String, String> fields) {
        String boundary = "nexus-" + UUID.randomUUID();
        try {
            BodyPublisher body = BodyPublishers.concat(
                    BodyPublishers.ofByteArray(head(boundary, file.getFileName().toString(), fields)), BodyPublishers
                        .ofFile(file),
                    BodyPublishers.ofByteArray(foot(boundary)));
            assertThat(Files.size(file)).isNotNegative();
            return send(path, "POST", body, "multipart/form-data; boundary=" + boundary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer send(String path, String method, BodyPublisher body, String contentType) {
        URI address = URI.create(path.startsWith("http") ? path : base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
            .timeout(Duration.ofMinutes(5))
            .method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(method + " " + path, response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofString(body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private static byte[] head(String boundary, String fileName, Map<String, String> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((name, value) -> out.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                    .getBytes(StandardCharsets.UTF_8)));
        out.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static byte[] foot(String boundary) {
        return ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What came back. */
    public static final class Answer {

        private final String request;
        private final HttpResponse<byte[]> response;

        private Answer(String request, HttpResponse<byte[]> response) {
            this.request = request;
            this.response = response;
        }

        /** Status code. */
        public int status() {
            return response.statusCode();
        }

        /** Value of a header, if it is there. */
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** All headers but those that differ from one answer to the next: date, request id, length, connection, rates. */
        public Map<String, List<String>> headers() {
            Map<String, List<String>> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            told.putAll(response.headers().map());
            List.of("date", "x-request-id", "content-length", "connection", "ratelimit", "ratelimit-policy")
                .forEach(told::remove);
            return told;
        }

        /** The body's bytes. */
        public byte[] bytes() {
            return response.body();
        }

        /** The body as UTF-8 text. */
        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        /** The body as JSON; a missing node when it is empty. */
        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        /** A text value inside the JSON body, by a JSON pointer such as {@code /items/0/id}; fails when it is not there. */
        public String text(String pointer) {
            JsonNode node = json().at(pointer);
            assertThat(node.isMissingNode()).as("%s answers without %s: %s", request, pointer, text()).isFalse();
            return node.asString();
        }

        /** Fails with the whole answer unless the status is the one expected. */
        public Answer expect(int status) {
            assertThat(status()).as("%s answered %s", request, text()).isEqualTo(status);
            return this;
        }

        /** Fails unless this is a problem document of the status and with the type's last part given. */
        public Answer expectProblem(int status, String slug) {
            expect(status);
            assertThat(header("Content-Type").orElse("")).as("%s answered %s", request, text())
                .startsWith("application/problem+json");
            assertThat(text("/type")).as("%s answered %s", request, text()).endsWith(slug);
            return this;
        }
    }
}
