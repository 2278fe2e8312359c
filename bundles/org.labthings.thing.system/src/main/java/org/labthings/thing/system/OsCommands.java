package org.labthings.thing.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands of the operating system, with a deadline. Blocks; from any thread. */
final class OsCommands {
    private static final int MOST_OUTPUT = 64 * 1024;

    private final Duration deadline;

    OsCommands(Duration deadline) {
        this.deadline = deadline;
    }

    /** Runs one and waits for its end; whatever goes wrong is its error. */
    CommandResult run(List<String> command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return new CommandResult("", command.get(0) + " cannot be run: " + e.getMessage());
        }
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> error = read(process.getErrorStream());
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return new CommandResult(
                        "", command.get(0) + " did not end within " + deadline.toSeconds() + " s");
            }
            String said = error.get(1, TimeUnit.SECONDS);
            boolean silent = said.isEmpty() && process.exitValue() != 0;
            return new CommandResult(
                    output.get(1, TimeUnit.SECONDS),
                    silent ? command.get(0) + " ended with status " + process.exitValue() : said);
        } catch (ExecutionException | TimeoutException e) {
            return new CommandResult("", "The output of " + command.get(0) + " cannot be read");
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> read(InputStream in) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try (in) {
                                byte[] data = in.readNBytes(MOST_OUTPUT);
                                in.transferTo(OutputStream.nullOutputStream());
                                text.complete(new String(data, StandardCharsets.UTF_8).strip());
                            } catch (IOException e) {
                                text.completeExceptionally(e);
                            }
                        },
                        "command-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }
}
