package org.labthings.thing.uvccamera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labthings.driver.mjpeg.FrameConnection;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.driver.mjpeg.FrameProcess;
import org.labthings.driver.mjpeg.JpegReader;

/** Starts FFmpeg and takes the frames that it writes. */
final class FfmpegSource implements FrameFeed.Source {
    private static final int LARGEST_FRAME = 32 << 20;

    private final Supplier<Capture> capture;

    /** With what to capture, asked anew each time. */
    FfmpegSource(Supplier<Capture> capture) {
        this.capture = capture;
    }

    @Override
    public FrameConnection connect() throws IOException, InterruptedException {
        Capture wanted = capture.get();
        if (wanted.format().equals("v4l2")) {
            requireDevice(Path.of(wanted.device()));
        }
        FrameProcess process = start(wanted);
        try {
            process.awaitFirstByte();
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
        return new FrameConnection(new JpegReader(process.frames(), LARGEST_FRAME), process);
    }

    private static void requireDevice(Path device) throws IOException {
        if (!Files.exists(device)) {
            throw new IOException("is not at " + device + ". Is it plugged in? " + others(device));
        }
        if (!Files.isReadable(device)) {
            throw new IOException(
                    "at "
                            + device
                            + " may not be read by this user. On Linux, add the user to the group"
                            + " video");
        }
    }

    private static String others(Path device) {
        Path folder = device.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "There is no folder " + folder;
        }
        try (Stream<Path> files = Files.list(folder)) {
            String names =
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> f.matches("video\\d+"))
                            .sorted()
                            .map(f -> folder.resolve(f).toString())
                            .collect(Collectors.joining(", "));
            return names.isEmpty()
                    ? "This machine has no camera"
                    : "The cameras of this machine are " + names;
        } catch (IOException e) {
            return folder + " cannot be listed";
        }
    }

    private static FrameProcess start(Capture capture) throws IOException {
        try {
            return FrameProcess.start(
                    new ProcessBuilder(capture.command()),
                    "FFmpeg",
                    said -> "cannot be read at " + capture.device() + ": " + said + hint(said));
        } catch (IOException e) {
            throw new IOException(
                    "needs the program '"
                            + capture.program()
                            + "', which cannot be started. Install FFmpeg (apt install"
                            + " ffmpeg), or say in 'ffmpeg' where it is",
                    e);
        }
    }

    private static String hint(String said) {
        if (said.contains("busy")) {
            return ". Another program uses it: close that";
        }
        if (said.contains("codec") || said.contains("Invalid argument")) {
            return ". If it has no MJPEG, or not this size or rate, change 'encode', 'size'";
        }
        return "";
    }
}
