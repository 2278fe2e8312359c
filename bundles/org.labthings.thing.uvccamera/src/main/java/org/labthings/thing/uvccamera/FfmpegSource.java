package org.labthings.thing.uvccamera;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labthings.driver.mjpeg.FrameConnection;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.driver.mjpeg.JpegReader;

/** Starts FFmpeg and takes the frames that it writes. */
final class FfmpegSource implements FrameFeed.Source {
    private static final int LARGEST_FRAME = 32 << 20;
    private static final long FIRST_FRAME_SECONDS = 10;
    private static final int MOST_ERRORS = 2000;

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
        Running process = Running.start(wanted);
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

    /** A running FFmpeg. */
    private static final class Running implements java.io.Closeable {
        private final Process process;
        private final InputStream output;
        private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        private final Thread listener;
        private final String device;

        private Running(Process process, String device) {
            this.process = process;
            this.device = device;
            this.output = process.getInputStream();
            this.listener = new Thread(this::listen, "ffmpeg-errors");
            listener.setDaemon(true);
            listener.start();
        }

        static Running start(Capture capture) throws IOException {
            List<String> command = capture.command();
            try {
                return new Running(new ProcessBuilder(command).start(), capture.device());
            } catch (IOException e) {
                throw new IOException(
                        "needs the program '"
                                + capture.program()
                                + "', which cannot be started. Install FFmpeg (apt install"
                                + " ffmpeg), or say in 'ffmpeg' where it is",
                        e);
            }
        }

        private void listen() {
            byte[] buffer = new byte[1024];
            try (InputStream in = process.getErrorStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    synchronized (errors) {
                        errors.write(buffer, 0, Math.min(n, MOST_ERRORS - errors.size()));
                    }
                }
            } catch (IOException e) {
                // it was ended
            }
        }

        /** FFmpeg says at once what it does not like, and sends the first frame otherwise. */
        void awaitFirstByte() throws IOException, InterruptedException {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FIRST_FRAME_SECONDS);
            while (output.available() == 0) {
                if (!process.isAlive() && output.available() == 0) {
                    throw new IOException(explained());
                }
                if (System.nanoTime() > end) {
                    throw new IOException("sends no picture within " + FIRST_FRAME_SECONDS + " s");
                }
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
        }

        private String explained() throws InterruptedException {
            listener.join(1000);
            String said;
            synchronized (errors) {
                said = errors.toString(StandardCharsets.UTF_8);
            }
            String text = said.lines().map(String::strip).collect(Collectors.joining("; "));
            String hint = "";
            if (text.contains("busy")) {
                hint = ". Another program uses it: close that";
            } else if (text.contains("codec") || text.contains("Invalid argument")) {
                hint = ". If it has no MJPEG, or not this size or rate, change 'encode', 'size'";
            }
            return "cannot be read at "
                    + device
                    + ": "
                    + (text.isEmpty() ? "FFmpeg ended with " + process.exitValue() : text)
                    + hint;
        }

        /** Says at the end of the stream why it ended. */
        InputStream frames() {
            return new java.io.FilterInputStream(output) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int n = super.read(buffer, offset, length);
                    if (n < 0) {
                        throw new IOException(ended());
                    }
                    return n;
                }
            };
        }

        private String ended() {
            try {
                process.waitFor(1, TimeUnit.SECONDS);
                return process.isAlive() ? "sends no more pictures" : explained();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "sends no more pictures";
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(1, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
