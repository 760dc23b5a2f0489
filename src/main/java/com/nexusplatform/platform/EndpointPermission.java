package com.nexusplatform.platform;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.RequestPath;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.AllowedTo;
import com.nexusplatform.shared.Open;
import com.nexusplatform.shared.Role;

/**
 * Grants a request what its endpoint declares: {@link Open} to everyone, {@link AllowedTo} to callers with one of the roles. A
 * handler that declares neither is granted to nobody. Paths without a handler are granted to the signed-in, who then learn that
 * there is nothing.
 */
class EndpointPermission implements AuthorizationManager<RequestAuthorizationContext> {

    private static final AuthorizationDecision GRANTED = new AuthorizationDecision(true);
    private static final AuthorizationDecision REFUSED = new AuthorizationDecision(false);
    /** All that someone who must change their password may do. */
    private static final Set<String> BEFORE_PASSWORD_CHANGE = Set.of("/api/v1/me", "/api/v1/me/password",
            "/api/v1/auth/logout");
    /** All that someone who must enrol a second factor may do. */
    private static final Set<String> BEFORE_ENROLMENT = Set.of("/api/v1/me", "/api/v1/me/password",
            "/api/v1/me/second-factor", "/api/v1/me/second-factor/confirm", "/api/v1/auth/logout");

    private final RequestMappingHandlerMapping endpoints;
    private final Map<Method, Declared> declared = new ConcurrentHashMap<>();

    EndpointPermission(RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> authentication,
            RequestAuthorizationContext context) {
        HttpServletRequest request = context.getRequest();
        Optional<HandlerMethod> endpoint = endpoint(request);
        Declared permission = endpoint.map(this::declared).orElse(Declared.NOTHING_THERE);
        if (permission.open) {
            return GRANTED;
        }
        Authentication present = authentication.get();
        if (present == null || !(present.getPrincipal() instanceof SignedIn caller)) {
            return REFUSED;
        }
        if (caller.mustChangePassword() && !BEFORE_PASSWORD_CHANGE.contains(request.getRequestURI())) {
            throw new PasswordChangeRequiredException();
        }
        if (caller.mustEnrolSecondFactor() && !BEFORE_ENROLMENT.contains(request.getRequestURI())) {
            throw new SecondFactorDemandedException();
        }
        return endpoint.isEmpty() || permission.allows(caller.actor()) ? GRANTED : REFUSED;
    }

    /** What a method declares, read once. */
    private Declared declared(HandlerMethod endpoint) {
        return declared.computeIfAbsent(endpoint.getMethod(), method -> {
            AllowedTo allowed = endpoint.getMethodAnnotation(AllowedTo.class);
            return new Declared(endpoint.hasMethodAnnotation(Open.class),
                    allowed == null ? Set.of() : Set.of(allowed.value()));
        });
    }

    /**
     * Who may call an endpoint.
     *
     * @param open  whether everyone may
     * @param roles otherwise those with one of these
     */
    private record Declared(boolean open, Set<Role> roles) {

        private static final Declared NOTHING_THERE = new Declared(false, Set.of());

        private boolean allows(Actor actor) {
            return roles.stream().anyMatch(actor::is);
        }
    }

    /** The method that would answer; none for a path, method or media type that nothing answers. */
    private Optional<HandlerMethod> endpoint(HttpServletRequest request) {
        RequestPath before = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        try {
            if (before == null) {
                ServletRequestPathUtils.parseAndCache(request);
            }
            HandlerExecutionChain found = endpoints.getHandler(request);
            if (found != null && found.getHandler() instanceof HandlerMethod method) {
                FoundEndpoint.keep(request, found);
                return Optional.of(method);
            }
            return Optional.empty();
        } catch (Exception answeredByNothing) {
            // 405, 406, 415 and the like: the dispatcher says so to the signed-in
            return Optional.empty();
        } finally {
            ServletRequestPathUtils.setParsedRequestPath(before, request);
        }
    }

    /** The caller must change the password first. */
    static class PasswordChangeRequiredException extends AccessDeniedException {

        PasswordChangeRequiredException() {
            super("password change required");
        }
    }

    /** The caller must enrol a second factor first. */
    static class SecondFactorDemandedException extends AccessDeniedException {

        SecondFactorDemandedException() {
            super("second factor demanded");
        }
    }
}
