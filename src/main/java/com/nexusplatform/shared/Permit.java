package com.nexusplatform.shared;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What a request was allowed in an examination, so that it can be asked for again before its answer is repeated.
 *
 * @param examinationId the examination
 * @param kind          what was allowed there
 */
public record Permit(UUID examinationId, Kind kind) {

    private static final String ATTRIBUTE = Permit.class.getName();

    /** Kinds of permits. */
    public enum Kind {
        /** To see it. */
        READ,
        /** To work on its content. */
        WORK
    }

    /** Keeps the permit with the present request, if there is one. */
    public void remember() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            Set<Permit> permits = new LinkedHashSet<>(ofPresentRequest());
            permits.add(this);
            request.setAttribute(ATTRIBUTE, Set.copyOf(permits), RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** All that the present request was allowed so far. */
    @SuppressWarnings("unchecked") // nobody else knows the attribute
    public static Set<Permit> ofPresentRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object permits = request == null ? null : request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return permits == null ? Set.of() : (Set<Permit>) permits;
    }
}
