package com.nexusplatform.analysis.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import com.nexusplatform.analysis.AnalysisProperties;
import com.nexusplatform.analysis.RunProgress;
import com.nexusplatform.analysis.Runs;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/** Streams the progress of runs. One thread looks at all runs that are listened to, in one query; a listener holds none. */
@Component
class RunEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

    private final Runs runs;
    private final AnalysisProperties.Events settings;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("run-events").daemon().factory());
    private volatile @Nullable Future<?> looking;

    RunEvents(Runs runs, AnalysisProperties properties) {
        this.runs = runs;
        settings = properties.events();
    }

    /** A stream of a run's progress that ends with its final state, or after its life is over. */
    SseEmitter listen(UUID runId) {
        if (listeners.size() >= settings.limit()) {
            throw new ProblemException(ProblemType.UNAVAILABLE,
                    "Too many streams are open; read the run itself from time to time instead.");
        }
        Listener listener = new Listener(runId, new SseEmitter(settings.life().toMillis()));
        Runnable leave = () -> listeners.remove(listener);
        listener.emitter.onCompletion(leave);
        listener.emitter.onTimeout(listener.emitter::complete);
        listener.emitter.onError(failure -> leave.run());
        listeners.add(listener);
        timer.execute(this::look);
        return listener.emitter;
    }

    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            Set<UUID> ids = listeners.stream().map(listener -> listener.runId).collect(Collectors.toSet());
            Map<UUID, RunProgress> known = runs.progress(List.copyOf(ids))
                .stream()
                .collect(Collectors.toMap(RunProgress::runId, progress -> progress));
            listeners.forEach(listener -> tell(listener, known.get(listener.runId)));
        } catch (RuntimeException unreachable) {
            LOG.warn("the progress of runs cannot be read: {}", unreachable.toString());
        }
    }

    private void tell(Listener listener, @Nullable RunProgress progress) {
        try {
            if (progress != null && !progress.equals(listener.told)) {
                listener.told = progress;
                String name = progress.status().isFinal() ? "finished" : "progress";
                listener.emitter
                    .send(SseEmitter.event().name(name).data(View.of(progress), MediaType.APPLICATION_JSON));
            }
            if (progress == null || progress.status().isFinal()) {
                listeners.remove(listener);
                listener.emitter.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("a listener went away", gone);
            listeners.remove(listener);
        }
    }

    @Override
    public void start() {
        looking = timer.scheduleWithFixedDelay(this::look, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends all streams; comes before the web server's shutdown, which would wait for them. */
    @Override
    public void stop() {
        looking = null;
        timer.shutdownNow();
        listeners.forEach(listener -> listener.emitter.complete());
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    /** What an event says. */
    record View(UUID runId, String status, double progress) {

        static View of(RunProgress progress) {
            return new View(progress.runId(), progress.status().name(), progress.progress());
        }
    }

    /** One open stream. */
    private static final class Listener {

        private final UUID runId;
        private final SseEmitter emitter;
        private @Nullable RunProgress told;

        private Listener(UUID runId, SseEmitter emitter) {
            this.runId = runId;
            this.emitter = emitter;
        }
    }
}
