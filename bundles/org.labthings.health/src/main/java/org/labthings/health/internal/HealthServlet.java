package org.labthings.health.internal;

import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Has Felix Health Checks serve the results at {@code /system/health}: a page, and {@code .json}
 * and {@code .txt} for programs, with an HTTP status that says the same.
 */
@Component(
        service = {},
        immediate = true)
public final class HealthServlet {
    private static final String FACTORY =
            "org.apache.felix.hc.core.impl.servlet.HealthCheckExecutorServlet";
    private static final String ANY_BUNDLE = "?";

    private final Configuration configuration;

    /**
     * Called by Declarative Services.
     *
     * @throws IOException when ConfigAdmin cannot store it
     */
    @Activate
    public HealthServlet(@Reference ConfigurationAdmin admin) throws IOException {
        configuration = admin.getFactoryConfiguration(FACTORY, "labthings", ANY_BUNDLE);
        configuration.updateIfDifferent(properties());
    }

    private static Dictionary<String, Object> properties() {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("servletPath", "/system/health");
        properties.put(
                "httpStatusMapping",
                "OK:200,WARN:200,TEMPORARILY_UNAVAILABLE:503,CRITICAL:503,HEALTH_CHECK_ERROR:500");
        properties.put("format", "html");
        properties.put("allowed.formats", new String[] {"html", "json", "txt", "verbose.txt"});
        properties.put("tags", new String[] {HealthTags.DEFAULT});
        properties.put("cors.accessControlAllowOrigin", ""); // no page of somebody else
        properties.put(
                "disable.request.configuration", true); // who asks may choose the format only
        return properties;
    }

    /**
     * Called by Declarative Services.
     *
     * @throws IOException when ConfigAdmin cannot delete it
     */
    @Deactivate
    void close() throws IOException {
        configuration.delete();
    }
}
