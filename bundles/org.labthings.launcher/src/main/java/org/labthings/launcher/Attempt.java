package org.labthings.launcher;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.command.Options;

/**
 * One start of the server and its stop: a session has another one when somebody at the error page
 * tries again. What the run-time set reports comes on its threads.
 */
final class Attempt {
    private final Options options;
    private final Banner banner;
    private final Consumer<End> ends;
    private final BiConsumer<String, String> listening;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();
    private volatile Map<String, Object> configured = Map.of();
    private LabServer server;
    private Thread hook;

    /**
     * An attempt that has not begun.
     *
     * @param ends is told when the server has failed or stopped by itself; must not block
     * @param listening is told the URL of the server and the prefix of its API, each time it has
     *     opened its port
     */
    Attempt(
            Options options,
            Banner banner,
            Consumer<End> ends,
            BiConsumer<String, String> listening) {
        this.listening = listening;
        this.options = options;
        this.banner = banner;
        this.ends = ends;
    }

    /** Starts the server in the background. */
    void begin(Home home) throws LaunchException {
        server = LabServer.prepare(home, options, this::told);
        hook = new Thread(this::stopBecauseTheProcessEnds, "labthings-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        banner.starting(server);
        Thread thread = new Thread(this::start, "labthings-start");
        thread.setDaemon(true);
        thread.start();
    }

    private void told(Map<String, Object> event) {
        if (stopping.get()) {
            return; // what was under way when somebody stopped it
        }
        switch (String.valueOf(event.get("event"))) {
            case "listening" ->
                    listening.accept(
                            String.valueOf(event.get("url")),
                            String.valueOf(event.getOrDefault("prefix", "")));
            case "password" ->
                    banner.password(
                            String.valueOf(event.get("user")),
                            String.valueOf(event.get("password")));
            case "warning" -> banner.warning(String.valueOf(event.get("message")));
            case "configured" -> configured = Map.copyOf(event);
            case "failed" -> ends.accept(End.failed(event, configured));
            default -> {
                // a newer run-time set may report more than this launcher shows
            }
        }
    }

    private void start() {
        try {
            server.start();
            server.awaitStop();
            if (!stopping.get()) {
                banner.stoppedFromInside();
                ends.accept(End.stopped(Exit.OK));
            }
        } catch (LaunchException e) {
            ends.accept(End.failed(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is reported from now on is of no interest. */
    void ignoreReports() {
        stopping.set(true);
    }

    /** Stops the server in order. */
    void stop() {
        halt();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook finds nothing left to do
        }
    }

    private void halt() {
        stopping.set(true);
        try {
            if (!server.stop()) {
                banner.notStopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        finished.set(true);
    }

    /** For exits that nobody announced: a hang-up, or a bundle that ends the process. */
    private void stopBecauseTheProcessEnds() {
        if (!finished.get()) {
            halt();
        }
    }
}
