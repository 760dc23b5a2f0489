package com.nexusplatform.platform.web;

import java.time.Instant;
import java.util.Map;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import com.nexusplatform.platform.ServiceHealth;
import com.nexusplatform.shared.Open;

/** The state of the service for people and for load balancers; names and states only. */
@RestController
class HealthController {

    private final ServiceHealth health;
    private final ApplicationAvailability availability;

    HealthController(ServiceHealth health, ApplicationAvailability availability) {
        this.health = health;
        this.availability = availability;
    }

    @GetMapping("/health")
    @Open("probes have no account")
    ResponseEntity<HealthView> health() {
        ServiceHealth.Reading reading = health.read();
        HealthView view = new HealthView(word(reading.isHealthy()), reading.at(),
                new Services(word(reading.database()), word(reading.redis())));
        return answer(reading.isHealthy(), view);
    }

    /** Ready needs the database, though not a free connection of the pool; without Redis the service is slower, not useless. */
    @GetMapping("/ready")
    @Open("probes have no account")
    ResponseEntity<Map<String, String>> ready() {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC
                && health.read().database();
        return answer(ready, Map.of("status", ready ? "ready" : "not_ready"));
    }

    private static <T> ResponseEntity<T> answer(boolean well, T body) {
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)

            .body(body);
    }

    private static String word(boolean well) {
        return well ? "healthy" : "unhealthy";
    }

    /** The same flat body whether 200 or 503. */
    record HealthView(String status, Instant timestamp, Services services) {}

    /** Each store that the service stands on. */
    record Services(String database, String redis) {}
}
