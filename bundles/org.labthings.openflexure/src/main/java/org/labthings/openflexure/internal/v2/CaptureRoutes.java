package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.EndpointResponse;
import org.labthings.core.ServedEndpoint;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/** {@code /captures}: the old gallery. */
final class CaptureRoutes {
    private static final int THUMBNAIL_WIDTH = 200;
    private static final String ONE = "/captures/{id}";
    private static final String DELETE_PATH = "capture/{name}";

    private final Instruments instruments;
    private final Captures captures;

    CaptureRoutes(Instruments instruments, Captures captures) {
        this.instruments = instruments;
        this.captures = captures;
    }

    List<ServerRoute> routes() {
        return V2.all(
                List.of(
                        V2.both("GET", "/captures", this::list),
                        V2.both("GET", ONE, this::one),
                        V2.both("DELETE", ONE, this::delete),
                        V2.both("GET", ONE + "/download", this::download),
                        V2.both("GET", ONE + "/download/{file}", this::download),
                        V2.both("GET", ONE + "/tags", rq -> Answers.json(captures.tags(file(rq)))),
                        V2.both("PUT", ONE + "/tags", rq -> tag(rq, true)),
                        V2.both("DELETE", ONE + "/tags", rq -> tag(rq, false)),
                        V2.both(
                                "GET",
                                ONE + "/annotations",
                                rq -> Answers.json(captures.annotations(file(rq)))),
                        V2.both("PUT", ONE + "/annotations", this::annotate)));
    }

    private String file(ServerRequest request) throws IOException {
        return captures.find(request.parameters().get("id"));
    }

    private EndpointResponse list(ServerRequest request) throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String file : captures.files()) {
            list.add(captures.record(file, request.baseUrl()));
        }
        return Answers.json(list);
    }

    private EndpointResponse one(ServerRequest request) throws IOException {
        return Answers.json(captures.record(file(request), request.baseUrl()));
    }

    private EndpointResponse tag(ServerRequest request, boolean add) throws IOException {
        String file = file(request);
        captures.tag(file, Answers.body(request), add);
        return Answers.json(captures.tags(file));
    }

    private EndpointResponse annotate(ServerRequest request) throws IOException {
        String file = file(request);
        JsonNode none = JsonNodeFactory.instance.missingNode();
        captures.describe(file, none, none, Answers.body(request));
        return Answers.json(captures.annotations(file));
    }

    private EndpointResponse download(ServerRequest request) throws IOException {
        String file = file(request);
        boolean small =
                request.query().getOrDefault("thumbnail", List.of("false")).stream()
                        .anyMatch(value -> value.equalsIgnoreCase("true") || value.equals("1"));
        if (small) {
            byte[] whole = Files.readAllBytes(captures.path(file));
            return Answers.jpeg(Pictures.thumbnail(whole, THUMBNAIL_WIDTH));
        }
        String type = file.endsWith(".png") ? "image/png" : "image/jpeg";
        return EndpointResponse.file(captures.path(file), type);
    }

    /** Through the camera, whose gallery must know; one that cannot has none. */
    private EndpointResponse delete(ServerRequest request) throws Exception {
        String file = file(request);
        Optional<ServedEndpoint> endpoint =
                instruments.find(Instruments.CAMERA).stream()
                        .flatMap(camera -> camera.endpoints().values().stream())
                        .filter(e -> e.method().equals("DELETE") && e.path().equals(DELETE_PATH))
                        .findFirst();
        if (endpoint.isPresent()) {
            endpoint.get().call(request, Map.of("name", file), request.links());
        } else {
            Files.deleteIfExists(captures.path(file));
        }
        captures.forget(file);
        return EndpointResponse.bytes(new byte[0], null).withStatus(204);
    }
}
