package com.nexusplatform.platform;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Counts requests as {@code http_requests_total} with the labels of the duration, so that both families agree. */
class RequestCount implements ObservationHandler<ServerRequestObservationContext> {

    private final ObjectProvider<MeterRegistry> registry;
    private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();

    RequestCount(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    @Override
    public void onStop(ServerRequestObservationContext context) {
        counters.computeIfAbsent(new Labels(label(context, "method"), label(context, "outcome"),
                label(context, "status"), label(context, "uri")), this::counter)
            .increment();
    }

    /** As few as the series of the durations, whose labels they share. */
    private record Labels(String method, String outcome, String status, String uri) {}

    private Counter counter(Labels labels) {
        return Counter.builder("http.requests")
            .description("Requests answered")
            .tags("method", labels.method, "outcome", labels.outcome, "status", labels.status, "uri", labels.uri)
            .register(registry.getObject());
    }

    private static String label(ServerRequestObservationContext context, String name) {
        KeyValue value = context.getLowCardinalityKeyValue(name);
        return value == null ? "UNKNOWN" : value.getValue();
    }
}
