package org.labthings.driver.mjpeg;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A program that writes JPEG frames, one after the other, on its standard output, and on the other
 * what is wrong with the camera.
 *
 * <p>One thread reads; any may close. Sentences of its exceptions go on after the name of the
 * camera.
 */
public final class FrameProcess implements Closeable {
    private static final long FIRST_FRAME_SECONDS = 10;
    private static final int MOST_ERRORS = 2000;

    private final Process process;
    private final String program;
    private final UnaryOperator<String> explanation;
    private final InputStream output;
    private final StringBuilder errors = new StringBuilder();
    private final Thread listener;

    private FrameProcess(Process process, String program, UnaryOperator<String> explanation) {
        this.process = process;
        this.program = program;
        this.explanation = explanation;
        this.output = process.getInputStream();
        this.listener = new Thread(this::listen, program + "-errors");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts the program.
     *
     * @param builder the command and its environment
     * @param program the program's name, for people
     * @param explanation makes a sentence of what the program says when it ends: {@code cannot be
     *     read at ...}
     * @return the running program
     * @throws IOException when there is no such program
     */
    public static FrameProcess start(
            ProcessBuilder builder, String program, UnaryOperator<String> explanation)
            throws IOException {
        return new FrameProcess(builder.start(), program, explanation);
    }

    private void listen() {
        byte[] buffer = new byte[1024];
        try (InputStream in = process.getErrorStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                synchronized (errors) { // the last words say most
                    errors.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                    errors.delete(0, Math.max(0, errors.length() - MOST_ERRORS));
                }
            }
        } catch (IOException e) {
            // it was ended
        }
    }

    /**
     * Waits for the first byte: a program says at once what it does not like, and sends a frame
     * otherwise. Blocks for 10 s at most.
     *
     * @throws IOException when it ends, or sends nothing
     * @throws InterruptedException when nobody waits any more
     */
    public void awaitFirstByte() throws IOException, InterruptedException {
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
            said = errors.toString();
        }
        String text = said.lines().map(String::strip).collect(Collectors.joining("; "));
        return explanation.apply(
                text.isEmpty() ? program + " ended with " + process.exitValue() : text);
    }

    /**
     * The frames.
     *
     * @return says at its end, by an IOException, why it ended
     */
    public InputStream frames() {
        return new FilterInputStream(output) {
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

    /** Ends the program, and waits until it is gone: then others may use the camera. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
