package org.labthings.openflexure.internal.video;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {
    @TempDir Path folder;

    private static byte[] jpeg(int width) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, 20, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    private static String word(ByteBuffer file, int at) {
        byte[] word = new byte[4];
        file.get(at, word);
        return new String(word, StandardCharsets.US_ASCII);
    }

    @Test
    void anAviFileHoldsTheFramesAsTheyAre() throws Exception {
        byte[] frame = jpeg(32);
        Path path = folder.resolve("a.avi");
        List<Double> progress = new ArrayList<>();
        new Recorder(() -> frame, progress::add).recordAvi(path, 100, 5);

        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals("RIFF", word(file, 0));
        assertEquals(file.limit() - 8, file.getInt(4));
        assertEquals("AVI ", word(file, 8));
        assertEquals(10_000, file.getInt(32), "microseconds a frame");
        assertEquals(5, file.getInt(48), "frames");
        assertEquals(32, file.getInt(64));
        assertEquals(20, file.getInt(68));
        assertEquals("MJPG", word(file, 112));
        assertEquals(100, file.getInt(132) / (double) file.getInt(128), "rate / scale");
        assertEquals(5, file.getInt(140), "length");
        // lists follow each other without a gap
        int movi = 12 + 8 + file.getInt(16);
        assertEquals("LIST", word(file, movi));
        assertEquals("movi", word(file, movi + 8));
        int index = movi + 8 + file.getInt(movi + 4);
        assertEquals("idx1", word(file, index));
        assertEquals(5 * 16, file.getInt(index + 4));
        for (int i = 0; i < 5; i++) {
            int entry = index + 8 + i * 16;
            int chunk = movi + 8 + file.getInt(entry + 8);
            assertEquals("00dc", word(file, chunk));
            assertEquals(frame.length, file.getInt(chunk + 4));
            byte[] stored = new byte[frame.length];
            file.get(chunk + 8, stored);
            assertArrayEquals(frame, stored);
        }
        assertEquals(List.of(0.0, 0.2, 0.4, 0.6, 0.8), progress);
    }

    @Test
    void aCameraThatIsSlowerRepeatsItsFrames() throws Exception {
        List<byte[]> frames = List.of(jpeg(32), jpeg(32));
        AtomicInteger asked = new AtomicInteger();
        Path path = folder.resolve("slow.avi");
        new Recorder(
                        () -> frames.get(asked.incrementAndGet() % 2),
                        done -> {},
                        () -> asked.get() * 100_000_000L) // a frame takes that long
                .recordAvi(path, 100, 21);
        assertEquals(3, asked.get(), "frames were taken for 200 ms");
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(21, file.getInt(48));
    }

    @Test
    void whatIsCancelledLeavesNoFile() throws Exception {
        byte[] frame = jpeg(32);
        Path path = folder.resolve("a.avi");
        Recorder recorder =
                new Recorder(
                        () -> frame,
                        done -> {
                            if (done > 0.4) {
                                throw new CancellationException();
                            }
                        });
        assertThrows(CancellationException.class, () -> recorder.recordAvi(path, 1000, 10));
        assertFalse(Files.exists(path));
    }

    @Test
    void ffmpegGetsTheFramesAndSaysWhatIsWrong() throws Exception {
        byte[] frame = jpeg(32);
        Path copies = program("for last; do :; done; cat > \"$last\"");
        Path path = folder.resolve("a.mp4");
        new Recorder(() -> frame, done -> {}).recordMp4(copies, path, 1000, 3);
        assertEquals(3 * frame.length, Files.size(path));

        Path fails = program("cat > /dev/null; echo no such encoder >&2; exit 1");
        Path none = folder.resolve("b.mp4");
        IOException failure =
                assertThrows(
                        IOException.class,
                        () ->
                                new Recorder(() -> frame, done -> {})
                                        .recordMp4(fails, none, 1000, 3));
        assertTrue(failure.getMessage().contains("no such encoder"), failure.getMessage());
        assertFalse(Files.exists(none));
    }

    private Path program(String script) throws IOException {
        Path program = Files.createTempFile(folder, "ffmpeg", "");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }
}
