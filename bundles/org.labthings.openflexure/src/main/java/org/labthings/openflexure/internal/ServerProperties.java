package org.labthings.openflexure.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Objects;
import java.util.Optional;
import org.labthings.core.ThingServer;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What the server is configured with, as far as it matters here.
 *
 * @param applicationConfig JSON text, or null
 * @param apiPrefix of all Things
 * @param settingsFolder absolute, or null
 */
record ServerProperties(String applicationConfig, String apiPrefix, String settingsFolder) {
    private static final String FILTER = "(service.pid=" + ThingServer.PID + ")";

    /** As they are now; empty while the server is not configured. */
    static Optional<ServerProperties> of(ConfigurationAdmin admin) {
        try {
            Configuration[] found = admin.listConfigurations(FILTER);
            return found == null
                    ? Optional.empty()
                    : Optional.ofNullable(found[0].getProperties()).map(ServerProperties::of);
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("The server's configuration cannot be looked at", e);
        }
    }

    private static ServerProperties of(Dictionary<String, Object> properties) {
        return new ServerProperties(
                Objects.toString(properties.get("application_config"), null),
                Objects.toString(properties.get("api_prefix"), ""),
                Objects.toString(properties.get("settings_folder"), null));
    }
}
