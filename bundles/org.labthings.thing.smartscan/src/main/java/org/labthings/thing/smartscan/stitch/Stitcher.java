package org.labthings.thing.smartscan.stitch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.hardware.ScanWorkflow.Stitching;
import org.slf4j.Logger;

/**
 * Starts the stitching program, always in a process of its own: what it takes of processor and
 * memory does not disturb the server, and it can be killed. Any thread may use it.
 */
public final class Stitcher implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final int MOST_WAITING = 1000;
    private static final int TAIL = 20;
    private static final int KILLED = 128 + 9;
    private static final int KILL_SECONDS = 5;

    private final String wanted;
    private final Logger logger;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private StitchProgram program;
    private Path unpacked;

    /**
     * A stitcher.
     *
     * @param program a file, or a name that is looked for in PATH; when it is not there, or empty,
     *     the built-in stitcher is used
     */
    public Stitcher(String program, Logger logger) {
        this.wanted = program;
        this.logger = logger;
    }

    private synchronized StitchProgram program() throws IOException {
        boolean swept = unpacked != null && !Files.exists(unpacked); // as temporary folders are
        if (program == null || swept) {
            Optional<StitchProgram> installed = StitchProgram.installed(wanted);
            if (installed.isEmpty()) {
                unpacked = Files.createTempFile("labthings-stitcher-", ".jar");
            }
            program = installed.isPresent() ? installed.get() : StitchProgram.builtIn(unpacked);
            logger.info(
                    program.builtIn()
                            ? "Scans are put together by the built-in stitcher."
                            : "Scans are put together by {}.",
                    program.command().get(0));
        }
        return program;
    }

    /**
     * Starts to make {@code preview.jpg} in the folder of the pictures, and returns at once.
     *
     * @param output where the program's output goes
     */
    public PreviewProcess startPreview(Stitching stitching, Path images, Path output)
            throws IOException {
        Process process =
                start(
                        new ProcessBuilder()
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile()),
                        StitchArguments.preview(stitching, images));
        return new PreviewProcess(process, output);
    }

    private Process start(ProcessBuilder builder, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(program().command());
        command.addAll(arguments);
        Process process = builder.command(command).start();
        process.getOutputStream().close();
        running.add(process);
        process.onExit().thenAccept(running::remove);
        return process;
    }

    /**
     * Makes all of it: the stitched picture, its thumbnail, a Deep Zoom pyramid. Blocks until it is
     * done; what the program says is logged. Can be cancelled: the program is killed.
     *
     * @param tiff whether to make an OME-TIFF as well
     * @throws ChildProcessError when it failed
     */
    public void stitch(Stitching stitching, boolean tiff, Path images)
            throws IOException, InterruptedException {
        Process process =
                start(
                        new ProcessBuilder().redirectErrorStream(true),
                        StitchArguments.all(stitching, tiff, images));
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(MOST_WAITING);
        Thread reader = new Thread(() -> read(process, lines), "stitcher-output");
        reader.setDaemon(true); // it ends with the process
        reader.start();
        Deque<String> tail = new ArrayDeque<>();
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (process.isAlive() || reader.isAlive()) {
                log(lines, tail);
                if (System.nanoTime() > end) {
                    throw new ChildProcessError(
                            "Stitching took longer than " + LONGEST.toHours() + " hours.");
                }
                Invocation.sleep(POLL);
            }
            log(lines, tail);
        } catch (InvocationCancelledError e) {
            logger.info("Stitching cancelled by user");
            throw e;
        } finally {
            end(process, images);
        }
        check(process.exitValue(), String.join("\n", tail));
        logger.info("Stitching complete");
    }

    /** Kills the program, if it runs, and sweeps up behind it. */
    private void end(Process process, Path images) {
        process.destroyForcibly();
        try {
            process.onExit().completeOnTimeout(process, KILL_SECONDS, TimeUnit.SECONDS).join();
            Remains.delete(images);
        } catch (IOException e) {
            logger.warn("What stitching left in {} was not deleted: {}", images, e.toString());
        }
    }

    private static void read(Process process, LinkedBlockingQueue<String> lines) {
        try (BufferedReader in = process.inputReader()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.put(line);
            }
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly(); // nobody listens any more
        }
    }

    private void log(LinkedBlockingQueue<String> lines, Deque<String> tail) {
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            if (!line.isBlank()) {
                logger.info("{}", line);
                tail.add(line);
                if (tail.size() > TAIL) {
                    tail.remove();
                }
            }
        }
    }

    private static void check(int exit, String said) {
        if (exit == KILLED) {
            throw new ChildProcessError(
                    "The stitching program was killed, most likely because it ran out of memory.");
        }
        if (exit == 1 && (said.contains("No space left") || said.contains("Errno 28"))) {
            throw new ChildProcessError(
                    "There is not enough disk space to stitch the scan. Delete scans that you do"
                            + " not need.");
        }
        if (exit == 1 && said.contains("Maximum supported image dimension")) {
            throw new ChildProcessError(
                    "The stitched picture is too large for a JPEG file. Turn stitch_tiff on, or"
                            + " scan a smaller area.");
        }
        if (exit != 0) {
            throw new ChildProcessError(
                    "The stitching program ended with exit code "
                            + exit
                            + ". It said: "
                            + said.substring(said.lastIndexOf('\n') + 1));
        }
    }

    /** Kills what runs, and removes what was unpacked. */
    @Override
    public void close() throws IOException {
        running.forEach(Process::destroyForcibly);
        synchronized (this) {
            if (unpacked != null) {
                Files.deleteIfExists(unpacked);
            }
        }
    }
}
