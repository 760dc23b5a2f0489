package com.nexusplatform.platform;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What a request costs the service, roughly; requests of one class are counted together. */
@SuppressWarnings("ImmutableEnumChecker") // Spring does not say so, but its patterns do not change
enum CostClass {

    /** Proof of who is calling, which takes a core for a while. */
    SIGN_IN("POST /api/v1/auth/{*act}"),

    /** Whole files, whole ledgers, the whole trail. */
    HEAVY("POST /api/v1/examinations/{id}/datasets", "GET /api/v1/datasets/{id}/file",
            "GET /api/v1/datasets/{id}/records/export", "GET /api/v1/datasets/{id}/rejects/export",
            "GET /api/v1/runs/{id}/alerts/export",
            "POST /api/v1/datasets/{id}/seal",
            "POST /api/v1/datasets/{id}/runs", "POST /api/v1/runs/{id}/reperform", "POST /api/v1/runs/{id}/what-if",
            "POST /api/v1/runs/{id}/samples", "GET /api/v1/audit/export", "GET /api/v1/audit/verify"),

    /** Changes of single objects. */
    WRITE,

    /** Everything that only looks. */
    READ;

    private final List<Endpoint> endpoints;

    CostClass(String... endpoints) {
        this.endpoints = List.of(endpoints).stream().map(Endpoint::of).toList();
    }

    static CostClass of(HttpServletRequest request) {
        // what only the head is wanted of is made whole all the same
        return of(HttpMethod.HEAD.matches(request.getMethod()) ? HttpMethod.GET.name() : request.getMethod(),
                request.getRequestURI());
    }

    static CostClass of(String method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        for (CostClass named : List.of(SIGN_IN, HEAVY)) {
            if (named.endpoints.stream().anyMatch(endpoint -> endpoint.matches(method, parsed))) {
                return named;
            }
        }
        return List.of("GET", "HEAD", "OPTIONS").contains(method) ? READ : WRITE;
    }

    /** As headers and settings call it. */
    String label() {
        return switch (this) {
            case SIGN_IN -> "sign-ins";
            case HEAVY -> "heavy";
            case WRITE -> "writes";
            case READ -> "reads";
        };
    }

    private record Endpoint(HttpMethod method, PathPattern path) {

        static Endpoint of(String line) {
            int space = line.indexOf(' ');
            return new Endpoint(HttpMethod.valueOf(line.substring(0, space)),
                    PathPatternParser.defaultInstance.parse(line.substring(space + 1)));
        }

        boolean matches(String asked, PathContainer at) {
            return method.matches(asked) && path.matches(at);
        }
    }
}
