package org.labthings.http.internal.mjpeg;

import java.time.Duration;

/**
 * Limits of live streams.
 *
 * @param maxClients open responses at most, over all streams; one more is answered 503
 * @param bufferBytes memory for frames that are being sent, at most
 * @param writeTimeout a client that does not take one frame in this time is ended
 * @param silence a client that was sent nothing for this time gives way when the limit is reached:
 *     it may have left unnoticed, as nothing was written to it
 * @param endGrace how long the frames in flight may take when the server stops
 */
public record StreamSettings(
        int maxClients,
        long bufferBytes,
        Duration writeTimeout,
        Duration silence,
        Duration endGrace) {
    /** What suits a laboratory server with the shipped JVM flags. */
    public static final StreamSettings DEFAULT =
            new StreamSettings(
                    256,
                    64L << 20,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(1));
}
