package org.labthings.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.labthings.launcher.failure.Exit;
import org.labthings.launcher.failure.LaunchException;
import org.labthings.launcher.internal.command.Options;
import org.labthings.launcher.internal.fallback.FallbackPage;
import org.labthings.launcher.internal.fallback.FallbackServer;
import org.labthings.launcher.internal.fallback.StartFailure;
import org.labthings.launcher.internal.signal.Signals;

/**
 * One run of the command, from its options to its exit status. What happens meanwhile (events of
 * the run-time set, signals, the framework's own stop, a retry) ends in one queue; this thread
 * waits for it.
 */
final class Session {
    private static final long PATIENCE_SECONDS = 30;

    private final Home home;
    private final PrintStream out;
    private final Banner banner;
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final AtomicBoolean shell = new AtomicBoolean();
    private volatile Options options;
    private volatile Attempt attempt;

    Session(Home home, Options options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.banner = new Banner(options, out);
    }

    int run() {
        Signals.on("INT", this::interrupt);
        Signals.on("TERM", this::terminate);
        while (true) {
            End end = serve();
            if (end.failure() == null) {
                return end.exit();
            }
            if (!options.fallback()) {
                out.println(end.failure().message());
                return end.exit();
            }
            if (serveFallback(end.failure()) != End.RETRY) {
                return Exit.REFUSED;
            }
            out.println("Trying again.");
        }
    }

    private End serve() {
        Attempt now = new Attempt(options, banner, ends::add, this::listening);
        try {
            now.begin(home);
        } catch (LaunchException e) {
            return End.failed(e);
        }
        attempt = now;
        End end = await();
        now.stop();
        attempt = null;
        return end;
    }

    /** On a thread of the run-time set. */
    private void listening(String url, String prefix) {
        banner.listening(url, prefix);
        if (options.shell() && !shell.getAndSet(true)) {
            Thread thread =
                    new Thread(() -> new OwnShell(home, options).run(url), "labthings-own-shell");
            thread.setDaemon(true);
            thread.start();
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

    private void interrupt() {
        if (interrupted.getAndSet(true)) {
            Runtime.getRuntime().halt(Exit.FORCED);
        }
        banner.interrupted();
        Attempt now = attempt;
        if (now != null) {
            now.ignoreReports();
        }
        ends.add(End.stopped(Exit.OK));
    }

    private void terminate() {
        banner.terminated();
        ends.add(End.stopped(Exit.TERMINATED));
    }

    /** An error page on the same port until a signal comes, or somebody wants to try again. */
    private End serveFallback(StartFailure failure) {
        out.println("Error: " + failure.message());
        out.println("Starting fallback server.");
        Optional<End> asked = askedMeanwhile();
        if (asked.isPresent()) {
            return asked.get();
        }
        FallbackPage page = new FallbackPage(failure, options, home.demo());
        try (FallbackServer server = new FallbackServer(options, page, () -> ends.add(End.RETRY))) {
            out.println("Error page: " + server.url());
            // who waits on that page is to find the server there
            options = options.withPort(server.port());
            return ends.take();
        } catch (IOException e) {
            out.println("The fallback server cannot start either: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return End.stopped(Exit.REFUSED);
    }

    /** A signal that came while the failed server was stopped; further failures say nothing new. */
    private Optional<End> askedMeanwhile() {
        List<End> meanwhile = new ArrayList<>();
        ends.drainTo(meanwhile);
        return meanwhile.stream().filter(end -> end.failure() == null).findFirst();
    }
}
