package com.nexusplatform.platform;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Names every request, and logs one line for it: method, path, status and milliseconds, never the query, a body or a header.
 * Every line logged meanwhile carries the request's id, the user and the examination.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestLog extends OncePerRequestFilter {

    static final String HEADER = "X-Request-Id";
    static final String USER = "user";
    private static final Logger LOG = LoggerFactory.getLogger("nexus.access");
    private static final String REQUEST_ID = "requestId";
    private static final String EXAMINATION = "examination";
    private static final String ATTRIBUTE = RequestLog.class.getName();
    /** Seeded by chance that cannot be guessed, and quick from then on: a name guards nothing. */
    private static final IdGenerator NAMES = new AlternativeJdkIdGenerator();
    private static final Pattern ACCEPTED_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern IN_EXAMINATION = Pattern.compile("/examinations/([0-9a-fA-F-]{36})(?:/|$)");

    /** Id of the request, for problem documents. */
    static String idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "";
    }

    /** Also where the server itself refuses a request, which no dispatch came before. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        String id = accepted(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        MDC.put(REQUEST_ID, id);
        Matcher examination = IN_EXAMINATION.matcher(request.getRequestURI());
        if (examination.find()) {
            MDC.put(EXAMINATION, examination.group(1));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            finish(request, response, start);
            MDC.remove(REQUEST_ID);
            MDC.remove(EXAMINATION);
            MDC.remove(USER);
        }
    }

    private static void finish(HttpServletRequest request, HttpServletResponse response, long start) {
        if (!request.isAsyncStarted()) {
            log(request, response, start);
            return;
        }
        String id = idOf(request);
        String user = MDC.get(USER);
        request.getAsyncContext().addListener(new Completion() {

            @Override
            public void onComplete(AsyncEvent event) {
                try (MDC.MDCCloseable _ = MDC.putCloseable(REQUEST_ID, id);
                        MDC.MDCCloseable _ = MDC.putCloseable(USER, user)) {
                    log(request, response, start);
                }
            }
        });
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, long start) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        LOG.atInfo()
            .addKeyValue("http.request.method", request.getMethod())
            .addKeyValue("url.path", request.getRequestURI())
            .addKeyValue("http.response.status_code", response.getStatus())
            .addKeyValue("event.duration", millis * 1_000_000)
            .log("{} {} {} {} ms", request.getMethod(), request.getRequestURI(), response.getStatus(), millis);
    }

    private static String accepted(@Nullable String given) {
        return given != null && ACCEPTED_ID.matcher(given).matches() ? given : NAMES.generateId().toString();
    }

    /** Hears of the end of an answer that outlives its request's thread. */
    private abstract static class Completion implements AsyncListener {

        @Override
        public void onTimeout(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onError(AsyncEvent event) {
            // completion follows
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
