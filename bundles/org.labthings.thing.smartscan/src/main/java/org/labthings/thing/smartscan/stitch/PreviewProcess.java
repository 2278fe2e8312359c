package org.labthings.thing.smartscan.stitch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.labthings.api.Invocation;

/** A preview that is being made. Any thread may use it. */
public final class PreviewProcess {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Process process;
    private final Path output;

    PreviewProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Whether it is being made. */
    public boolean running() {
        return process.isAlive();
    }

    /**
     * Waits until it is made. When this is cancelled, or takes too long, the program is killed.
     *
     * @return what went wrong, if something did
     */
    public Optional<String> await() throws InterruptedException {
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (process.isAlive() && System.nanoTime() < end) {
                Invocation.sleep(POLL);
            }
        } finally {
            kill();
        }
        return problem();
    }

    /** Kills the program, if it runs. */
    public void kill() {
        process.destroyForcibly();
    }

    /**
     * What went wrong: the last line that the program said; empty while it runs, or all is well.
     */
    public Optional<String> problem() {
        if (process.isAlive() || process.exitValue() == 0) {
            return Optional.empty();
        }
        String said = "";
        try {
            said = Files.readString(output).strip();
        } catch (IOException e) {
            said = e.toString();
        }
        return Optional.of(
                "exit code "
                        + process.exitValue()
                        + ": "
                        + said.substring(said.lastIndexOf('\n') + 1));
    }
}
