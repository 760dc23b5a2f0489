package com.nexusplatform.platform;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Refuses a path that writes as an escape what needs none (RFC 3986, 2.3 and 6.2.2.2): with one spelling for each path, who judges it
 * as it was sent and who judges it decoded see the same.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
class PlainPaths extends OncePerRequestFilter {

    /** A letter, a digit or one of {@code - . _ ~}. */
    private static final Pattern NEEDLESS = Pattern
        .compile("%(?:2[DEde]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])");

    private final Problems problems;

    PlainPaths(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().indexOf('%') < 0;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (NEEDLESS.matcher(request.getRequestURI()).find()) {
            problems.write(new ProblemException(ProblemType.BAD_REQUEST,
                    "The path writes letters, digits or one of - . _ ~ as escapes. Write them as they are."), request,
                    response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
