package com.nexusplatform.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Bounds every body but that of an upload: its length, and the time that it may take to arrive. None comes encoded. Bodies in parts
 * are taken by the upload alone, as multipart/form-data, since the server writes them to its disk before any endpoint is asked.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BodyLimit extends OncePerRequestFilter {

    private static final Pattern UPLOAD = Pattern.compile("/api/v1/examinations/[^/]+/datasets");

    private static final String PLAIN = "identity";

    private final PlatformProperties properties;
    private final Problems problems;

    BodyLimit(PlatformProperties properties, Problems problems) {
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = mediaType(request);
        if (isEncoded(request) && !hasNoBody(request, type)) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, PLAIN);
            refuse(new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Bodies are sent unencoded: leave Content-Encoding out. An uploaded file may itself be a .csv.gz."),
                    request, response);
            return;
        }
        if (isUpload(request, type) || hasNoBody(request, type)) {
            chain.doFilter(request, response);
            return;
        }
        long most = properties.longestBody().toBytes();
        if (request.getContentLengthLong() > most) {
            refuse(BodyRefusedException.longerThan(most), request, response);
        } else if (isInParts(type)) {
            refuse(new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "Only an upload comes in parts; send JSON."),
                    request, response);
        } else {
            chain.doFilter(new Bounded(request, most, properties.slowestBody().toNanos()), response);
        }
    }

    /** The rest of the body is not waited for. */
    private void refuse(ProblemException problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        problems.write(problem, request, response);
    }

    private static boolean isUpload(HttpServletRequest request, String type) {
        return type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE) && request.getMethod().equals("POST")
                && UPLOAD.matcher(request.getRequestURI()).matches();
    }

    private static boolean hasNoBody(HttpServletRequest request, String type) {
        return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                && !isInParts(type);
    }

    /** Nothing here undoes a content coding, so that its bytes would be read as the body itself. */
    private static boolean isEncoded(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING))
            .stream()
            .anyMatch(coding -> !coding.isBlank() && !coding.strip().equalsIgnoreCase(PLAIN));
    }

    private static boolean isInParts(String type) {
        return type.startsWith("multipart/");
    }

    private static String mediaType(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.strip().toLowerCase(Locale.ROOT);
    }

    /** A request whose body ends in time, or with a refusal. */
    private static final class Bounded extends HttpServletRequestWrapper {

        private final long most;
        private final long nanos;
        private @Nullable BoundedStream stream;

        Bounded(HttpServletRequest request, long most, long nanos) {
            super(request);
            this.most = most;
            this.nanos = nanos;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            BoundedStream known = stream;
            if (known == null) {
                known = new BoundedStream(super.getInputStream(), most, System.nanoTime() + nanos);
                stream = known;
            }
            return known;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** The bytes of such a body. */
    private static final class BoundedStream extends ServletInputStream {

        private final ServletInputStream body;
        private final long most;
        private final long deadline;
        private long read;

        BoundedStream(ServletInputStream body, long most, long deadline) {
            this.body = body;
            this.most = most;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int got;
            try {
                got = body.read(into, from, length);
            } catch (IOException broken) {
                throw NestedExceptionUtils.getMostSpecificCause(broken) instanceof SocketTimeoutException
                        ? BodyRefusedException.tooSlow()
                        : broken;
            }
            read += Math.max(0, got);
            if (read > most) {
                throw BodyRefusedException.tooLong(most);
            }
            if (got >= 0 && System.nanoTime() > deadline) {
                throw BodyRefusedException.tooSlow();
            }
            return got;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
