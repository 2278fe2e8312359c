package org.labthings.launcher.internal.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.command.CommandLine;
import org.labthings.launcher.internal.command.UsageException;

class PreflightTest {
    @TempDir Path folder;

    private static Preflight of(String... arguments) throws UsageException {
        return new Preflight(CommandLine.parse(arguments).options());
    }

    private void refusesSource(int exit, String message, String... arguments)
            throws UsageException {
        Preflight preflight = of(arguments);
        LaunchException e =
                assertThrows(
                        LaunchException.class, () -> preflight.configFile(folder.resolve("demo")));
        assertEquals(exit, e.exit());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void theDemoWhenNothingIsGiven() throws Exception {
        Path demo = Files.writeString(folder.resolve("demo.json"), "{}");
        assertEquals(Optional.of(demo), of().configFile(demo));
        assertEquals(Optional.empty(), of("-j", "{}").configFile(demo));
    }

    @Test
    void sourcesThatCannotBeUsed() throws Exception {
        refusesSource(Exit.SETUP, "both --config and --json", "-c", "a", "-j", "{}");
        refusesSource(Exit.SETUP, "No configuration (or empty", "-j", " ");
        refusesSource(Exit.SETUP, "No configuration (or empty", "-c", "");
        refusesSource(Exit.SETUP, "it is a folder", "-c", folder.toString());
        String missing = folder.resolve("missing.json").toString();
        refusesSource(Exit.SETUP, "Could not find configuration file " + missing, "-c", missing);
    }

    @Test
    void othersCanReachItOnlyWhenThatIsMeant() throws Exception {
        assertFalse(of("--port", "0").address());
        assertFalse(of("--port", "0", "--host", "localhost").address());
        assertTrue(of("--port", "0", "--host", "0.0.0.0", "--insecure").address());
        Preflight open = of("--port", "0", "--host", "0.0.0.0");
        LaunchException e = assertThrows(LaunchException.class, open::address);
        assertEquals(Exit.USAGE, e.exit());
        assertTrue(e.getMessage().contains("--insecure"), e.getMessage());
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Preflight preflight = of("--port", port);
            LaunchException e = assertThrows(LaunchException.class, preflight::address);
            assertEquals(Exit.REFUSED, e.exit());
            assertTrue(
                    e.getMessage().contains("127.0.0.1:" + port + ": Address already in use"),
                    e.getMessage());
        }
    }

    @Test
    void aFreePortIsNotKept() throws Exception {
        int port = freePort();
        of("--port", String.valueOf(port)).address();
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
