package org.labthings.http.extension;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A service (whiteboard) that customises the server. Everything that it says is asked for once,
 * when the service comes; it counts until the service goes. Whatever the server and its Things have
 * themselves goes before it, and the gate (hosts, credentials, roles) stands before it as before
 * everything: reading needs a viewer, all else an operator.
 *
 * <p>Each method may throw {@link CannotServeException}; whatever else one throws is logged. Then
 * the extension adds nothing.
 *
 * <pre>{@code
 * ServerExtension hello = new ServerExtension() {
 *     public List<ServerRoute> routes() {
 *         return List.of(ServerRoute.get("/hello/{name}",
 *                 rq -> EndpointResponse.text("Hello " + rq.parameters().get("name"), "text/plain")));
 *     }
 * };
 * context.registerService(ServerExtension.class, hello, null);
 * }</pre>
 */
@ConsumerType
public interface ServerExtension {
    /** Its routes, in order of precedence. None may be below {@code /system}. */
    default List<ServerRoute> routes() {
        return List.of();
    }

    /**
     * Other paths for routes that are there, live streams for instance: the path to the one that it
     * stands for, both without open parts. A path whose target is not there is not there either.
     */
    default Map<String, String> aliases() {
        return Map.of();
    }

    /**
     * Whether web pages of every origin may use the server as its own pages may, with the
     * credentials that browsers have. For people who develop a web app, and for nobody else.
     */
    default boolean welcomesAllOrigins() {
        return false;
    }

    /**
     * DNS-SD services to announce while the server can be reached from other machines: the type,
     * such as {@code _openflexure._tcp}, to its TXT record.
     */
    default Map<String, Map<String, String>> announcements() {
        return Map.of();
    }
}
