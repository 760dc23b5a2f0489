package com.nexusplatform.platform;

import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Refuses, before the act is begun, what its endpoint would otherwise pass over: unknown and repeated parameters, a body in another
 * character set, and an answer wanted in a form that there is not.
 */
class StrictRequests implements HandlerInterceptor {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS");

    private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    /** Parameters of each endpoint, and whether they may be repeated. */
    private final ConcurrentHashMap<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod endpoint
                && endpoint.getBeanType().getPackageName().startsWith("com.nexusplatform")) {
            refuseUnknownParameters(request.getQueryString(), endpoint);
            refuseOtherCharsets(request.getContentType());
            if (!SAFE.contains(request.getMethod())) {
                // the act would be done before its answer turns out not to be wanted
                refuseOtherAnswers(request.getHeader(HttpHeaders.ACCEPT));
            }
        }
        return true;
    }

    private void refuseUnknownParameters(@Nullable String query, HandlerMethod endpoint) {
        if (query == null || query.isEmpty()) {
            return;
        }
        Map<String, Boolean> parameters = known.computeIfAbsent(endpoint.getMethod(), method -> parameters(endpoint));
        Set<String> seen = new HashSet<>();
        for (String pair : query.split("&", -1)) {
            String name = decoded(pair.split("=", 2)[0]);
            Boolean repeatable = parameters.get(name);
            if (repeatable == null) {
                throw refused(name, "is none that this endpoint knows; it knows "
                        + (parameters.isEmpty() ? "none" : String.join(", ", parameters.keySet())));
            }
            if (!seen.add(name) && !repeatable) {
                throw refused(name, "is given twice");
            }
        }
    }

    private Map<String, Boolean> parameters(HandlerMethod endpoint) {
        Map<String, Boolean> parameters = new TreeMap<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                parameter.initParameterNameDiscovery(names);
                String name = declared.name().isEmpty() ? parameter.getParameterName() : declared.name();
                Class<?> type = parameter.getParameterType();
                parameters.put(String.valueOf(name), type.isArray() || Collection.class.isAssignableFrom(type));
            }
        }
        return parameters;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw refused("", "has a name that cannot be read");
        }
    }

    private static ProblemException refused(String name, String flaw) {
        String shown = NAME.matcher(name).matches() ? name + " " : "";
        return new ProblemException(ProblemType.BAD_REQUEST, "The parameter " + shown + flaw + ".")
            .with("field", shown.strip());
    }

    private static void refuseOtherCharsets(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (contentType == null) {
            return;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            if (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8)) {
                return;
            }
        } catch (IllegalArgumentException notAMediaType) {
            throw new HttpMediaTypeNotSupportedException("not a media type");
        }
        throw new HttpMediaTypeNotSupportedException("another character set",
                List.of(new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8)));
    }

    private static void refuseOtherAnswers(@Nullable String accept) throws HttpMediaTypeNotAcceptableException {
        if (accept == null || accept.isBlank()) {
            return;
        }
        try {
            if (MediaType.parseMediaTypes(accept).stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
                return;
            }
        } catch (InvalidMediaTypeException notMediaTypes) {
            throw new HttpMediaTypeNotAcceptableException("not media types");
        }
        throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON));
    }
}
