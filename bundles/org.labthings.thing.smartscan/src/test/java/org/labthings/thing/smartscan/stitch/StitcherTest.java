package org.labthings.thing.smartscan.stitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationThread;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.slf4j.LoggerFactory;

/** The hand-off, with programs that behave badly. */
@DisabledOnOs(OS.WINDOWS) // the programs are shell scripts
class StitcherTest {
    private static final Stitching STITCHING = new Stitching(1, 0.3);

    @TempDir Path folder;
    private Stitcher stitcher;

    private Stitcher program(String script) throws IOException {
        Path file = folder.resolve("program");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        stitcher = new Stitcher(file.toString(), LoggerFactory.getLogger("test"));
        return stitcher;
    }

    @AfterEach
    void close() throws IOException {
        if (stitcher != null) {
            stitcher.close();
        }
    }

    private String failure(String script) throws IOException {
        Stitcher bad = program(script);
        return assertThrows(ChildProcessError.class, () -> bad.stitch(STITCHING, false, folder))
                .getMessage();
    }

    @Test
    void getsItsArgumentsAsTheyAre() throws Exception {
        program("printf '%s|' \"$@\" > " + folder + "/arguments").stitch(STITCHING, true, folder);
        assertEquals(
                "--stitching_mode|all|--stitch_dzi|--stitch_tiff|--tile_size|8192|"
                        + "--minimum_overlap|0.27|--resize|1.0|"
                        + folder
                        + "|",
                Files.readString(folder.resolve("arguments")));
    }

    @Test
    void saysWhyItFailed() throws Exception {
        assertTrue(failure("kill -9 $$").contains("out of memory"));
        assertTrue(failure("echo '[Errno 28] No space left on device'; exit 1").contains("disk"));
        assertTrue(
                failure("echo 'Maximum supported image dimension is 65500 pixels' >&2; exit 1")
                        .contains("too large for a JPEG"));
        assertEquals(
                "The stitching program ended with exit code 3. It said: bad luck",
                failure("echo first; echo bad luck; exit 3"));
    }

    /** A killed stitcher does not fill the disk. */
    @Test
    void whatWasHalfMadeIsDeleted() throws Exception {
        String half = folder + "/.s_0001";
        failure(
                ("mkdir -p %1$s_files.new/9; echo x > %1$s_files.new/9/0_0.jpg;"
                                + " echo x > %1$s_stitched.ome.tiff.new; echo x > %1$s.json.new;"
                                + " kill -9 $$")
                        .formatted(half));
        assertFalse(Files.exists(Path.of(half + "_files.new")));
        assertFalse(Files.exists(Path.of(half + "_stitched.ome.tiff.new")));
        assertTrue(Files.exists(Path.of(half + ".json.new")), "somebody else's");
    }

    @Test
    void doesNotWaitForItsInput() throws Exception {
        program("cat > /dev/null").stitch(STITCHING, false, folder);
    }

    @Test
    void isKilledWhenCancelled() throws Exception {
        Path fifo = folder.resolve("alive");
        Stitcher endless =
                program(
                        "echo $$ > "
                                + fifo
                                + ".new; mv "
                                + fifo
                                + ".new "
                                + fifo
                                + "; exec sleep 1000");
        InvocationThread<Void> action =
                new InvocationThread<Void>(
                                () -> {
                                    endless.stitch(STITCHING, false, folder);
                                    return null;
                                })
                        .start();
        while (!Files.exists(fifo)) {
            Thread.onSpinWait();
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("it did not happen within the deadline");
            }
        }
        ProcessHandle process =
                ProcessHandle.of(Long.parseLong(Files.readString(fifo).strip())).orElseThrow();
        action.cancel();
        assertTrue(action.join(Duration.ofSeconds(20)));
        assertInstanceOf(InvocationCancelledError.class, action.exception());
        process.onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void aPreviewRunsBesideTheScan() throws Exception {
        Path go = folder.resolve("go");
        PreviewProcess preview =
                program("while [ ! -e " + go + " ]; do sleep 0.02; done; echo sorry; exit 1")
                        .startPreview(STITCHING, folder, folder.resolve("log"));
        assertTrue(preview.running());
        assertEquals(Optional.empty(), preview.problem());
        Files.createFile(go);
        assertEquals(Optional.of("exit code 1: sorry"), preview.await());
        assertFalse(preview.running());
    }
}
