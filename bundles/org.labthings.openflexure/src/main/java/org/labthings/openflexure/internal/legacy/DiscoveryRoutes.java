package org.labthings.openflexure.internal.legacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.labthings.http.extension.ServerRoute;

/**
 * By what OpenFlexure Connect and old scripts recognise a microscope (OpenFlexure specification
 * 9.1). Never below the server's prefix.
 */
public final class DiscoveryRoutes {
    /** The next small frame. */
    public static final String SNAPSHOT = "/api/v2/streams/snapshot";

    private static final String NAME = "/api/v2/instrument/settings/name";

    private DiscoveryRoutes() {}

    /**
     * The routes.
     *
     * @param name what the microscope is called
     */
    public static List<ServerRoute> of(Instruments instruments, Supplier<String> name) {
        return List.of(
                ServerRoute.get("/routes", request -> Answers.json(routes())),
                ServerRoute.get(SNAPSHOT, request -> Answers.jpeg(instruments.smallFrame())),
                ServerRoute.get(
                        NAME,
                        request -> Answers.json(JsonNodeFactory.instance.textNode(name.get()))));
    }

    /** Exactly these, whatever else is served: Connect looks for the first one. */
    private static ObjectNode routes() {
        ObjectNode routes = JsonNodeFactory.instance.objectNode();
        for (String path : List.of("/api/v2/", SNAPSHOT, NAME)) {
            ObjectNode route = routes.putObject(path);
            route.put("url", path);
            route.putArray("methods").add("GET");
        }
        return routes;
    }
}
