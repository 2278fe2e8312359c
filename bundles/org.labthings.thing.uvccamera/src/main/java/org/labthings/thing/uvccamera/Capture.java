package org.labthings.thing.uvccamera;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What to capture, and the arguments that tell FFmpeg so.
 *
 * @param program FFmpeg's name or path
 * @param format FFmpeg's input device: v4l2, avfoundation, dshow, lavfi
 * @param device name or path of the camera, as the input device wants it
 * @param width pixels; 0: as the camera likes
 * @param height pixels; 0: as the camera likes
 * @param frameRate frames per second; 0: as the camera likes
 * @param encode whether FFmpeg makes the JPEG frames, because the camera does not
 * @param quality of frames that FFmpeg makes, 1 to 100
 */
record Capture(
        String program,
        String format,
        String device,
        int width,
        int height,
        double frameRate,
        boolean encode,
        int quality) {
    private static final int BEST = 2;
    private static final int WORST = 31;

    /** FFmpeg's input device for cameras of this system. */
    static String usualFormat() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return "avfoundation";
        }
        return os.contains("win") ? "dshow" : "v4l2";
    }

    /** The first camera of this system. */
    static String usualDevice(String format) {
        return switch (format) {
            case "avfoundation" -> "0";
            case "dshow" -> "";
            default -> "/dev/video0";
        };
    }

    /** The command: JPEG frames, one after the other, on its standard output. */
    List<String> command() {
        List<String> line = new ArrayList<>();
        line.add(program);
        line.addAll(List.of("-hide_banner", "-loglevel", "error", "-nostdin"));
        line.addAll(List.of("-fflags", "nobuffer", "-f", format));
        if (!encode && format.equals("v4l2")) {
            line.addAll(List.of("-input_format", "mjpeg"));
        } else if (!encode && format.equals("dshow")) {
            line.addAll(List.of("-vcodec", "mjpeg"));
        }
        boolean synthetic = format.equals("lavfi"); // its size and rate are part of its name
        if (frameRate > 0 && !synthetic) {
            line.addAll(List.of("-framerate", number(frameRate)));
        }
        if (width > 0 && height > 0 && !synthetic) {
            line.addAll(List.of("-video_size", width + "x" + height));
        }
        String prefix = format.equals("dshow") ? "video=" : "";
        line.addAll(List.of("-i", prefix + device, "-an", "-flush_packets", "1"));
        if (encode) {
            line.addAll(List.of("-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", scale()));
        } else {
            line.addAll(List.of("-c:v", "copy"));
        }
        line.addAll(List.of("-f", "image2pipe", "pipe:1"));
        return line;
    }

    private String scale() {
        int q = BEST + Math.round((100 - quality) / 99f * (WORST - BEST));
        return String.valueOf(q);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
