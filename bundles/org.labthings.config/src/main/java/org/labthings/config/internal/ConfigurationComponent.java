package org.labthings.config.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.labthings.config.ConfigurationRefusedException;
import org.labthings.config.ThingConfigurations;
import org.labthings.config.internal.apply.ConfigurationWriter;
import org.labthings.config.internal.apply.FileWatch;
import org.labthings.config.internal.apply.Laboratory;
import org.labthings.config.internal.apply.ServerProperties;
import org.labthings.config.internal.check.ConfigurationCheck;
import org.labthings.config.internal.check.ConfigurationReport;
import org.labthings.config.internal.component.BundleSection;
import org.labthings.config.internal.component.ExtensionSections;
import org.labthings.config.internal.component.ThingComponents;
import org.labthings.config.internal.component.ThingResolver;
import org.labthings.config.internal.document.ConfigurationSource;
import org.labthings.config.internal.json.Findings;
import org.labthings.core.ThingServer;
import org.labthings.core.Things;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
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
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=org.labthings.config.ThingConfigurations",
        uses = ThingConfigurations.class)
@Component(
        service = {},
        immediate = true)
public final class ConfigurationComponent implements ServiceListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.config");
    private static final long POLL_MILLIS = 500;
    private static final long TURN_SECONDS = 30;
    private static final String COMPONENTS =
            "(" + Constants.OBJECTCLASS + "=" + ServiceComponentRuntime.class.getName() + ")";

    private final BundleContext context;
    private final Laboratory laboratory;
    private final ServiceRegistration<ThingConfigurations> service;
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
        ConfigurationSource source = source(context);
        ThingComponents installed = new ThingComponents(context, components, types);
        boolean strict = flag("labthings.strict");
        ThingResolver resolver = new ThingResolver(installed, strict);
        BundleSection http = new BundleSection(BundleSection.HTTP, context, types);
        BundleSection security = new BundleSection(BundleSection.SECURITY, context, types);
        ExtensionSections extensions = new ExtensionSections(context, types);
        laboratory =
                new Laboratory(
                        source,
                        resolver,
                        new ConfigurationWriter(admin),
                        http,
                        security,
                        extensions,
                        new ServerProperties(context::getProperty),
                        LOG);
        if (flag("labthings.check")) {
            tell(
                    launcher,
                    new ConfigurationCheck(source, resolver, http, security, extensions, strict)
                            .report());
            service = null;
            return; // nothing is applied
        }
        watch.follow(laboratory.files()); // first: a change while it is read shall be noticed
        ConfigurationReport report = new ConfigurationReport(source);
        if (flag("labthings.fallback")) { // it shows the configuration when a Thing fails
            tell(launcher, report.configured());
        }
        Findings findings = laboratory.load();
        if (findings.isGood()) {
            follow();
        } else {
            tell(launcher, report.refused(findings));
        }
        String home = context.getProperty("labthings.home");
        service =
                context.registerService(
                        ThingConfigurations.class,
                        new EditedConfigurations(
                                laboratory,
                                installed::types,
                                new ConfigurationFile(
                                        source,
                                        home == null ? null : Path.of(home).toAbsolutePath(),
                                        watch::accept),
                                this::things,
                                this::inTurn),
                        null);
    }

    /** The platform is configured by this component, so it comes later. */
    private Optional<Things> things() {
        ServiceReference<ThingServer> reference = context.getServiceReference(ThingServer.class);
        ThingServer server = reference == null ? null : context.getService(reference);
        if (server == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(server.things());
        } finally {
            context.ungetService(reference);
        }
    }

    private <T> T inTurn(Callable<T> task) throws ConfigurationRefusedException {
        try {
            return worker.submit(task).get(TURN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ConfigurationRefusedException refused) {
                throw refused;
            }
            throw new IllegalStateException("The configuration cannot be changed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "The configuration has been busy for " + TURN_SECONDS + " s; look again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; the change may still be made", e);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The server is about to stop", e);
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

    private boolean flag(String property) {
        return Boolean.parseBoolean(context.getProperty(property));
    }

    @SuppressWarnings("unchecked") // docs/architecture.md: it takes maps of JDK values
    private static void tell(
            @SuppressWarnings("rawtypes") Consumer launcher, Map<String, Object> event) {
        if (launcher != null) {
            launcher.accept(event);
        } else if (event.containsKey("message")) {
            LOG.error("{}", event.get("message"));
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
        if (service != null) {
            service.unregister();
        }
        context.removeServiceListener(this);
        worker.shutdownNow();
    }
}
