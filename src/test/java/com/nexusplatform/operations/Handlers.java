package com.nexusplatform.operations;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.MediaType;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What the controllers answer to, under the words that the label {@code uri} of the metrics has. */
final class Handlers {

    private Handlers() {}

    static List<Handler> all() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        List<Handler> handlers = new ArrayList<>();
        scanner.findCandidateComponents("com.nexusplatform").forEach(found -> {
            Class<?> controller = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null);
            for (Method method : controller.getDeclaredMethods()) {
                RequestMapping mapping = mapping(method);
                if (mapping != null) {
                    handlers.add(handler(mapping(controller), mapping, method));
                }
            }
        });
        return handlers;
    }

    private static @Nullable RequestMapping mapping(java.lang.reflect.AnnotatedElement element) {
        return AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
    }

    private static Handler handler(@Nullable RequestMapping whole, RequestMapping part, Method method) {
        boolean writes = Stream.of(method.getParameterTypes()).anyMatch(HttpServletResponse.class::equals);
        boolean streams = method.getReturnType().equals(SseEmitter.class);
        boolean uploads = Stream.of(part.consumes()).anyMatch(MediaType.MULTIPART_FORM_DATA_VALUE::equals);
        return new Handler(part.method().length == 0 ? "" : part.method()[0].name(),
                (whole == null ? "" : path(whole)) + path(part), writes || streams || uploads);
    }

    private static String path(RequestMapping mapping) {
        return mapping.path().length == 0 ? "" : mapping.path()[0];
    }

    /**
     * One of them.
     *
     * @param method of HTTP, empty where any will do
     * @param uri    as the metrics name it
     * @param lasts  whether it takes a file, or writes its answer by itself as a download or a stream
     */
    record Handler(String method, String uri, boolean lasts) {}
}
