package com.nexusplatform.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The peak of live memory while something runs, found by collecting the garbage again and again beside it. */
final class PeakMemory {

    private static final int COLLECTIONS = 12;
    private static final int MOST_RUNS = 200;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final Lock lock = new ReentrantLock();
    private long peak;
    private int looks;
    private boolean over;

    private PeakMemory() {}

    /**
     * Bytes beyond what was live before; runs it again until a dozen collections have looked at it.
     *
     * @param seconds about how long it takes, so that the collections fall on all parts of it
     */
    static long of(Runnable work, double seconds) {
        PeakMemory memory = new PeakMemory();
        long before = live();
        memory.peak = before;
        Thread collector = Thread.ofPlatform().name("collector").daemon().start(() -> memory.collect(seconds));
        for (int run = 0; run < MOST_RUNS && memory.looked(0) < COLLECTIONS; run++) {
            work.run();
        }
        memory.end();
        collector.interrupt();
        return memory.peak - before;
    }

    private void collect(double seconds) {
        try {
            while (looked(0) >= 0) {
                Thread.sleep(Math.max(1, (long) (seconds * 1_000 / (COLLECTIONS - 1))));
                looked(live());
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes a look, unless it is over; answers how many there were, -1 when it is over. */
    private int looked(long bytes) {
        lock.lock();
        try {
            if (!over && bytes > peak) {
                peak = bytes;
            }
            looks += !over && bytes > 0 ? 1 : 0;
            return over ? -1 : looks;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    private static long live() {
        System.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
