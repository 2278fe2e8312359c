package org.labthings.thing.picamera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of rpicam-apps (before 2024: libcamera-apps), and what they understand.
 *
 * @param folder where they are; empty: on the path
 * @param camera number of the camera
 * @param patience how long rpicam-hello may take
 */
record Programs(String folder, int camera, Duration patience) {
    private static final Pattern LISTED =
            Pattern.compile("^\\s*(\\d+) : (\\w+) \\[", Pattern.MULTILINE);

    /** What rpicam-hello says of the cameras, and by which name it was found. */
    record Found(String prefix, String model) {}

    /**
     * Looks which camera there is. Blocks until rpicam-hello has answered, 10 s at most.
     *
     * @throws IOException as the end of a sentence: there are no programs, or no such camera
     */
    Found find() throws IOException, InterruptedException {
        IOException missing = null;
        for (String prefix : List.of("rpicam-", "libcamera-")) {
            ProcessBuilder list = builder(List.of(program(prefix, "hello"), "--list-cameras"));
            Process process;
            try {
                process = list.redirectErrorStream(true).start();
            } catch (IOException e) {
                missing = e;
                continue;
            }
            return new Found(prefix, model(process));
        }
        throw new IOException(
                "needs rpicam-hello, rpicam-vid and rpicam-still, which cannot be started. On a"
                        + " Raspberry Pi: apt install rpicam-apps; or say in 'programs' in which"
                        + " folder they are",
                missing);
    }

    private String model(Process list) throws IOException, InterruptedException {
        list.getOutputStream().close();
        String said;
        try { // what it says fits into the pipe: it need not be read meanwhile
            if (!list.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "cannot be listed: rpicam-hello does not end within "
                                + patience.toSeconds()
                                + " s. Is the camera's cable in?");
            }
            said = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            list.destroyForcibly();
        }
        List<String> others = new ArrayList<>();
        Matcher each = LISTED.matcher(said);
        while (each.find()) {
            if (Integer.parseInt(each.group(1)) == camera) {
                return each.group(2);
            }
            others.add(each.group(1) + " (" + each.group(2) + ")");
        }
        throw new IOException(
                others.isEmpty()
                        ? "is not there: rpicam-hello lists none. Check its cable"
                        : "is not there: 'camera_num' is "
                                + camera
                                + ", and there are "
                                + String.join(", ", others));
    }

    /** A live picture of this size, as JPEG frames on the standard output. */
    ProcessBuilder live(
            String prefix,
            Sensor sensor,
            int width,
            int height,
            double frameRate,
            int quality,
            Exposure exposure,
            Path tuning) {
        List<String> line = common(prefix, "vid", sensor, exposure, tuning);
        // longer exposures need slower frames
        double possible = Math.min(frameRate, 1e6 / Math.max(1, exposure.micros()));
        line.addAll(List.of("--timeout", "0", "--codec", "mjpeg", "--flush"));
        line.addAll(List.of("--quality", String.valueOf(quality)));
        line.addAll(List.of("--framerate", Exposure.number(possible)));
        line.addAll(List.of("--width", String.valueOf(width)));
        line.addAll(List.of("--height", String.valueOf(height)));
        line.addAll(List.of("--output", "-"));
        return builder(line);
    }

    /** One picture of all pixels, as JPEG; on demand what the sensor gave, as DNG beside it. */
    ProcessBuilder still(
            String prefix, Sensor sensor, Exposure exposure, Path tuning, Path file, boolean raw) {
        List<String> line = common(prefix, "still", sensor, exposure, tuning);
        line.addAll(List.of("--immediate", "--encoding", "jpg", "--quality", "100"));
        line.addAll(List.of("--thumb", "none", "--metadata", file + ".json"));
        line.addAll(List.of("--width", String.valueOf(sensor.full.width())));
        line.addAll(List.of("--height", String.valueOf(sensor.full.height())));
        if (raw) {
            line.add("--raw");
        }
        line.addAll(List.of("--output", file.toString()));
        return builder(line);
    }

    /** Nothing adapts itself to the picture: pictures must compare. */
    private List<String> common(
            String prefix, String program, Sensor sensor, Exposure exposure, Path tuning) {
        List<String> line = new ArrayList<>();
        line.add(program(prefix, program));
        line.addAll(List.of("--nopreview", "--verbose", "0", "--camera", String.valueOf(camera)));
        line.addAll(List.of("--mode", sensor.mode(), "--tuning-file", tuning.toString()));
        line.addAll(exposure.options());
        line.addAll(List.of("--brightness", "0", "--contrast", "1", "--saturation", "1"));
        line.addAll(List.of("--sharpness", "1", "--denoise", "cdn_off"));
        return line;
    }

    private String program(String prefix, String name) {
        return folder.isEmpty() ? prefix + name : Path.of(folder, prefix + name).toString();
    }

    private static ProcessBuilder builder(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("LIBCAMERA_LOG_LEVELS", "*:ERROR");
        return builder;
    }

    /** What a program said, as the end of a sentence. */
    static String explained(String said) {
        String hint = "";
        if (said.contains("busy") || said.contains("in use") || said.contains("acquire")) {
            hint = ". Another program uses it: close that";
        } else if (said.contains("no cameras")) {
            hint = ". Check its cable";
        } else if (said.contains("unrecognised option")) {
            hint = ". Its rpicam-apps are too old: apt upgrade";
        }
        return "cannot be read: " + said + hint;
    }
}
