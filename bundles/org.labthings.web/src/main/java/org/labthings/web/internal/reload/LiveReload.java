package org.labthings.web.internal.reload;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventRouter;
import org.labthings.listeners.EventRouters;
import org.labthings.listeners.FileWatcher;
import org.labthings.listeners.FileWatchers;
import org.labthings.listeners.Registration;
import org.labthings.listeners.Route;
import org.labthings.listeners.StopParticipant;
import org.labthings.listeners.WatchOptions;
import org.labthings.web.internal.site.PageScript;
import org.labthings.web.internal.site.Site;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live reload while it is on: the WebSocket and the script on the HTTP whiteboard, a watcher of all
 * folders that are served, and the rules between them. Everything of it lives as long as this
 * object, so that switching it leaves nothing behind.
 *
 * <pre>
 * FileWatcher --EventRouter (trailing debounce)--> ReloadRules --> LiveClients --> browsers
 * sites that come (updated bundles) --------^
 * </pre>
 */
final class LiveReload {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.web.livereload");
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long PING_SECONDS = 20;

    private final BundleContext context;
    private final LiveClients clients;
    private final EventRouter router;
    private final FileWatcher watcher;
    private final ScheduledThreadPoolExecutor pings;
    private final Map<String, List<String>> paths = new HashMap<>(); // guarded by itself
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final ServiceTracker<Site, Watched> sites;
    private volatile boolean watching;

    /** A site, and what ends watching it; null where there is nothing to watch. */
    private record Watched(Site site, Registration registration) {}

    /**
     * Switches it on.
     *
     * @throws IOException when it cannot watch; nothing is left on then
     */
    LiveReload(ReloadPlan plan, BundleContext context, EventRouters routers, FileWatchers watchers)
            throws IOException {
        this.context = context;
        clients = new LiveClients(plan.clients());
        router = routers.create("livereload");
        WatchOptions options = WatchOptions.DEFAULT.waitingForRoots();
        watcher = watchers.create("livereload", options.polling(Duration.ofMillis(plan.polling())));
        pings = new ScheduledThreadPoolExecutor(1, LiveReload::thread);
        sites =
                new ServiceTracker<>(context, Site.class, null) {
                    @Override
                    public Watched addingService(ServiceReference<Site> reference) {
                        return added(reference);
                    }

                    @Override
                    public void removedService(ServiceReference<Site> reference, Watched watched) {
                        removed(reference, watched);
                    }
                };
        try {
            start(plan);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "labthings-livereload");
        thread.setDaemon(true);
        return thread;
    }

    private void start(ReloadPlan plan) throws IOException {
        router.register(
                Route.to(new ReloadRules(clients, plan.images(), this::locations))
                        .debounce(Duration.ofMillis(plan.debounce()), DebounceMode.TRAILING)
                        .delay(Duration.ZERO));
        for (String folder : plan.folders()) {
            watch(Path.of(folder), "/");
        }
        sites.open();
        watcher.start();
        watching = true;
        register(
                Servlet.class,
                new SocketServlet(clients),
                Map.of("osgi.http.whiteboard.servlet.pattern", "/livereload"));
        register(
                Servlet.class,
                new ScriptServlet(),
                Map.of("osgi.http.whiteboard.servlet.pattern", "/livereload.js"));
        String element = plan.insertScript() ? ScriptServlet.ELEMENT : "";
        register(PageScript.class, () -> element, Map.of());
        register(
                StopParticipant.class,
                limit -> clients.close("The server is stopping"),
                Map.of(StopParticipant.RANK, StopParticipant.STREAMS));
        register(
                StopParticipant.class,
                limit -> watcher.stop(limit),
                Map.of(StopParticipant.RANK, StopParticipant.LISTENERS));
        pings.scheduleWithFixedDelay(clients::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
        LOG.info("Live reload is on");
    }

    private <T> void register(Class<T> type, T service, Map<String, Object> properties) {
        registrations.add(context.registerService(type, service, new Hashtable<>(properties)));
    }

    private Registration watch(Path folder, String path) throws IOException {
        String endpoint = ReloadRules.endpoint(folder);
        synchronized (paths) {
            paths.computeIfAbsent(endpoint, e -> new ArrayList<>()).add(path);
        }
        return watcher.watch(folder, Set.of(Change.CREATED, Change.MODIFIED), router);
    }

    private List<String> locations(String endpoint) {
        synchronized (paths) {
            return List.copyOf(paths.getOrDefault(endpoint, List.of()));
        }
    }

    private Watched added(ServiceReference<Site> reference) {
        Site site = context.getService(reference);
        if (site == null) {
            return null;
        }
        Registration registration = null;
        try {
            if (site.folder().isPresent()) {
                registration = watch(site.folder().get(), site.path());
            }
        } catch (IOException e) {
            LOG.error("{} is not watched: {}", site.folder().get(), e.toString());
        }
        if (watching) { // its bundle was updated, or it is a new one: its pages are other ones
            router.submit(ReloadRules.all(site));
        }
        return new Watched(site, registration);
    }

    private void removed(ServiceReference<Site> reference, Watched watched) {
        if (watched.registration() != null) {
            watched.registration().close();
            synchronized (paths) {
                String endpoint = ReloadRules.endpoint(watched.site().folder().orElseThrow());
                paths.getOrDefault(endpoint, new ArrayList<>()).remove(watched.site().path());
            }
        }
        context.ungetService(reference);
    }

    /** Switches it off. No event comes any more before the sockets are closed. */
    void close() {
        watching = false;
        sites.close();
        watcher.stop(LIMIT);
        router.shutdown(LIMIT);
        pings.shutdownNow();
        registrations.forEach(ServiceRegistration::unregister);
        clients.close("Live reload is off");
        LOG.info("Live reload is off");
    }
}
