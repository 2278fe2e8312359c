package org.labthings.client.internal.remote;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RemoteOptionsTest {
    /** The rest is for what follows: taking the service back, and those who use it. */
    private static final double MOST_SECONDS = 1.5;

    @Test
    void aServerThatHangsIsNoticedInTime() throws Exception {
        double heartbeat = usual("heartbeat");
        double patience = usual("patience");
        assertTrue(heartbeat + patience <= MOST_SECONDS, heartbeat + " and " + patience);
    }

    private static double usual(String name) throws NoSuchMethodException {
        return (Double) RemoteConfiguration.class.getMethod(name).getDefaultValue();
    }

    @Test
    void timesThatMakeNoSenseAreRefused() {
        for (double wrong : new double[] {0, -1, Double.NaN, 1e9}) {
            String said =
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> RemoteOptions.seconds("patience", wrong))
                            .getMessage();
            assertTrue(said.contains("patience must be"), said);
        }
    }
}
