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
}
