package com.nexusplatform.platform;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Writes problem documents (RFC 9457): {@code type}, {@code title}, {@code status}, {@code detail}, {@code instance},
 * {@code requestId}, then what the refusal adds.
 */
@Component
public class Problems {

    private static final int RETRY_SECONDS = 5;
    private static final String RETRY_AFTER = "retryAfter";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** The document as an answer of a controller. */
    public ResponseEntity<Object> answer(ProblemException problem, HttpServletRequest request) {
        return ResponseEntity.status(problem.type().status())
            .headers(headers(problem))
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .body(document(problem, request));
    }

    /** The document as an answer of a filter. */
    public void write(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.type().status());
        headers(problem).forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(document(problem, request)));
    }

    static Map<String, Object> document(ProblemException problem, HttpServletRequest request) {
        ProblemType type = problem.type();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "/problems/" + type.slug());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("detail", problem.detail());
        document.put("instance", path(request));
        document.put("requestId", RequestLog.idOf(request));
        problem.properties().forEach(document::putIfAbsent);
        return document;
    }

    /** Path of the request that failed, which inside an error dispatch is not the path of the dispatch. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    static HttpHeaders headers(ProblemException problem) {
        HttpHeaders headers = new HttpHeaders();
        switch (problem.type()) {
            case SIGN_IN_REQUIRED, SIGN_IN_REFUSED, SECOND_FACTOR_REQUIRED, TOKEN_REFUSED ->
                headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case IN_PROGRESS, TOO_MANY_REQUESTS, UNAVAILABLE, MEMORY_EXCEEDED -> headers.set(HttpHeaders.RETRY_AFTER,
                    problem.properties().getOrDefault(RETRY_AFTER, RETRY_SECONDS).toString());
            default -> {
                if (problem.properties().get("allow") instanceof String allowed) {
                    headers.set(HttpHeaders.ALLOW, allowed);
                }
            }
        }
        return headers;
    }
}
