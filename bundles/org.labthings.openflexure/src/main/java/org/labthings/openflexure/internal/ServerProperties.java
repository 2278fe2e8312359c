package org.labthings.openflexure.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Objects;
import java.util.Optional;
import org.labthings.api.Thing;
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
 * @param scansFolder of the Thing {@code smart_scan}, where it has one of its own, or null
 */
record ServerProperties(
        String applicationConfig, String apiPrefix, String settingsFolder, String scansFolder) {
    private static final String SERVER = "(service.pid=" + ThingServer.PID + ")";
    private static final String SCANS = "(&(" + Thing.NAME + "=smart_scan)(scansFolder=*))";

    /** As they are now; empty while the server is not configured. */
    static Optional<ServerProperties> of(ConfigurationAdmin admin) {
        return find(admin, SERVER).map(server -> of(server, find(admin, SCANS)));
    }

    private static Optional<Dictionary<String, Object>> find(
            ConfigurationAdmin admin, String filter) {
        try {
            Configuration[] found = admin.listConfigurations(filter);
            return found == null ? Optional.empty() : Optional.ofNullable(found[0].getProperties());
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("The server's configuration cannot be looked at", e);
        }
    }

    private static ServerProperties of(
            Dictionary<String, Object> server, Optional<Dictionary<String, Object>> scan) {
        return new ServerProperties(
                Objects.toString(server.get("application_config"), null),
                Objects.toString(server.get("api_prefix"), ""),
                Objects.toString(server.get("settings_folder"), null),
                scan.map(found -> Objects.toString(found.get("scansFolder"), null)).orElse(null));
    }
}
