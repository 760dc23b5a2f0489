package com.nexusplatform.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;

/** Hands the dispatcher the endpoint that {@link EndpointPermission} has found and allowed, so that it is looked up once. */
class FoundEndpoint implements HandlerMapping, Ordered {

    private static final String KEPT = FoundEndpoint.class.getName();

    /** Keeps what was found for the dispatch of the same request. */
    static void keep(HttpServletRequest request, HandlerExecutionChain found) {
        request.setAttribute(KEPT, found);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /** What was kept, once: a forward or an error asks the others. */
    @Override
    public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && request.getAttribute(KEPT) instanceof HandlerExecutionChain kept) {
            request.removeAttribute(KEPT);
            return kept;
        }
        return null;
    }
}
