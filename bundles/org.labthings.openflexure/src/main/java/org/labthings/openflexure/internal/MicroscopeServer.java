package org.labthings.openflexure.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.labthings.core.ThingServer;
import org.labthings.http.extension.CannotServeException;
import org.labthings.http.extension.ServerExtension;
import org.labthings.logging.LogHistory;
import org.labthings.openflexure.internal.job.Jobs;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.ConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the server that of an OpenFlexure Microscope while its configuration is one's. A folder
 * that is missing or wrong ends the start, as in the original; later, when somebody edits the
 * configuration, it is only reported.
 *
 * <p>The extension is there before the server is, and looks at the configuration when the server
 * asks: a component that waited for its configuration would come at its own time, and the first
 * visitors would find nothing.
 */
@Component(service = ConfigurationListener.class, immediate = true)
public final class MicroscopeServer implements ConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.openflexure");

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final Jobs jobs = new Jobs();
    private final boolean devMode = DevMode.isOn(System.getenv(DevMode.VARIABLE));
    private ServiceRegistration<ServerExtension> registration;
    private LateExtension current;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile ThingServer things;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile LogHistory log;

    /** Called by Declarative Services, before anything is configured. */
    @Activate
    public MicroscopeServer(BundleContext context, @Reference ConfigurationAdmin admin) {
        this.context = context;
        this.admin = admin;
        register();
    }

    private void register() {
        current = new LateExtension(() -> ServerProperties.of(admin), this::microscope);
        registration = context.registerService(ServerExtension.class, current, null);
    }

    /** The server asks anew when the configuration has changed since it asked. */
    @Override
    public synchronized void configurationEvent(ConfigurationEvent event) {
        if (ThingServer.PID.equals(event.getPid()) && registration != null && current.isStale()) {
            registration.unregister();
            register();
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    synchronized void close() {
        registration.unregister();
        registration = null;
        jobs.close();
    }

    private Optional<ServerExtension> microscope(ServerProperties properties) {
        Optional<MicroscopeSettings> settings =
                MicroscopeSettings.of(properties.applicationConfig());
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        if (devMode) {
            LOG.warn(
                    "{} is on: web pages of every server may use this microscope with the rights"
                            + " of whoever looks at them. Turn it off when you do not develop",
                    DevMode.VARIABLE);
        }
        try {
            return Optional.of(
                    MicroscopeExtension.of(
                            settings.get(),
                            properties,
                            serverData(),
                            version(),
                            devMode,
                            jobs,
                            () -> things,
                            () -> log));
        } catch (IOException e) {
            throw new CannotServeException("The microscope cannot be served: " + e.getMessage(), e);
        }
    }

    private Path serverData() {
        String data = context.getProperty("labthings.data");
        return Path.of(data == null ? "labthings-data" : data).toAbsolutePath().normalize();
    }

    private String version() {
        Version version = context.getBundle().getVersion();
        return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
    }
}
