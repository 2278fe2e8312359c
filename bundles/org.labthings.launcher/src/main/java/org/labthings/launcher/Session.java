package org.labthings.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.command.Options;
import org.labthings.launcher.internal.fallback.FallbackPage;
import org.labthings.launcher.internal.fallback.FallbackServer;
import org.labthings.launcher.internal.signal.Signals;

/**
 * One run of the command, from its options to its exit status. What happens meanwhile (events of
 * the run-time set, signals, the framework's own stop) ends in one queue; this thread waits for it.
 */
final class Session {
    private static final long PATIENCE_SECONDS = 30;

    private final Home home;
    private final Options options;
    private final PrintStream out;
    private final Banner banner;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();

    Session(Home home, Options options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.banner = new Banner(options, out);
    }

    int run() {
        Signals.on("INT", this::interrupt);
        Signals.on("TERM", this::terminate);
        End end = serve();
        if (end.failure() == null) {
            return end.exit();
        }
        return options.fallback() ? serveFallback(end.failure()) : report(end);
    }

    private End serve() {
        LabServer server;
        try {
            server = LabServer.prepare(home, options, this::told);
        } catch (LaunchException e) {
            return End.failed(e);
        }
        Thread hook = new Thread(() -> stopBecauseTheProcessEnds(server), "labthings-exit");
        Runtime.getRuntime().addShutdownHook(hook);
        banner.starting(server);
        inBackground("labthings-start", () -> start(server));
        End end = await();
        stop(server);
        return end;
    }

    /** What the run-time set reports, on its threads. */
    private void told(Map<String, Object> event) {
        if (interrupted.get() || stopping.get()) {
            return; // what was under way when somebody stopped it
        }
        switch (String.valueOf(event.get("event"))) {
            case "listening" -> banner.listening(String.valueOf(event.get("url")));
            case "failed" -> ends.add(End.failed(event));
            default -> {
                // a newer run-time set may report more than this launcher shows
            }
        }
    }

    private void start(LabServer server) {
        try {
            server.start();
            server.awaitStop();
            if (!stopping.get()) {
                banner.stoppedFromInside();
                ends.add(End.stopped(Exit.OK));
            }
        } catch (LaunchException e) {
            ends.add(End.failed(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private End await() {
        try {
            End end = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (end == null) {
                banner.stillStarting();
                end = ends.take();
            }
            return end;
        } catch (InterruptedException e) {
            return End.stopped(Exit.FORCED); // nobody does that to the main thread
        }
    }

    private void stop(LabServer server) {
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
    private void stopBecauseTheProcessEnds(LabServer server) {
        if (!finished.get()) {
            stop(server);
        }
    }

    private void interrupt() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(Exit.FORCED);
        }
        banner.interrupted();
        ends.add(End.stopped(Exit.OK));
    }

    private void terminate() {
        banner.terminated();
        ends.add(End.stopped(Exit.TERMINATED));
    }

    private int report(End end) {
        out.println(end.failure().message());
        return end.exit();
    }

    /** An error page on the same port until a signal comes. */
    private int serveFallback(End.Failure failure) {
        out.println("Error: " + failure.message());
        out.println("Starting fallback server.");
        FallbackPage page =
                new FallbackPage(
                        failure.message(), failure.things(), failure.trace(), options, home.demo());
        ends.clear();
        try (FallbackServer server = new FallbackServer(options.host(), options.port(), page)) {
            out.println("Error page: " + server.url());
            ends.take();
        } catch (IOException e) {
            out.println("The fallback server cannot start either: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Exit.REFUSED;
    }

    private static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
