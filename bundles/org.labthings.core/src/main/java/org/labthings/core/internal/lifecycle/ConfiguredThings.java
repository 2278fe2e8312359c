package org.labthings.core.internal.lifecycle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.labthings.api.Thing;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Things that are configured, whoever wrote their configuration; read again when one changes.
 */
final class ConfiguredThings
        implements Supplier<List<ConfiguredThing>>, SynchronousConfigurationListener {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.lifecycle");

    private final ConfigurationAdmin admin;
    private final Runnable changed;
    private volatile List<ConfiguredThing> all;

    ConfiguredThings(ConfigurationAdmin admin, Runnable changed) {
        this.admin = admin;
        this.changed = changed;
        this.all = read();
    }

    @Override
    public List<ConfiguredThing> get() {
        return all;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        List<ConfiguredThing> now = read();
        if (!now.equals(all)) {
            all = now;
            changed.run();
        }
    }

    private synchronized List<ConfiguredThing> read() {
        List<ConfiguredThing> found = new ArrayList<>();
        try {
            Configuration[] some = admin.listConfigurations("(" + Thing.NAME + "=*)");
            if (some != null) {
                for (Configuration c : some) {
                    properties(c).ifPresent(p -> found.add(ConfiguredThing.of(p)));
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.error("The configurations of Things could not be read: {}", e.toString());
        }
        return List.copyOf(found);
    }

    /** Empty for one that has been deleted since it was listed, or is not written yet. */
    private static Optional<Dictionary<String, Object>> properties(Configuration configuration) {
        try {
            return Optional.ofNullable(configuration.getProperties());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
