package org.labthings.testing.instruments;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A serial port that exists only in this machine, made by {@code socat}, and wired to a socket.
 * What is plugged in is unplugged by {@link #close}.
 */
public final class PseudoTerminal implements Closeable {
    private static final long DEADLINE_SECONDS = 20;

    private final Process socat;
    private final RandomAccessFile holder;

    private PseudoTerminal(Process socat, RandomAccessFile holder) {
        this.socat = socat;
        this.holder = holder;
    }

    /**
     * Plugs a socket of this machine in.
     *
     * @param path of the port; what is there is replaced
     */
    public static PseudoTerminal plugIn(Path path, int port) throws Exception {
        Files.deleteIfExists(path);
        Process socat =
                new ProcessBuilder(
                                "socat",
                                "-d",
                                "-d",
                                "PTY,link=" + path + ",raw,echo=0",
                                "TCP:127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .start();
        BufferedReader said = socat.inputReader();
        String line = said.readLine();
        while (line != null && !line.contains("starting data transfer")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("socat ended with " + socat.waitFor());
        }
        // socat would end when the last user of the port closes it, as no serial adapter does
        return new PseudoTerminal(socat, new RandomAccessFile(path.toFile(), "rw"));
    }

    /** Unplugs it. */
    @Override
    public void close() throws IOException {
        holder.close();
        socat.destroy();
        try {
            if (!socat.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                socat.destroyForcibly();
            }
        } catch (InterruptedException e) {
            socat.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
