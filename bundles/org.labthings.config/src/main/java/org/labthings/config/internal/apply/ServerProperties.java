package org.labthings.config.internal.apply;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.labthings.config.internal.document.ServerDocument;
import org.labthings.config.internal.json.JsonText;

/** What the server's own components are configured with: the file, and the command line. */
public final class ServerProperties {
    /** PID of the core. */
    static final String SERVER_PID = "org.labthings.server";

    private final UnaryOperator<String> framework;

    /**
     * From the framework properties of the launcher.
     *
     * @param framework name to value or null
     */
    public ServerProperties(UnaryOperator<String> framework) {
        this.framework = framework;
    }

    /** With what the file says about it. */
    Map<String, Object> http(Map<String, Object> section) {
        Map<String, Object> properties = new HashMap<>(section);
        String host = framework.apply("labthings.host");
        String port = framework.apply("labthings.port");
        properties.put("host", host == null ? "127.0.0.1" : host);
        properties.put("port", port == null ? 5000 : Integer.parseInt(port));
        properties.put("insecure", flag("labthings.insecure"));
        return properties;
    }

    Map<String, Object> of(ServerDocument document) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("settings_folder", settingsFolder(document).toString());
        properties.put("api_prefix", document.apiPrefix());
        properties.put("enable_global_lock", document.enableGlobalLock());
        properties.put("global_lock_log_level", document.globalLockLogLevel());
        if (document.applicationConfig() != null) {
            properties.put("application_config", JsonText.write(document.applicationConfig()));
        }
        properties.put("debug", flag("labthings.debug"));
        properties.put("strict", flag("labthings.strict"));
        return properties;
    }

    /** Relative to the working directory, as people are used to; by default in the data folder. */
    private Path settingsFolder(ServerDocument document) {
        if (document.settingsFolder() != null && !document.settingsFolder().isEmpty()) {
            return Path.of(document.settingsFolder()).toAbsolutePath().normalize();
        }
        String data = framework.apply("labthings.data");
        return Path.of(data == null ? "labthings-data" : data).resolve("settings").toAbsolutePath();
    }

    private boolean flag(String name) {
        return Boolean.parseBoolean(framework.apply(name));
    }
}
