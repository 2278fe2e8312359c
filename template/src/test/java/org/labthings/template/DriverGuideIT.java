package org.labthings.template;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.labthings.testing.replay.server.FreePorts;

/**
 * Follows docs/driver-guide.md: types its shell blocks, one after the other, into one shell. Only
 * the port differs.
 */
class DriverGuideIT {
    @Test
    void theGuideWorksAsItIsWritten() throws Exception {
        try (CleanHome home = CleanHome.make()) {
            String said = home.run(script(new FreePorts().next()));
            inOrder(
                    said,
                    "lamp is waiting",
                    "50",
                    "null",
                    "less_than_equal",
                    "\"action\":\"/lamp/flash\"",
                    "80", // kept by the upgrade
                    "lamp is waiting");
        }
    }

    private static void inOrder(String text, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = text.indexOf(part, from);
            assertTrue(at >= 0, part + " was not said after " + from + " characters of\n" + text);
            from = at + part.length();
        }
    }

    private static String script(int port) throws Exception {
        return GuideBlocks.script(CleanHome.PROJECT.resolve("docs/driver-guide.md"), null)
                .replace("127.0.0.1:5000", "127.0.0.1:" + port)
                .replace("--data lab-data", "--data lab-data --port " + port);
    }
}
