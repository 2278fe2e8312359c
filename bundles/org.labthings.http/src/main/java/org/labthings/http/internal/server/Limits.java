package org.labthings.http.internal.server;

import java.time.Duration;

/**
 * How much, how long and how many.
 *
 * @param idle after which a silent connection is closed
 * @param answer after which a client is told that a driver does not answer
 * @param stop how long requests may take when the server stops
 * @param maxBodySize of a request, in bytes
 * @param workers how many requests run driver code at a time
 * @param http2 whether HTTP/2 is spoken
 * @param mdns whether the server is announced on local networks
 */
record Limits(
        Duration idle,
        Duration answer,
        Duration stop,
        int maxBodySize,
        int workers,
        boolean http2,
        boolean mdns) {
    static Limits of(HttpSettings settings) {
        return new Limits(
                Duration.ofSeconds(settings.idle_timeout()),
                Duration.ofSeconds(settings.answer_timeout()),
                Duration.ofMillis(settings.stop_timeout()),
                settings.max_body_size(),
                settings.worker_threads(),
                settings.http2(),
                settings.mdns());
    }
}
