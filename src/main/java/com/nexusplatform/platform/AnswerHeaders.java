package com.nexusplatform.platform;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Headers that guard the browser, on every answer: also on what the firewall before the security chain refuses. Strict
 * transport security is not among them, since TLS ends at the edge, which says so itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class AnswerHeaders extends OncePerRequestFilter {

    /** Digest of the import map in {@code static/index.html}, the one script that cannot be a file. */
    static final String IMPORT_MAP = "'sha256-HnArSPp/bBRha7FwriT6SBOKc6DAw9C0gLBGA+hrNUY='";

    /** Scripts and styles come from files of ours: nothing {@code unsafe}. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self' " + IMPORT_MAP
            + "; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    static final Map<String, String> HEADERS = new LinkedHashMap<>();

    static {
        HEADERS.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        HEADERS.put("X-Content-Type-Options", "nosniff");
        HEADERS.put("X-Frame-Options", "DENY");
        HEADERS.put("Referrer-Policy", "no-referrer");
        HEADERS.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        HEADERS.put("Cross-Origin-Opener-Policy", "same-origin");
        // what may be kept, such as the files of the workbench, says so itself
        HEADERS.put("Cache-Control", "no-store");
    }

    /** Also where the server itself refuses a request, which no dispatch came before. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HEADERS.forEach(response::setHeader);
        chain.doFilter(request, response);
    }
}
