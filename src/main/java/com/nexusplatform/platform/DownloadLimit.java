package com.nexusplatform.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Bounds the files and exports that are sent at once: each holds a thread and megabytes for as long as its reader takes. One user has
 * at most half of the places, and a reader that stays below a stated speed is cut off.
 */
class DownloadLimit extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final LimitProperties properties;
    private final Problems problems;
    private final Semaphore places;
    private final ConcurrentHashMap<UUID, Integer> held = new ConcurrentHashMap<>();

    DownloadLimit(LimitProperties properties, Problems problems) {
        this.properties = properties;
        this.problems = problems;
        places = new Semaphore(properties.downloads());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) || request.getAttribute(LimitFilter.COST) != CostClass.HEAVY;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SignedIn caller = LimitFilter.caller();
        if (caller == null) { // gets nothing
            chain.doFilter(request, response);
            return;
        }
        UUID user = caller.actor().userId();
        if (!take(user)) {
            problems.write(new ProblemException(ProblemType.UNAVAILABLE,
                    "As many files and exports are being sent as may be at once, " + properties.downloads()
                            + ", or half of them to you. Try again when one is done."),
                    request, response);
        } else {
            try {
                chain.doFilter(request, new Paced(response, properties.slowestDownload().toBytes()));
            } finally {
                held.computeIfPresent(user, (key, count) -> count == 1 ? null : count - 1);
                places.release();
            }
        }
    }

    private boolean take(UUID user) {
        if (!places.tryAcquire()) {
            return false;
        }
        int most = Math.max(1, properties.downloads() / 2);
        boolean[] taken = new boolean[1];
        held.compute(user, (key, count) -> {
            taken[0] = count == null || count < most;
            return count == null ? Integer.valueOf(1) : taken[0] ? Integer.valueOf(count + 1) : count;
        });
        if (!taken[0]) {
            places.release();
        }
        return taken[0];
    }

    /** An answer that must be read at a least speed. */
    private static final class Paced extends HttpServletResponseWrapper {

        private final long bytesASecond;
        private @Nullable ServletOutputStream stream;

        Paced(HttpServletResponse response, long bytesASecond) {
            super(response);
            this.bytesASecond = bytesASecond;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream known = stream;
            if (known == null) {
                known = new PacedStream(super.getOutputStream(), bytesASecond);
                stream = known;
            }
            return known;
        }
    }

    /** The bytes of such an answer. */
    private static final class PacedStream extends ServletOutputStream {

        private final ServletOutputStream target;
        private final long bytesASecond;
        private long written;
        private long waited; // for the reader, in nanoseconds

        PacedStream(ServletOutputStream target, long bytesASecond) {
            this.target = target;
            this.bytesASecond = bytesASecond;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            long begun = System.nanoTime();
            target.write(bytes, from, length);
            waited += System.nanoTime() - begun;
            written += length;
            if (waited > GRACE.toNanos() && written < bytesASecond * TimeUnit.NANOSECONDS.toSeconds(waited)) {
                throw new ClientAbortException("read more slowly than " + bytesASecond + " bytes a second");
            }
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.close();
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }
}
