package org.labthings.http.internal.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.labthings.http.internal.mjpeg.StreamSettings;
import org.labthings.http.internal.observe.ObserveSettings;

/**
 * How much, how long and how many.
 *
 * @param idle after which a silent connection is closed
 * @param answer after which a client is told that a driver does not answer
 * @param stop how long requests may take when the server stops
 * @param maxBodySize of a request, in bytes
 * @param head how long a request line and header may take to arrive
 * @param body how long a request body may take to arrive
 * @param maxHeaderSize of a request, in bytes
 * @param maxUploadSize of an administrator's request, in bytes
 * @param connections that may be open
 * @param workers how many requests run driver code at a time
 * @param http2 whether HTTP/2 is spoken
 * @param mdns whether the server is announced on local networks
 * @param origins whose pages may use the server, beside those of the security policy
 * @param streams of live streams
 * @param observers of WebSockets and event streams
 */
record Limits(
        Duration idle,
        Duration answer,
        Duration stop,
        int maxBodySize,
        Duration head,
        Duration body,
        int maxHeaderSize,
        long maxUploadSize,
        int connections,
        int workers,
        boolean http2,
        boolean mdns,
        Set<String> origins,
        StreamSettings streams,
        ObserveSettings observers) {
    static Limits of(HttpSettings settings) {
        return new Limits(
                Duration.ofSeconds(settings.idle_timeout()),
                Duration.ofSeconds(settings.answer_timeout()),
                Duration.ofMillis(settings.stop_timeout()),
                settings.max_body_size(),
                Duration.ofSeconds(settings.head_timeout()),
                Duration.ofSeconds(settings.body_timeout()),
                settings.max_header_size(),
                settings.max_upload_size(),
                settings.connections(),
                settings.worker_threads(),
                settings.http2(),
                settings.mdns(),
                Arrays.stream(settings.cors_origins())
                        .map(o -> o.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                streams(settings),
                observers(settings));
    }

    private static StreamSettings streams(HttpSettings settings) {
        return new StreamSettings(
                settings.stream_viewers(),
                settings.stream_memory(),
                Duration.ofSeconds(settings.stream_write_timeout()),
                Duration.ofSeconds(settings.stream_silence()),
                Duration.ofMillis(settings.stream_end_timeout()));
    }

    private static ObserveSettings observers(HttpSettings settings) {
        return new ObserveSettings(
                settings.observers(),
                settings.observer_queue_messages(),
                settings.observer_queue_memory(),
                settings.history_messages(),
                settings.history_memory(),
                Duration.ofSeconds(settings.history_time()),
                Duration.ofSeconds(settings.heartbeat()),
                Duration.ofSeconds(settings.ping()),
                Duration.ofSeconds(settings.observer_timeout()),
                settings.socket_message_size(),
                Duration.ofMillis(settings.stream_end_timeout()));
    }
}
