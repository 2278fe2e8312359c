package org.labthings.http.internal.server;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the HTTP server, PID {@code org.labthings.http}. */
@ObjectClassDefinition(
        name = "LabThings HTTP server",
        description = "The one port on which Things and everything else are served")
public @interface HttpSettings {
    /** Where to listen. */
    @AttributeDefinition(
            name = "Host",
            description =
                    "Name or address to listen on; 127.0.0.1 is this machine only, 0.0.0.0 every"
                            + " network")
    String host() default "127.0.0.1";

    /** Which port. */
    @AttributeDefinition(
            name = "Port",
            description = "TCP port; 0 is any free one",
            min = "0",
            max = "65535")
    int port() default 5000;

    /** Whether others may connect without a password. */
    @AttributeDefinition(
            name = "Insecure",
            description =
                    "Allows a host that other machines can reach although nobody has to log in")
    boolean insecure() default false;

    /** When a silent connection is closed. */
    @AttributeDefinition(
            name = "Idle time-out (s)",
            description = "A connection on which nothing is read or written this long is closed",
            min = "1")
    int idle_timeout() default 30;

    /** When a client is told that a driver does not answer. */
    @AttributeDefinition(
            name = "Answer time-out (s)",
            description = "A request that a driver has not answered by then is answered with 504",
            min = "1")
    int answer_timeout() default 300;

    /** The largest request body. */
    @AttributeDefinition(
            name = "Largest request body (bytes)",
            description = "A larger one is answered with 413",
            min = "1024")
    int max_body_size() default 16 * 1024 * 1024;

    /** When a request must have arrived. */
    @AttributeDefinition(
            name = "Head time-out (s)",
            description = "A request line and header that take longer to arrive end the connection",
            min = "1")
    int head_timeout() default 10;

    /** When a request body must have arrived. */
    @AttributeDefinition(
            name = "Body time-out (s)",
            description = "A request body that takes longer to arrive is answered with 408",
            min = "1")
    int body_timeout() default 300;

    /** The largest request line and header. */
    @AttributeDefinition(
            name = "Largest header (bytes)",
            description = "A larger request line is answered with 414, a larger header with 431",
            min = "1024",
            max = "1048576")
    int max_header_size() default 8192;

    /** The largest upload. */
    @AttributeDefinition(
            name = "Largest upload (bytes)",
            description = "What an administrator may send under /system; more is answered with 413",
            min = "1024")
    long max_upload_size() default 128L << 20;

    /** How many connections may be open. */
    @AttributeDefinition(
            name = "Connections",
            description = "Open connections; others wait until one is closed",
            min = "16")
    int connections() default 2048;

    /** How many requests run driver code at a time. */
    @AttributeDefinition(
            name = "Worker threads",
            description =
                    "How many requests may run driver code at a time; one Thing gets at most a"
                            + " quarter of them",
            min = "4")
    int worker_threads() default 64;

    /** Whether HTTP/2 is spoken. */
    @AttributeDefinition(name = "HTTP/2", description = "Speaks HTTP/2 without TLS (h2c) as well")
    boolean http2() default true;

    /** Whether others on the network can find the server. */
    @AttributeDefinition(
            name = "mDNS",
            description =
                    "Announces the server on local networks; one that only this machine can reach"
                            + " is never announced")
    boolean mdns() default true;

    /** How long open requests may take when the server stops. */
    @AttributeDefinition(
            name = "Stop time-out (ms)",
            description = "How long requests that are being answered may take at shutdown",
            min = "0")
    int stop_timeout() default 1500;

    /** The same as {@code security.origins}, by its older name. */
    @AttributeDefinition(
            name = "Origins",
            description =
                    "Web pages of which other origins may use the server, such as"
                            + " https://lab.example; * is every one, without credentials. Adds to"
                            + " security.origins")
    String[] cors_origins() default {};

    /** Open live streams at a time, all together; one more is answered with 503. */
    @AttributeDefinition(
            name = "Viewers of live streams",
            description =
                    "Open live streams at a time, all together; one more is answered with 503",
            min = "1")
    int stream_viewers() default 256;

    /** Frames that are being sent, all together; a frame that finds no room is skipped. */
    @AttributeDefinition(
            name = "Memory for live streams (bytes)",
            description =
                    "Frames that are being sent, all together; a frame that finds no room is"
                            + " skipped",
            min = "1048576")
    long stream_memory() default 64L << 20;

    /** A viewer that does not take one frame in this time is cut off. */
    @AttributeDefinition(
            name = "Live stream time-out (s)",
            description = "A viewer that does not take one frame in this time is cut off",
            min = "1")
    int stream_write_timeout() default 30;

    /** At the limit of viewers, one that was sent nothing for this time gives way to a new one. */
    @AttributeDefinition(
            name = "Live stream silence (s)",
            description =
                    "At the limit of viewers, one that was sent nothing for this time gives way to"
                            + " a new one",
            min = "1")
    int stream_silence() default 60;

    /** Open WebSockets and event streams at a time, together; one more is answered with 503. */
    @AttributeDefinition(
            name = "Observers",
            description =
                    "Open WebSockets and event streams at a time, together; one more is answered"
                            + " with 503",
            min = "1")
    int observers() default 512;

    /**
     * What waits for one slow observer; beyond it, values that a newer one follows are left out.
     */
    @AttributeDefinition(
            name = "Queue of an observer (messages)",
            description =
                    "What waits for one slow observer; beyond it, values that a newer one follows"
                            + " are left out",
            min = "16")
    int observer_queue_messages() default 10_000;

    /** The same in bytes. */
    @AttributeDefinition(
            name = "Queue of an observer (bytes)",
            description = "The same in bytes",
            min = "65536")
    long observer_queue_memory() default 4L << 20;

    /** Events and status changes of one affordance kept for observers that come back. */
    @AttributeDefinition(
            name = "History (messages)",
            description =
                    "Events and status changes of one affordance kept for observers that come back",
            min = "0")
    int history_messages() default 256;

    /** The same in bytes. */
    @AttributeDefinition(name = "History (bytes)", description = "The same in bytes", min = "0")
    long history_memory() default 256L << 10;

    /** How long they are kept after the last observer left. */
    @AttributeDefinition(
            name = "History (s)",
            description = "How long they are kept after the last observer left",
            min = "1")
    int history_time() default 120;

    /** An event stream that was sent nothing for this time gets a comment line. */
    @AttributeDefinition(
            name = "Heartbeat (s)",
            description = "An event stream that was sent nothing for this time gets a comment line",
            min = "1")
    int heartbeat() default 15;

    /** How often a WebSocket is pinged. */
    @AttributeDefinition(
            name = "Ping (s)",
            description = "How often a WebSocket is pinged",
            min = "1")
    int ping() default 20;

    /** An observer that takes nothing, or answers no ping, for this time is cut off. */
    @AttributeDefinition(
            name = "Observer time-out (s)",
            description =
                    "An observer that takes nothing, or answers no ping, for this time is cut off",
            min = "1")
    int observer_timeout() default 60;

    /** A larger one from a client closes its WebSocket. */
    @AttributeDefinition(
            name = "Largest WebSocket message (bytes)",
            description = "A larger one from a client closes its WebSocket",
            min = "1024")
    int socket_message_size() default 64 << 10;

    /** How long what is being written to streams and observers may take at shutdown. */
    @AttributeDefinition(
            name = "End of streams (ms)",
            description =
                    "How long what is being written to streams and observers may take at shutdown",
            min = "0")
    int stream_end_timeout() default 1000;
}
