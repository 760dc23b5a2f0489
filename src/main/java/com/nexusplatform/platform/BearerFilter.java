package com.nexusplatform.platform;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.audit.Trail;
import com.nexusplatform.identity.Callers;
import com.nexusplatform.identity.SignedIn;

/**
 * Recognises the caller by the access token in the Authorization header, and nowhere else. A token that is not valid leaves the
 * caller unknown: open endpoints still answer, the others say why they do not.
 */
class BearerFilter extends OncePerRequestFilter {

    /** Set on a request whose token was refused. */
    static final String REFUSED = BearerFilter.class.getName() + ".refused";
    private static final Logger LOG = LoggerFactory.getLogger(BearerFilter.class);
    private static final String SCHEME = "bearer ";

    private final Callers callers;
    private final Problems problems;

    BearerFilter(Callers callers, Problems problems) {
        this.callers = callers;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            try {
                recognise(header).ifPresentOrElse(caller -> signIn(caller, request),
                        () -> request.setAttribute(REFUSED, true));
            } catch (DataAccessException withoutDatabase) {
                LOG.warn("The caller cannot be looked up", withoutDatabase);
                problems.write(StatusProblem.of(HttpStatus.SERVICE_UNAVAILABLE.value()), request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Optional<SignedIn> recognise(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? callers.recognise(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static void signIn(SignedIn caller, HttpServletRequest request) {
        List<SimpleGrantedAuthority> roles = caller.actor()
            .roles()
            .stream()
            .map(role -> new SimpleGrantedAuthority(role.name()))
            .toList();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, "", roles));
        SecurityContextHolder.setContext(context);
        request.setAttribute(Trail.SESSION, caller.sessionId());
        MDC.put(RequestLog.USER, caller.actor().userId().toString());
    }
}
