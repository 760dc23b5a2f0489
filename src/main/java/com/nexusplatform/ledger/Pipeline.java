package com.nexusplatform.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Segments on their way from one thread that fills them to groups of threads that use them. Each group sees each segment once;
 * within a group of one, in order. Segments are used again, so the number made bounds the memory.
 */
final class Pipeline implements AutoCloseable {

    /** What a thread does with a segment. */
    interface Step {

        void accept(Segment segment) throws Exception;
    }

    private final BlockingQueue<Segment> free;
    private final List<BlockingQueue<Optional<Segment>>> groups = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final ConcurrentHashMap<Segment, AtomicInteger> users = new ConcurrentHashMap<>();
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    Pipeline(String name, List<Segment> segments) {
        free = new ArrayBlockingQueue<>(segments.size(), false, segments);
        threads = Executors.newCachedThreadPool(Thread.ofPlatform().name(name + "-", 1).daemon().factory());
    }

    /** Adds a group of threads, one for each step. */
    void group(List<? extends Step> steps) {
        BlockingQueue<Optional<Segment>> queue = new ArrayBlockingQueue<>(
                free.remainingCapacity() + free.size() + steps.size());
        groups.add(queue);
        sizes.add(steps.size());
        for (Step step : steps) {
            running.add(threads.submit(() -> work(queue, step)));
        }
    }

    /** A segment to fill; waits until one is free. */
    Segment take() throws Exception {
        Segment segment = free.poll(50, TimeUnit.MILLISECONDS);
        while (segment == null) {
            throwFailure();
            segment = free.poll(50, TimeUnit.MILLISECONDS);
        }
        return segment;
    }

    /** Hands a filled segment to every group. */
    void hand(Segment segment) throws Exception {
        throwFailure();
        users.put(segment, new AtomicInteger(groups.size()));
        for (BlockingQueue<Optional<Segment>> group : groups) {
            group.put(Optional.of(segment));
        }
    }

    /** Waits until every group has seen every segment. */
    void finish() throws Exception {
        for (int group = 0; group < groups.size(); group++) {
            for (int i = 0; i < sizes.get(group); i++) {
                groups.get(group).put(Optional.empty());
            }
        }
        for (Future<?> thread : running) {
            thread.get();
        }
        throwFailure();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(BlockingQueue<Optional<Segment>> queue, Step step) {
        try {
            for (Optional<Segment> next = queue.take(); next.isPresent(); next = queue.take()) {
                Segment segment = next.get();
                step.accept(segment);
                AtomicInteger left = users.get(segment);
                if (left != null && left.decrementAndGet() == 0) {
                    free.put(segment);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception failed) {
            failure.compareAndSet(null, failed);
        }
    }

    private void throwFailure() throws Exception {
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }
}
