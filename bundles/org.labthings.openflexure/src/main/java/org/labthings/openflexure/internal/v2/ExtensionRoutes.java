package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.job.Job;
import org.labthings.openflexure.internal.job.Jobs;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/**
 * The extensions that clients of the old API call, as actions of Things. Only those are listed
 * whose Thing runs and has the action.
 */
final class ExtensionRoutes {
    private static final String FOLDER = "/extensions/";
    private static final String AUTOFOCUS = "org.openflexure.autofocus";
    private static final int DEFAULT_RANGE = 2000;

    /**
     * What a client may call.
     *
     * @param extension its title
     * @param name of the link
     * @param description for people
     * @param thing that does it
     * @param action of that Thing
     * @param arguments the action's, from those of the old API
     */
    private record Call(
            String extension,
            String name,
            String description,
            String thing,
            String action,
            UnaryOperator<JsonNode> arguments) {
        String path() {
            return FOLDER + extension + "/" + name;
        }
    }

    private static final List<Call> CALLS =
            List.of(
                    new Call(
                            AUTOFOCUS,
                            "fast_autofocus",
                            "Sweeps z once and goes to where the picture is sharpest",
                            "autofocus",
                            "fast_autofocus",
                            body -> object().put("dz", range(body.path("dz")))),
                    new Call(
                            AUTOFOCUS,
                            "autofocus",
                            "Sweeps z until the sharpest place is not at an end",
                            "autofocus",
                            "looping_autofocus",
                            body -> object().put("dz", range(body.path("dz")))),
                    new Call(
                            AUTOFOCUS,
                            "move_and_measure",
                            "Moves along z and tells how sharp it was where",
                            "autofocus",
                            "z_move_and_measure_sharpness",
                            body -> object().set("dz", moves(body.path("dz")))),
                    new Call(
                            "org.openflexure.camera_stage_mapping",
                            "calibrate_xy",
                            "Finds out how the picture moves with the stage",
                            "camera_stage_mapping",
                            "calibrate_xy",
                            body -> object()));

    private static final String SCAN = "org.openflexure.scan";

    private final Instruments instruments;
    private final Captures captures;
    private final Jobs jobs;
    private final VideoRoutes videos;

    ExtensionRoutes(Instruments instruments, Captures captures, Jobs jobs, VideoRoutes videos) {
        this.instruments = instruments;
        this.captures = captures;
        this.jobs = jobs;
        this.videos = videos;
    }

    List<ServerRoute> routes() {
        List<ServerRoute> routes = new ArrayList<>(V2.both("GET", "/extensions", this::list));
        for (Call call : CALLS) {
            routes.addAll(V2.both("POST", call.path(), rq -> start(call, rq)));
        }
        routes.addAll(V2.both("POST", FOLDER + SCAN + "/tile", this::tile));
        routes.addAll(videos.routes());
        return routes;
    }

    private EndpointResponse list(ServerRequest request) {
        return Answers.json(offered(request));
    }

    /** What can be called now. */
    ArrayNode offered(ServerRequest request) {
        Map<String, ObjectNode> links = new LinkedHashMap<>();
        for (Call call : CALLS) {
            if (instruments.action(call.thing(), call.action()).isPresent()) {
                link(links, call.extension(), call.name(), call.description(), request);
            }
        }
        if (instruments.action(Instruments.STAGE, "move_absolute").isPresent()
                && instruments.action(Instruments.CAMERA, "capture").isPresent()) {
            link(links, SCAN, "tile", "Takes pictures at the sites of a grid", request);
        }
        if (videos.available()) {
            String title = VideoRoutes.EXTENSION;
            link(links, title, "video_api", "Records the live picture", request);
            link(links, title, "get_video_recording", "Hands a video over", request);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        links.forEach((title, all) -> list.addObject().put("title", title).set("links", all));
        return list;
    }

    private static void link(
            Map<String, ObjectNode> links,
            String extension,
            String name,
            String description,
            ServerRequest request) {
        ObjectNode link = links.computeIfAbsent(extension, title -> object()).putObject(name);
        link.put("href", request.baseUrl() + V2.ROOT + FOLDER + extension + "/" + name);
        link.put("description", description);
        link.putArray("methods").add("POST");
    }

    private EndpointResponse tile(ServerRequest request) throws IOException {
        TileArguments wanted = TileArguments.of(Answers.body(request));
        TileScan.check(instruments, wanted);
        Job job = jobs.start("tile", new TileScan(instruments, captures, wanted)::run);
        return Answers.json(Task.of(job, request)).withStatus(201);
    }

    private EndpointResponse start(Call call, ServerRequest request) throws IOException {
        JsonNode arguments = call.arguments().apply(Answers.body(request));
        return ActionRoutes.started(
                instruments.invoke(call.thing(), call.action(), arguments, request), request);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A range in steps, given as it is or, for the slow autofocus, as the positions in it. */
    private static int range(JsonNode dz) {
        if (dz.isMissingNode() || dz.isNull()) {
            return DEFAULT_RANGE;
        }
        double low = 0;
        double high = dz.isNumber() ? dz.doubleValue() : 0;
        for (JsonNode value : dz) {
            low = Math.min(low, value.doubleValue());
            high = Math.max(high, value.doubleValue());
        }
        double range = high - low;
        if (range < 1 || range > Integer.MAX_VALUE) {
            throw new HttpError(
                    422, "dz must be a number of steps, or a list, not " + Answers.excerpt(dz));
        }
        return (int) Math.rint(range);
    }

    private static ArrayNode moves(JsonNode dz) {
        ArrayNode moves = JsonNodeFactory.instance.arrayNode();
        if (dz.isNumber()) {
            moves.add((int) Math.rint(dz.doubleValue()));
        }
        for (JsonNode value : dz) {
            moves.add((int) Math.rint(value.doubleValue()));
        }
        if (moves.isEmpty()) {
            throw new HttpError(
                    422, "dz must be a list of relative moves, not " + Answers.excerpt(dz));
        }
        return moves;
    }
}
