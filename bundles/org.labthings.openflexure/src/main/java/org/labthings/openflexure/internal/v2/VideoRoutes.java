package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;
import org.labthings.http.extension.ServerRoute;
import org.labthings.openflexure.internal.job.Job;
import org.labthings.openflexure.internal.job.Jobs;
import org.labthings.openflexure.internal.legacy.Answers;
import org.labthings.openflexure.internal.legacy.Instruments;
import org.labthings.openflexure.internal.video.Recorder;

/**
 * The extension {@code org.openflexure.video_extension}: records the live picture into a file, and
 * hands the file over. Motion JPEG always works; H.264 needs FFmpeg.
 */
final class VideoRoutes {
    static final String EXTENSION = "org.openflexure.video_extension";
    private static final String FOLDER = "/extensions/" + EXTENSION + "/";
    private static final double LONGEST_SECONDS = 600;
    private static final double FASTEST = 120;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss-SSS", Locale.ROOT);

    private final Instruments instruments;
    private final Jobs jobs;
    private final Path folder;

    /**
     * Routes.
     *
     * @param folder where videos are kept; made when there is one
     */
    VideoRoutes(Instruments instruments, Jobs jobs, Path folder) {
        this.instruments = instruments;
        this.jobs = jobs;
        this.folder = folder;
    }

    /** Whether the microscope can do that. */
    boolean available() {
        return instruments
                .find(Instruments.CAMERA)
                .map(camera -> !camera.streams().isEmpty())
                .orElse(false);
    }

    List<ServerRoute> routes() {
        return V2.all(
                List.of(
                        V2.both("POST", FOLDER + "video_api", this::record),
                        V2.both("POST", FOLDER + "get_video_recording", this::download)));
    }

    private EndpointResponse record(ServerRequest request)
            throws IOException, InterruptedException {
        JsonNode body = Answers.body(request);
        String format = body.path("video_format").asText("h264").toLowerCase(Locale.ROOT);
        double rate = number(body, "video_framerate", 30, FASTEST);
        double seconds = number(body, "video_length", 1, LONGEST_SECONDS);
        int frames = (int) Math.max(1, Math.round(rate * seconds));
        instruments.largeFrame(); // no stream: said at once
        Path ffmpeg = encoder(format);
        Job job = jobs.start("video", running -> record(running, ffmpeg, rate, frames));
        return Answers.json(Task.of(job, request)).withStatus(201);
    }

    private static double number(JsonNode body, String name, double usual, double most) {
        JsonNode value = body.path(name);
        double number =
                value.isMissingNode() || value.isNull() ? usual : value.asDouble(Double.NaN);
        if (!(number > 0 && number <= most)) {
            throw new HttpError(
                    422,
                    name
                            + " must be more than 0 and at most "
                            + most
                            + ", not "
                            + Answers.excerpt(value));
        }
        return number;
    }

    /** What encodes; null for motion JPEG, which needs nothing. */
    private static Path encoder(String format) {
        if (format.equals("mjpeg")) {
            return null;
        }
        if (!format.equals("h264")) {
            throw new HttpError(422, "video_format must be h264 or mjpeg, not " + format);
        }
        Path ffmpeg = Recorder.find("ffmpeg");
        if (ffmpeg == null) {
            throw new HttpError(
                    501,
                    "This microscope has no FFmpeg, which makes videos of the format h264. Install"
                            + " it on the microscope, or ask for the format mjpeg");
        }
        return ffmpeg;
    }

    private JsonNode record(Job job, Path ffmpeg, double rate, int frames)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path file =
                folder.resolve(
                        NAME.format(LocalDateTime.now()) + (ffmpeg == null ? ".avi" : ".mp4"));
        Recorder recorder =
                new Recorder(
                        instruments::largeFrame,
                        done -> {
                            job.raiseIfCancelled();
                            job.progress(done);
                        });
        job.info("Recording " + frames + " frames to " + file.getFileName());
        if (ffmpeg == null) {
            recorder.recordAvi(file, rate, frames);
        } else {
            recorder.recordMp4(ffmpeg, file, rate, frames);
        }
        return JsonNodeFactory.instance.textNode(file.toString());
    }

    private EndpointResponse download(ServerRequest request) throws IOException {
        String wanted = Answers.body(request).path("video_file_location").asText("");
        Path file = folder.resolve(Path.of(wanted).getFileName().toString());
        if (!file.toString().equals(wanted) || !Files.isRegularFile(file)) {
            throw new HttpError(
                    404, "There is no video " + wanted + ": use the output of video_api");
        }
        return EndpointResponse.file(
                file, wanted.endsWith(".mp4") ? "video/mp4" : "video/x-msvideo");
    }
}
