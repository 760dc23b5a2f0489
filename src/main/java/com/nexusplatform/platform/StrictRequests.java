package com.nexusplatform.platform;

import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Refuses, before the act is begun, what its endpoint would otherwise pass over: unknown, repeated and empty parameters, words in
 * another spelling, a body in another character set, and an answer wanted in a form that there is not.
 */
class StrictRequests implements HandlerInterceptor {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    /** Probes and the error page answer whatever they are asked. */
    private static final String API = "/api/";

    private final DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
    private final ConcurrentHashMap<Method, Map<String, MethodParameter>> known = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Method, List<MediaType>> answers = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeException {
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod endpoint
                && endpoint.getBeanType().getPackageName().startsWith("com.nexusplatform")) {
            refuseUnknownParameters(request.getQueryString(), endpoint);
            refuseOtherCharsets(request.getContentType());
            if (request.getRequestURI().startsWith(API)) {
                // the act would be done, or the look recorded, before its answer turns out not to be wanted
                refuseOtherAnswers(request.getHeaders(HttpHeaders.ACCEPT), answers(endpoint));
            }
        }
        return true;
    }

    private void refuseUnknownParameters(@Nullable String query, HandlerMethod endpoint) {
        if (query == null || query.isEmpty()) {
            return;
        }
        Map<String, MethodParameter> parameters = known.computeIfAbsent(endpoint.getMethod(),
                method -> parameters(endpoint));
        Set<String> seen = new HashSet<>();
        for (String pair : query.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            String name = decoded(halves[0]);
            MethodParameter parameter = parameters.get(name);
            if (parameter == null) {
                throw refused(name, "is none that this endpoint knows; it knows "
                        + (parameters.isEmpty() ? "none" : String.join(", ", parameters.keySet())));
            }
            Class<?> type = parameter.getParameterType();
            if (!seen.add(name) && !isList(type)) {
                throw refused(name, "is given twice");
            }
            refuseOtherSpellings(name, halves.length == 1 ? "" : decoded(halves[1]), type);
        }
    }

    /** What Spring would take for absent, or for a word with blanks around it. */
    private static void refuseOtherSpellings(String name, String value, Class<?> type) {
        if (type == String.class) {
            return;
        }
        if (value.isEmpty()) {
            throw ofWrongForm(name, "is empty; leave it out instead");
        }
        if (type.isEnum() && Stream.of(type.getEnumConstants()).noneMatch(word -> word.toString().equals(value))) {
            throw ofWrongForm(name, "must be one of " + Arrays.toString(type.getEnumConstants()));
        }
    }

    private static ProblemException ofWrongForm(String name, String flaw) {
        return new ProblemException(ProblemType.VALIDATION_FAILED, "The parameter " + name + " " + flaw + ".")
            .with("field", name);
    }

    private Map<String, MethodParameter> parameters(HandlerMethod endpoint) {
        Map<String, MethodParameter> parameters = new TreeMap<>();
        for (MethodParameter parameter : endpoint.getMethodParameters()) {
            RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
            if (declared != null) {
                parameter.initParameterNameDiscovery(names);
                String name = declared.name().isEmpty() ? parameter.getParameterName() : declared.name();
                parameters.put(String.valueOf(name), parameter);
            }
        }
        return parameters;
    }

    private static boolean isList(Class<?> type) {
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw refused("", "has a name or value that cannot be read");
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

    /** What an endpoint answers with: what it declares, else JSON. */
    private List<MediaType> answers(HandlerMethod endpoint) {
        return answers.computeIfAbsent(endpoint.getMethod(), method -> {
            RequestMapping declared = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
            return declared == null || declared.produces().length == 0
                    ? List.of(MediaType.APPLICATION_JSON)
                    : Stream.of(declared.produces()).map(MediaType::parseMediaType).toList();
        });
    }

    private static void refuseOtherAnswers(Enumeration<String> accept, List<MediaType> answers)
            throws HttpMediaTypeNotAcceptableException {
        String wanted = String.join(",", Collections.list(accept));
        if (wanted.isBlank()) {
            return;
        }
        List<MediaType> ranges;
        try {
            ranges = MediaType.parseMediaTypes(wanted);
        } catch (InvalidMediaTypeException notMediaTypes) {
            throw new HttpMediaTypeNotAcceptableException("not media types");
        }
        if (answers.stream().noneMatch(answer -> isWanted(answer, ranges))) {
            throw new HttpMediaTypeNotAcceptableException(answers);
        }
    }

    /** The most specific range that an answer is in decides (RFC 9110, 12.5.1); with the quality 0 it is not wanted. */
    private static boolean isWanted(MediaType answer, List<MediaType> ranges) {
        return ranges.stream()
            .filter(range -> range.includes(answer))
            .min(Comparator.comparing(MediaType::isWildcardType).thenComparing(MediaType::isWildcardSubtype))
            .filter(range -> range.getQualityValue() > 0)
            .isPresent();
    }
}
