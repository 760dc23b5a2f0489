package com.nexusplatform.platform.idempotency;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.shared.Permit;

/**
 * The answer that the first request with a key got.
 *
 * @param status  status code
 * @param headers headers that belong to the answer rather than to the connection
 * @param body    body, as bytes
 * @param permits what its request was allowed; null of an answer that an earlier release kept
 */
@SuppressWarnings("ArrayRecordComponent") // read from the database and written out; never compared
record FirstAnswer(int status, Map<String, String> headers, byte[] body,
        @Nullable Set<Permit> permits) {

    private static final List<String> KEPT = List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL);
    /** Answers that ask for the same act again, at another time or in another form. */
    private static final Set<Integer> TRY_AGAIN = Set.of(401, 406, 408, 413, 415, 425, 429);
    private static final JsonMapper JSON = JsonMapper.shared();

    FirstAnswer {
        headers = Map.copyOf(headers);
        permits = permits == null ? null : Set.copyOf(permits);
    }

    static FirstAnswer of(ContentCachingResponseWrapper response, Set<Permit> permits) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = HttpHeaders.CONTENT_TYPE.equals(name) ? response.getContentType() : response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new FirstAnswer(response.getStatus(), headers, response.getContentAsByteArray(), permits);
    }

    static FirstAnswer fromJson(String json) {
        return JSON.readValue(json, FirstAnswer.class);
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }

    /** What whoever gets it again must still be allowed. */
    Set<Permit> needed() {
        return permits == null ? Set.of() : permits;
    }

    /** Whether it holds for every later request as well; failures of the service do not. */
    boolean isFinal() {
        return status >= 200 && status < 500 && !TRY_AGAIN.contains(status);
    }

    void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
