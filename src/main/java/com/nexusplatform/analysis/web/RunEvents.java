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
import com.nexusplatform.shared.Actor;
import com.nexusplatform.shared.Presence;
import com.nexusplatform.shared.ProblemException;
import com.nexusplatform.shared.ProblemType;

/**
 * Streams the progress of runs. One thread looks at all runs that are listened to, in one query; a listener holds none. About once a
 * second it asks anew whether each listener may still look, and ends the streams of those who may not.
 */
@Component
class RunEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RunEvents.class);

    private static final long BELIEVED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Runs runs;
    private final Presence presence;
    private final AnalysisProperties.Events settings;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("run-events").daemon().factory());
    private volatile @Nullable Future<?> looking;
    /** Read and written by the timer's thread alone. */
    private long askedAt = System.nanoTime();

    RunEvents(Runs runs, Presence presence, AnalysisProperties properties) {
        this.runs = runs;
        this.presence = presence;
        settings = properties.events();
    }

    /** A stream of a run's progress that ends with its final state, when its listener may not look any more, or after its life. */
    SseEmitter listen(UUID runId, UUID session, Actor actor) {
        Listener listener = new Listener(new Look(runId, session, actor), new SseEmitter(settings.life().toMillis()));
        Runnable leave = () -> listeners.remove(listener);
        listener.emitter.onCompletion(leave);
        listener.emitter.onTimeout(listener.emitter::complete);
        listener.emitter.onError(failure -> leave.run());
        admit(listener);
        timer.execute(this::look);
        return listener.emitter;
    }

    /** One at a time, so that no two take the last place. */
    private synchronized void admit(Listener listener) {
        UUID user = listener.look.actor.userId();
        if (listeners.size() >= settings.limit()
                || listeners.stream().filter(other -> other.look.actor.userId().equals(user)).count() >= settings
                    .ofOneUser()) {
            throw new ProblemException(ProblemType.UNAVAILABLE,
                    "As many streams are open as may be at once, " + settings.limit() + ", or " + settings.ofOneUser()
                            + " of them yours; read the run itself from time to time instead.");
        }
        listeners.add(listener);
    }

    private void look() {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            endUnseen();
            Set<UUID> ids = listeners.stream().map(listener -> listener.look.runId).collect(Collectors.toSet());
            Map<UUID, RunProgress> known = runs.progress(List.copyOf(ids))
                .stream()
                .collect(Collectors.toMap(RunProgress::runId, progress -> progress));
            listeners.forEach(listener -> tell(listener, known.get(listener.look.runId)));
        } catch (RuntimeException unreachable) {
            LOG.warn("the progress of runs cannot be read: {}", unreachable.toString());
        }
    }

    private void endUnseen() {
        if (System.nanoTime() - askedAt < BELIEVED_NANOS) {
            return;
        }
        Set<Look> over = listeners.stream().map(listener -> listener.look).collect(Collectors.toSet());
        over.removeIf(this::isAllowed);
        List<Listener> ended = listeners.stream().filter(listener -> over.contains(listener.look)).toList();
        ended.forEach(listeners::remove);
        ended.forEach(listener -> listener.emitter.complete());
        askedAt = System.nanoTime();
    }

    /** Whoever has other roles now asks again, and is judged by them. */
    private boolean isAllowed(Look look) {
        try {
            if (presence.of(look.session).filter(look.actor::equals).isEmpty()) {
                return false;
            }
            runs.read(look.runId, look.actor);
            return true;
        } catch (ProblemException refused) {
            LOG.debug("a listener may not look any more", refused);
            return false;
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

    /**
     * Who looks at what.
     *
     * @param runId   the run
     * @param session the session that asked
     * @param actor   the person, with the roles that they had
     */
    private record Look(UUID runId, UUID session, Actor actor) {}

    /** One open stream. */
    private static final class Listener {

        private final Look look;
        private final SseEmitter emitter;
        private @Nullable RunProgress told;

        private Listener(Look look, SseEmitter emitter) {
            this.look = look;
            this.emitter = emitter;
        }
    }
}
