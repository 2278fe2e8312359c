package org.labthings.run.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The packaged command in a process of its own. */
public final class Command implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 120; // a JVM on a busy machine
    private static final String END = "\0";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> seen = new ArrayList<>();

    private Command(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "command-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Runs an executable file in a folder. */
    public static Command run(Path folder, Path file, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(file.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LABTHINGS_CDS", "off"); // no class archive for one short run
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return new Command(builder.start());
    }

    /** The command of the distribution. */
    public static Path distributed() {
        return Path.of(System.getProperty("labthings.home")).resolve("labthings");
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(lines::add);
        } catch (UncheckedIOException | IOException e) {
            lines.add("cannot be read: " + e);
        }
        lines.add(END);
    }

    /** Waits for a line that contains this; returns it. */
    public String await(String part) throws InterruptedException {
        while (true) {
            String line = lines.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError(part + " was not said, but\n" + String.join("\n", seen));
            }
            seen.add(line);
            if (line.contains(part)) {
                return line;
            }
        }
    }

    /** Its process. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Sends a signal. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /** Waits for its end; returns the exit status. */
    public int exit() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; it said\n" + String.join("\n", seen));
        }
        return process.exitValue();
    }

    /** Waits for its end; returns all that it said and was not yet waited for. */
    public String rest() throws InterruptedException {
        exit();
        StringBuilder rest = new StringBuilder();
        for (String line = lines.take(); !line.equals(END); line = lines.take()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
