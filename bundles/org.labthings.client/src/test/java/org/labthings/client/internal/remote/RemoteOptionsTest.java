package org.labthings.client.internal.remote;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RemoteOptionsTest {
    /** The rest is for what follows: taking the service back, and those who use it. */
    private static final double MOST_SECONDS = 1.8;

    @Test
    void aServerThatHangsIsNoticedInTime() throws Exception {
        double heartbeat =
                (Double) RemoteConfiguration.class.getMethod("heartbeat").getDefaultValue();
        double patience = RemoteOptions.PATIENCE.toMillis() / 1e3;
        assertTrue(heartbeat + patience <= MOST_SECONDS, heartbeat + " and " + patience);
    }
}
