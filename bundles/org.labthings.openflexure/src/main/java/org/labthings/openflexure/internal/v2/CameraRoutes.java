package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Taking pictures. {@code bayer} asked a Raspberry Pi camera for its raw data behind the picture,
 * in the same file. There is none: the picture comes without, and that is said in the log.
 */
final class CameraRoutes {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.openflexure");
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
        noteRaw(body);
        byte[] picture =
                body.path("use_video_port").asBoolean(false)
                        ? instruments.largeFrame()
                        : still(request);
        return Answers.jpeg(Pictures.jpeg(resized(picture, body.path("resize"))));
    }

    private static void noteRaw(JsonNode body) {
        if (body.path("bayer").asBoolean(false)) {
            LOG.warn(
                    "A client wants raw data (bayer), which this camera does not give: the picture"
                            + " comes without");
        }
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
        noteRaw(body);
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("retain_image", true);
        String file =
                captures.newest(
                        () ->
                                Instruments.await(
                                        instruments.invoke(
                                                Instruments.CAMERA, CAPTURE, arguments, request)));
        resize(captures.path(file), body.path("resize"));
        captures.describe(file, body.path("filename"), body.path("tags"), body.path("annotations"));
        return Answers.json(captures.record(file, request.baseUrl()));
    }

    private static byte[] resized(byte[] picture, JsonNode size) throws IOException {
        return size.isObject()
                ? Pictures.resized(
                        picture, size.path("width").asInt(0), size.path("height").asInt(0))
                : picture;
    }

    /** Makes a picture that is kept as large as a client wants it; null: as it is. */
    static void resize(Path file, JsonNode size) throws IOException {
        if (size.isObject()) {
            byte[] before = Files.readAllBytes(file);
            byte[] after = Pictures.withExifOf(before, resized(before, size));
            Path half = file.resolveSibling("." + file.getFileName() + ".half");
            Files.write(half, after);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
