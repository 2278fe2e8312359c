package org.labthings.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.labthings.config.internal.apply.ConfigurationWriter;
import org.labthings.config.internal.apply.FileWatch;
import org.labthings.config.internal.apply.Laboratory;
import org.labthings.config.internal.apply.ServerProperties;
import org.labthings.config.internal.component.ThingComponents;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.json.Findings;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration file. Read and applied while the framework starts; then followed, on one thread
 * of its own: the file is looked at twice a second, and components that come are matched with
 * Things that wait for them.
 */
@Component(
        service = {},
        immediate = true)
public final class ConfigurationComponent implements ServiceListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.config");
    private static final long POLL_MILLIS = 500;
    private static final String COMPONENTS =
            "(" + Constants.OBJECTCLASS + "=" + ServiceComponentRuntime.class.getName() + ")";

    private final BundleContext context;
    private final Laboratory laboratory;
    private final FileWatch watch = new FileWatch();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "labthings-config");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Called by Declarative Services, at a start level at which all drivers run. */
    @Activate
    public ConfigurationComponent(
            BundleContext context,
            @Reference ConfigurationAdmin admin,
            @Reference ServiceComponentRuntime components,
            @Reference MetaTypeService types,
            @Reference(
                            cardinality = ReferenceCardinality.OPTIONAL,
                            target = "(labthings.launcher=true)")
                    @SuppressWarnings("rawtypes")
                    Consumer launcher)
            throws IOException, InvalidSyntaxException {
        this.context = context;
        laboratory =
                new Laboratory(
                        source(context),
                        new ThingResolver(
                                new ThingComponents(context, components, types),
                                Boolean.parseBoolean(context.getProperty("labthings.strict"))),
                        new ConfigurationWriter(admin),
                        new ServerProperties(context::getProperty),
                        LOG);
        watch.follow(laboratory.files()); // first: a change while it is read shall be noticed
        Findings findings = laboratory.load();
        if (findings.isGood()) {
            follow();
        } else {
            fail(launcher, findings);
        }
    }

    private static ConfigurationSource source(BundleContext context) {
        String file = context.getProperty("labthings.config.file");
        String json = context.getProperty("labthings.config.json");
        if (file == null && json == null) {
            throw new IllegalStateException(
                    "Neither labthings.config.file nor labthings.config.json is set");
        }
        return file == null
                ? ConfigurationSource.text(json)
                : ConfigurationSource.file(Path.of(file));
    }

    @SuppressWarnings("unchecked") // docs/architecture.md: it takes maps of JDK values
    private static void fail(@SuppressWarnings("rawtypes") Consumer launcher, Findings findings) {
        String message = "Error reading LabThings configuration:\n" + findings.text();
        if (launcher == null) {
            LOG.error(message);
        } else {
            launcher.accept(Map.of("event", "failed", "exit", findings.exit(), "message", message));
        }
    }

    private void follow() throws InvalidSyntaxException {
        watch.follow(laboratory.files());
        if (!laboratory.files().isEmpty()) {
            worker.scheduleWithFixedDelay(
                    this::lookAtFiles, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        context.addServiceListener(this, COMPONENTS);
        ask();
    }

    /** Declarative Services says, by a property of its service, that components came or went. */
    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.MODIFIED) {
            ask();
        }
    }

    private void ask() {
        if (!worker.isShutdown() && !asked.getAndSet(true)) {
            worker.execute(this::lookAtComponents);
        }
    }

    private void lookAtComponents() {
        asked.set(false);
        try {
            laboratory.componentsChanged();
        } catch (IOException | RuntimeException e) {
            report("New drivers cannot be configured: {}", e);
        }
    }

    private void lookAtFiles() {
        try {
            if (watch.hasChanged()) {
                Findings findings = laboratory.load();
                if (!findings.isGood()) {
                    LOG.error("The changed configuration is not used:\n{}", findings.text());
                }
                watch.follow(laboratory.files());
            }
        } catch (IOException | RuntimeException e) {
            report("The changed configuration cannot be used: {}", e);
        }
    }

    /** What goes wrong because the framework stops meanwhile is of no interest. */
    private void report(String message, Exception e) {
        if (!worker.isShutdown()) {
            LOG.error(message, e.toString(), e);
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    void close() {
        context.removeServiceListener(this);
        worker.shutdownNow();
    }
}
