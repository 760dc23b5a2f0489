package com.nexusplatform.platform;

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

    RequestCount(ObjectProvider<MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ServerRequestObservationContext;
    }

    @Override
    public void onStop(ServerRequestObservationContext context) {
        Counter.builder("http.requests")
            .description("Requests answered")
            .tags("method", label(context, "method"), "outcome", label(context, "outcome"), "status",
                    label(context, "status"), "uri",
                    label(context, "uri"))
            .register(registry.getObject())
            .increment();
    }

    private static String label(ServerRequestObservationContext context, String name) {
        KeyValue value = context.getLowCardinalityKeyValue(name);
        return value == null ? "UNKNOWN" : value.getValue();
    }
}
