package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;

/**
 * Taking pictures. {@code bayer} asked a Raspberry Pi camera for its raw data beside the picture;
 * there is none, and it is ignored.
 */
final class CameraRoutes {
    private static final String CAPTURE = "capture";

    private final Instruments instruments;
    private final Captures captures;

    CameraRoutes(Instruments instruments, Captures captures) {
        this.instruments = instruments;
        this.captures = captures;
    }

    List<ServerRoute> routes() {
        return V2.all(
                List.of(
                        V2.both("POST", "/actions/camera/ram-capture", this::ramCapture),
                        V2.both("POST", "/actions/camera/capture", this::capture)));
    }

    private EndpointResponse ramCapture(ServerRequest request) throws Exception {
        JsonNode body = Answers.body(request);
        byte[] picture =
                body.path("use_video_port").asBoolean(false)
                        ? instruments.largeFrame()
                        : still(request);
        JsonNode size = body.path("resize");
        if (size.isObject()) {
            picture =
                    Pictures.resized(
                            picture, size.path("width").asInt(0), size.path("height").asInt(0));
        }
        return Answers.jpeg(Pictures.jpeg(picture));
    }

    /** A still picture; of a camera that takes none, the next frame. */
    private byte[] still(ServerRequest request) throws IOException, InterruptedException {
        if (instruments.action(Instruments.CAMERA, CAPTURE).isEmpty()) {
            return instruments.largeFrame();
        }
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("retain_image", false);
        return Instruments.blob(instruments.invoke(Instruments.CAMERA, CAPTURE, arguments, request))
                .content();
    }

    /**
     * Takes a picture that is kept. The camera names it; the name that a client wants is shown as
     * the capture's.
     */
    private EndpointResponse capture(ServerRequest request) throws Exception {
        JsonNode body = Answers.body(request);
        if (instruments.action(Instruments.CAMERA, CAPTURE).isEmpty()) {
            throw new HttpError(404, "The camera of this microscope keeps no pictures");
        }
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("retain_image", true);
        String file =
                captures.newest(
                        () ->
                                Instruments.await(
                                        instruments.invoke(
                                                Instruments.CAMERA, CAPTURE, arguments, request)));
        captures.describe(file, body.path("filename"), body.path("tags"), body.path("annotations"));
        return Answers.json(captures.record(file, request.baseUrl()));
    }
}
