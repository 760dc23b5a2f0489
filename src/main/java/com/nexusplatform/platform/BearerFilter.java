package com.nexusplatform.platform;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.identity.Callers;
import com.nexusplatform.identity.SignedIn;

/**
 * Recognises the caller by the access token in the Authorization header, and nowhere else. A token that is not valid leaves the
 * caller unknown: open endpoints still answer, the others say why they do not.
 */
class BearerFilter extends OncePerRequestFilter {

    /** Set on a request whose token was refused. */
    static final String REFUSED = BearerFilter.class.getName() + ".refused";
    private static final String SCHEME = "bearer ";

    private final Callers callers;

    BearerFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null) {
            Optional<SignedIn> caller = isBearer(header)
                    ? callers.recognise(header.substring(SCHEME.length()).strip())
                    : Optional.empty();
            caller.ifPresentOrElse(BearerFilter::signIn, () -> request.setAttribute(REFUSED, true));
        }
        chain.doFilter(request, response);
    }

    private static boolean isBearer(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    }

    private static void signIn(SignedIn caller) {
        List<SimpleGrantedAuthority> roles = caller.actor()
            .roles()
            .stream()
            .map(role -> new SimpleGrantedAuthority(role.name()))
            .toList();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(caller, "", roles));
        SecurityContextHolder.setContext(context);
        MDC.put(RequestLog.USER, caller.actor().userId().toString());
    }
}
