package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.labthings.api.EndpointResponse;
import org.labthings.core.ServedThing;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/** {@code /instrument/state}, {@code /configuration} and {@code /settings}, whole or a part. */
final class StateRoutes {
    private static final String OPEN = "/{" + Tree.KEYS + ":path}";

    private final Instruments instruments;
    private final JsonFile settings;
    private final String version;

    StateRoutes(Instruments instruments, JsonFile settings, String version) {
        this.instruments = instruments;
        this.settings = settings;
        this.version = version;
    }

    /** What the settings are before somebody changes them. */
    static ObjectNode initial(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
    }

    List<ServerRoute> routes() {
        return V2.all(
                List.of(
                        both("/instrument/state", this::state),
                        both("/instrument/configuration", this::configuration),
                        both("/instrument/settings", rq -> settings.read()),
                        tree("PUT", "/instrument/settings", this::change)));
    }

    /** Makes the object that a request looks into. */
    @FunctionalInterface
    private interface Root {
        JsonNode of(ServerRequest request) throws IOException;
    }

    private static List<ServerRoute> both(String path, Root root) {
        return tree("GET", path, rq -> Answers.json(Tree.at(root.of(rq), Tree.keys(rq))));
    }

    private static List<ServerRoute> tree(String method, String path, ServerRoute.Handler handler) {
        return List.of(
                new ServerRoute(method, V2.ROOT + path, handler),
                new ServerRoute(method, V2.ROOT + path + OPEN, handler));
    }

    private JsonNode state(ServerRequest request) throws IOException {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        ObjectNode stage = state.putObject("stage");
        for (String name : List.of("position", "moving")) {
            instruments
                    .property(Instruments.STAGE, name, request)
                    .ifPresent(value -> stage.set(name, value));
        }
        ObjectNode camera = state.putObject("camera");
        for (String name : List.of("stream_active", "streaming_mode")) {
            instruments
                    .property(Instruments.CAMERA, name, request)
                    .ifPresent(value -> camera.set(name, value));
        }
        state.putObject("extensions");
        return state;
    }

    private JsonNode configuration(ServerRequest request) throws IOException {
        ObjectNode configuration = JsonNodeFactory.instance.objectNode();
        String running =
                instruments
                        .property(Instruments.SYSTEM, "version_data", request)
                        .map(data -> data.path("version").asText(version))
                        .orElse(version);
        configuration
                .putObject("application")
                .put("name", "labthings-osgi")
                .put("version", running);
        describe(configuration, Instruments.STAGE);
        describe(configuration, Instruments.CAMERA);
        return configuration;
    }

    private void describe(ObjectNode configuration, String name) {
        ObjectNode node = configuration.putObject(name);
        String type = instruments.find(name).map(ServedThing::title).orElse("MissingThing");
        node.put("type", type);
        if (name.equals(Instruments.CAMERA)) {
            node.put("board", type);
        }
    }

    private EndpointResponse change(ServerRequest request) throws IOException {
        JsonNode value = Answers.body(request);
        List<String> keys = Tree.keys(request);
        settings.change(root -> Tree.merge(root, keys, value));
        return Answers.json(Tree.at(settings.read(), keys));
    }
}
