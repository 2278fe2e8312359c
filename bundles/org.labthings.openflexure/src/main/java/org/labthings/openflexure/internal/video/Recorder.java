package org.labthings.openflexure.internal.video;

import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Records a video of frames that come at their own pace: at each moment of the video the newest
 * frame. Blocks; from any thread.
 */
public final class Recorder {
    private static final long PATIENCE_SECONDS = 120;

    private final FrameSource source;
    private final DoubleConsumer progress;
    private final LongSupplier clock;

    /** Where frames come from. */
    @FunctionalInterface
    public interface FrameSource {
        /** The next frame, a JPEG; blocks for about one. */
        byte[] next() throws InterruptedException;
    }

    /** Where frames go to. */
    @FunctionalInterface
    private interface Sink {
        void add(byte[] jpeg) throws IOException;
    }

    /**
     * Records from a source.
     *
     * @param progress is told how far it is, 0 to 1, before each frame; what it throws ends the
     *     recording
     */
    public Recorder(FrameSource source, DoubleConsumer progress) {
        this(source, progress, System::nanoTime);
    }

    /** With a clock of its own, in nanoseconds. */
    Recorder(FrameSource source, DoubleConsumer progress, LongSupplier clock) {
        this.source = source;
        this.progress = progress;
        this.clock = clock;
    }

    /** Records motion JPEG, in an AVI file; one that is not finished does not stay. */
    public void recordAvi(Path file, double framesPerSecond, int frames)
            throws IOException, InterruptedException {
        byte[] first = source.next();
        Dimension size = size(first);
        boolean done = false;
        try (AviFile avi = new AviFile(file, size.width, size.height, framesPerSecond)) {
            record(first, framesPerSecond, frames, avi::add);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Records H.264, in an MP4 file.
     *
     * @param ffmpeg the program FFmpeg
     */
    public void recordMp4(Path ffmpeg, Path file, double framesPerSecond, int frames)
            throws IOException, InterruptedException {
        byte[] first = source.next();
        Path said = Files.createTempFile("video", ".log");
        boolean done = false;
        Process process =
                new ProcessBuilder(mp4Command(ffmpeg, file, framesPerSecond))
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                record(first, framesPerSecond, frames, in::write);
            } catch (IOException e) {
                throw new IOException("FFmpeg ended early: " + Files.readString(said).strip(), e);
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("FFmpeg does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException("FFmpeg failed: " + Files.readString(said).strip());
            }
            done = true;
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(said);
            if (!done) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<String> mp4Command(Path ffmpeg, Path file, double framesPerSecond) {
        String rate = Double.toString(framesPerSecond);
        String even = "scale=trunc(iw/2)*2:trunc(ih/2)*2"; // the format knows no odd sizes
        return List.of(
                ffmpeg.toString(),
                "-hide_banner",
                "-loglevel",
                "error",
                "-f",
                "mjpeg",
                "-framerate",
                rate,
                "-i",
                "pipe:0",
                "-an",
                "-vf",
                even,
                "-c:v",
                "libx264",
                "-pix_fmt",
                "yuv420p",
                "-movflags",
                "+faststart",
                file.toString());
    }

    /** A program in the {@code PATH}, or null. */
    public static Path find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String folder : path.split(File.pathSeparator)) {
            Path file = Path.of(folder, program);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    private void record(byte[] first, double framesPerSecond, int frames, Sink sink)
            throws IOException, InterruptedException {
        byte[] newest = first;
        long start = clock.getAsLong();
        for (int i = 0; i < frames; i++) {
            progress.accept((double) i / frames);
            long due = start + (long) (i * 1e9 / framesPerSecond);
            while (clock.getAsLong() - due < 0) {
                newest = source.next();
            }
            sink.add(newest);
        }
    }

    private static Dimension size(byte[] jpeg) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        ImageReader reader = readers.next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(in, true, true);
            return new Dimension(reader.getWidth(0), reader.getHeight(0));
        } finally {
            reader.dispose();
        }
    }
}
