package org.labthings.web.internal.reload;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.labthings.listeners.EventRouters;
import org.labthings.listeners.FileWatchers;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Switches live reload on and off as the configuration is now, on a thread of its own.
 *
 * <p>Not a component with that configuration: Declarative Services takes a configuration that was
 * deleted and made anew in a moment for the old one, because both have the same change count, and
 * would now and then stay at what was before. Here each event only has it look, so the last look
 * comes after the last change.
 */
@Component
public final class ReloadSwitch implements ConfigurationListener {
    /** PID of the configuration. */
    static final String PID = "org.labthings.web.LiveReload";

    private static final Logger LOG = LoggerFactory.getLogger("labthings.web.livereload");
    private static final long IDLE_SECONDS = 5;
    private static final long END_SECONDS = 6;

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final EventRouters routers;
    private final FileWatchers watchers;
    private final ThreadPoolExecutor worker;
    private ReloadPlan plan; // on the worker only, as the next
    private LiveReload running;

    /** Called by Declarative Services. */
    @Activate
    public ReloadSwitch(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference EventRouters routers,
            @Reference FileWatchers watchers) {
        this.context = context;
        this.admin = admin;
        this.routers = routers;
        this.watchers = watchers;
        worker =
                new ThreadPoolExecutor(
                        1,
                        1,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "labthings-livereload-switch");
                            thread.setDaemon(true);
                            return thread;
                        });
        worker.allowCoreThreadTimeOut(true);
        look();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (PID.equals(event.getPid())) {
            look();
        }
    }

    private void look() {
        try {
            worker.execute(this::follow);
        } catch (RejectedExecutionException e) {
            LOG.debug("It is over", e);
        }
    }

    private void follow() {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + PID + ")");
            ReloadPlan next = found == null ? null : ReloadPlan.of(found[0].getProperties());
            if (!Objects.equals(plan, next)) {
                end();
                plan = next;
                running = next == null ? null : new LiveReload(next, context, routers, watchers);
            }
        } catch (IllegalStateException e) { // deleted in this moment, of which an event tells
            LOG.debug("The configuration has just changed again", e);
        } catch (IOException | InvalidSyntaxException | RuntimeException e) {
            LOG.error("Live reload cannot be switched: {}", e.toString(), e);
        }
    }

    private void end() {
        plan = null;
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        worker.execute(this::end);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Live reload does not end within {} s", END_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
