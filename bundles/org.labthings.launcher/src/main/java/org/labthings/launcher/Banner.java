package org.labthings.launcher;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.labthings.launcher.internal.command.Options;

/** What the command itself says on the console; the rest is the log. Called on any thread. */
final class Banner {
    private final Options options;
    private final PrintStream out;
    private final AtomicBoolean up = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile String config = "";

    Banner(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    void starting(LabServer server) {
        config = server.config().map(Object::toString).orElse("given as text (-j)");
        if (server.isOpenToOthers() && options.insecure()) {
            out.println(
                    "WARNING: --insecure: everybody who can reach "
                            + options.host()
                            + " can control the instruments of this server.");
        }
    }

    void listening(String url, String prefix) {
        if (up.getAndSet(true)) {
            out.println("LabThings is now at " + url);
            return;
        }
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        out.println("LabThings OSGi " + Version.number() + " is at " + base + "/");
        out.println("  things         " + base + prefix + "/things/");
        out.println("  descriptions   " + base + prefix + "/thing_descriptions/");
        out.println("  configuration  " + config);
        out.println("  data           " + options.data());
        out.println("  plugins        " + options.plugins());
        out.println("Ready after " + age() + "; Ctrl-C stops it.");
    }

    /** The password of the account that the server made: here, once, and nowhere else. */
    void password(String user, String password) {
        out.println();
        out.println("  For the console, log in as " + user + " with the password " + password);
        out.println("  It is not shown again. Another one: labthings user password " + user);
        out.println();
    }

    private String age() {
        double seconds = (System.nanoTime() - began) / 1e9;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    void stillStarting() {
        if (!up.get()) {
            out.println(
                    "Still starting: nothing listens on "
                            + options.host()
                            + ":"
                            + options.port()
                            + " yet; the log says what it waits for.");
        }
    }

    void warning(String message) {
        out.println("WARNING: " + message);
    }

    void interrupted() {
        out.println("Stopping; Ctrl-C once more ends it at once.");
    }

    void terminated() {
        out.println("Stopping, as a signal asks for.");
    }

    void stoppedFromInside() {
        out.println("The framework was stopped from inside; ending.");
    }

    void notStopped() {
        out.println(
                "Not everything stopped within "
                        + LabServer.STOP_DEADLINE.toSeconds()
                        + " s; ending anyway.");
    }
}
