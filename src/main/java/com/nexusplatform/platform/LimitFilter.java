package com.nexusplatform.platform;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.identity.SignedIn;
import com.nexusplatform.platform.RequestCounts.Standing;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Refuses requests to the API beyond what their user or their address may make, and tells each caller where they stand
 * (draft-ietf-httpapi-ratelimit-headers). Stands behind {@link BearerFilter}, which knows the user, and before permissions, so that
 * refused requests count as well.
 */
class LimitFilter extends OncePerRequestFilter {

    /** Attribute of a request with its {@link CostClass}, for the filters that follow. */
    static final String COST = LimitFilter.class.getName() + ".cost";
    private static final String API = "/api/";

    private final RequestCounts counts;
    private final LimitProperties properties;
    private final Problems problems;

    LimitFilter(RequestCounts counts, LimitProperties properties, Problems problems) {
        this.counts = counts;
        this.properties = properties;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith(API);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        CostClass cost = CostClass.of(request);
        request.setAttribute(COST, cost);
        Standing standing = counts.take(cost, "address " + request.getRemoteAddr(), properties.quotaOfAddress(cost));
        SignedIn caller = caller();
        if (standing.admitted() && caller != null) {
            standing = counts.take(cost, "user " + caller.actor().userId(), properties.quota(cost));
        }
        tell(response, cost, standing);
        if (standing.admitted()) {
            chain.doFilter(request, response);
        } else {
            problems.write(refusal(cost, standing), request, response);
        }
    }

    /** Who is signed in, if anybody. */
    static @Nullable SignedIn caller() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && caller.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
    }

    private static void tell(HttpServletResponse response, CostClass cost, Standing standing) {
        response.setHeader("RateLimit-Policy", '"' + cost.label() + "\";q=" + standing.quota() + ";w="
                + LimitProperties.window(cost).toSeconds());
        response.setHeader("RateLimit",
                '"' + cost.label() + "\";r=" + standing.left() + ";t=" + standing.secondsLeft());
    }

    private static ProblemException refusal(CostClass cost, Standing standing) {
        Duration window = LimitProperties.window(cost);
        return new ProblemException(ProblemType.TOO_MANY_REQUESTS,
                "You may make " + standing.quota() + " requests of the class "
                        + cost.label() + (window.toSeconds() == 1 ? " a second" : " a minute") + ". Go on in "
                        + standing.secondsLeft() + " s.")
            .with("retryAfter", standing.secondsLeft());
    }
}
