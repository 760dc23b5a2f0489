package com.nexusplatform.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The way over TCP to a server of this machine, which can be made slow, or closed. */
final class Way implements AutoCloseable {

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean closed;

    Way(int target) {
        this.target = target;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().start(this::admit);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Whatever comes through from now on comes so much later. */
    void slow(Duration by) {
        delay = by;
    }

    /** Ends all connections, and every new one at once. */
    void cut() {
        closed = true;
        open.forEach(Way::end);
    }

    /** As it was at first. */
    void restore() {
        closed = false;
        delay = Duration.ZERO;
    }

    private void admit() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (closed) {
                    end(caller);
                } else {
                    join(caller, new Socket(InetAddress.getLoopbackAddress(), target));
                }
            } catch (IOException over) {
                // the next one, until the door is closed
            }
        }
    }

    private void join(Socket one, Socket other) {
        open.add(one);
        open.add(other);
        Thread.ofVirtual().start(() -> carry(one, other));
        Thread.ofVirtual().start(() -> carry(other, one));
    }

    private void carry(Socket from, Socket to) {
        byte[] some = new byte[65_536];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(some); got >= 0; got = in.read(some)) {
                LockSupport.parkNanos(delay.toNanos());
                out.write(some, 0, got);
            }
        } catch (IOException over) {
            // both ends are closed now
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException ended) {
            // as wanted
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException ended) {
            // as wanted
        }
        cut();
    }
}
