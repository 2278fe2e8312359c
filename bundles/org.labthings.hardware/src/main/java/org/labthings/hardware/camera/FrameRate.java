package org.labthings.hardware.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Invocation;
import org.labthings.api.MjpegStream;
import org.labthings.hardware.data.JsonText;

/** Counts the frames of a stream for some time, and writes down what it saw. */
final class FrameRate {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double SAMPLE = 0.1;

    private FrameRate() {}

    /** Blocks for the duration; can be cancelled. */
    static Path record(MjpegStream stream, double seconds, Path folder)
            throws InterruptedException, TimeoutException, IOException {
        List<Map<String, Object>> samples = new ArrayList<>();
        Instant began = Instant.now();
        long start = System.nanoTime();
        long sampled = start;
        int frames = 0;
        int before = 0;
        long index = stream.newestIndex() + 1;
        double elapsed = 0;
        while (elapsed < seconds) {
            MjpegStream.Frame frame = stream.awaitFrame(index, PATIENCE);
            Invocation.raiseIfCancelled();
            index = frame.index() + 1;
            frames++;
            long now = System.nanoTime();
            elapsed = (now - start) / 1e9;
            double since = (now - sampled) / 1e9;
            if (since >= SAMPLE) {
                Map<String, Object> sample = new LinkedHashMap<>();
                sample.put("timestamp", began.toEpochMilli() / 1000.0 + elapsed);
                sample.put("frame_count", frames);
                sample.put("frame_size_bytes", frame.jpeg().length);
                sample.put("instant_fps", (frames - before) / since);
                samples.add(sample);
                sampled = now;
                before = frames;
            }
            Invocation.progress(Math.min(1, elapsed / seconds), frames + " frames");
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("total_duration", elapsed);
        summary.put("total_frames", frames);
        summary.put("avg_fps", frames / elapsed);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("summary", summary);
        all.put("samples", samples);
        Path file =
                Files.createDirectories(folder.resolve("characterisation").resolve("framerate"))
                        .resolve(
                                "framerate_"
                                        + DateTimeFormatter.ofPattern(
                                                        "yyyyMMdd_HHmmss", Locale.ROOT)
                                                .format(LocalDateTime.now())
                                        + ".json");
        Files.writeString(file, JsonText.of(all));
        return file;
    }
}
