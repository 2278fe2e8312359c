package org.labthings.http.internal.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is said about a server on the network: one DNS-SD service of each type.
 *
 * @param instance name for people
 * @param port of the server
 * @param services by type, {@code _wot._tcp} for instance, what their TXT records say
 */
record Announcement(String instance, int port, Map<String, Map<String, String>> services) {
    /**
     * The announcement of a server, as W3C WoT Discovery wants it and as clients of ours do.
     *
     * @param more further services, by type
     */
    static Announcement of(
            String instance,
            int port,
            String prefix,
            String version,
            Map<String, Map<String, String>> more) {
        Map<String, String> wot = new LinkedHashMap<>();
        wot.put("td", DiscoveryRoutes.PATH);
        wot.put("type", "Thing");
        wot.put("scheme", "http");
        Map<String, String> labThings = new LinkedHashMap<>();
        labThings.put("path", prefix + "/things/");
        labThings.put("openapi", "/openapi.json");
        labThings.put("version", version);
        Map<String, Map<String, String>> services = new LinkedHashMap<>();
        services.put("_wot._tcp", wot);
        services.put("_labthings._tcp", labThings);
        more.forEach(services::putIfAbsent);
        return new Announcement(instance, port, services);
    }
}
