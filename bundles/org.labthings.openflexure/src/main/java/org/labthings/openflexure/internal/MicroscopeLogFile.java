package org.labthings.openflexure.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.labthings.core.ThingServer;
import org.labthings.logging.LogHistory;
import org.labthings.openflexure.internal.log.MicroscopeLog;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the microscope's own log file while the server is a microscope: from the very moment at
 * which the configuration says so, before Things open their hardware.
 */
@Component(service = SynchronousConfigurationListener.class, immediate = true)
public final class MicroscopeLogFile implements SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.openflexure");

    private final ConfigurationAdmin admin;
    private final LogHistory history;
    private Optional<Path> folder = Optional.empty();
    private MicroscopeLog log;

    /** Called by Declarative Services. */
    @Activate
    public MicroscopeLogFile(
            @Reference ConfigurationAdmin admin,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL) LogHistory history) {
        this.admin = admin;
        this.history = history;
        follow();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (ThingServer.PID.equals(event.getPid())) {
            follow();
        }
    }

    private synchronized void follow() {
        Optional<Path> now =
                ServerProperties.of(admin)
                        .flatMap(server -> MicroscopeSettings.of(server.applicationConfig()))
                        .map(MicroscopeSettings::logFolder);
        if (now.equals(folder)) {
            return;
        }
        close();
        folder = now;
        if (now.isPresent()) {
            log =
                    MicroscopeLog.open(
                            LoggerFactory.getILoggerFactory(),
                            now.get(),
                            history == null ? List.of() : history.recent());
            LOG.info(
                    "OFM server root logger has been set up at {} level",
                    LOG.isDebugEnabled() ? "DEBUG" : "INFO");
        }
    }

    /** Called by Declarative Services. */
    @Deactivate
    synchronized void close() {
        if (log != null) {
            log.close();
            log = null;
        }
    }
}
