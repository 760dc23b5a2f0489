package com.nexusplatform.platform.idempotency;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Paths of acts whose answers hold tokens and secrets, which are not kept; each act is harmless when repeated. */
final class SecretivePaths {

    private static final List<PathPattern> ALL = List.of(pattern("/api/v1/auth/**"), pattern("/api/v1/me/**"));

    private SecretivePaths() {}

    /** By the path as the dispatcher reads it: a letter that comes percent-encoded is the same letter to it. */
    static boolean include(HttpServletRequest request) {
        PathContainer path = RequestPath.parse(request.getRequestURI(), request.getContextPath())
            .pathWithinApplication();
        return ALL.stream().anyMatch(secretive -> secretive.matches(path));
    }

    private static PathPattern pattern(String path) {
        return PathPatternParser.defaultInstance.parse(path);
    }
}
