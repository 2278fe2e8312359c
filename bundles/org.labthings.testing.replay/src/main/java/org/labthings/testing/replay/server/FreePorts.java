package org.labthings.testing.replay.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * TCP ports that nobody listens on. Below those that systems give to outgoing connections: one of
 * these could take the port before the server does.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int COUNT = 15_000;

    private final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    /** A sequence of its own, begun anywhere. */
    public FreePorts() {}

    /** The next free one; from any thread. */
    public int next() throws IOException {
        for (int tried = 0; tried < COUNT; tried++) {
            int port = FIRST + Math.floorMod(next.getAndIncrement(), COUNT);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException e) {
                continue;
            }
        }
        throw new IOException("no port from " + FIRST + " on is free");
    }
}
