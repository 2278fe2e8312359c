package org.labthings.cli.shell;

import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/**
 * The terminal of this process, by way of stty, which is started only when something changes. JLine
 * asks for modes and size at every prompt, and each question would be a process in the foreground:
 * Ctrl-C hits it, and with it the shell. What an interrupt hits all the same is tried again.
 */
final class SteadyPty extends ExecPty {
    private static final int ATTEMPTS = 8;
    private Attributes known;
    private volatile Size size;

    private interface Stty<T> {
        T run() throws IOException;
    }

    SteadyPty() {
        super(new ExecTerminalProvider(), SystemStream.Output, "terminal");
    }

    /** The window has another size now. */
    void resized() {
        size = null;
    }

    @Override
    public synchronized Attributes getAttr() throws IOException {
        if (known == null) {
            known = uninterrupted(super::getAttr);
        }
        return new Attributes(known);
    }

    @Override
    protected synchronized void doSetAttr(Attributes wanted) throws IOException {
        uninterrupted(
                () -> {
                    try {
                        super.doSetAttr(wanted);
                        known = new Attributes(wanted);
                    } catch (IOException e) {
                        known = null; // nobody knows how far it came
                        throw e;
                    }
                    return null;
                });
    }

    @Override
    public Size getSize() throws IOException {
        Size now = size;
        if (now == null) {
            now = uninterrupted(super::getSize);
            if (now.getColumns() == 0) { // a serial line, for instance, does not know its size
                now = new Size(80, 24);
            }
            size = now;
        }
        return new Size(now.getColumns(), now.getRows());
    }

    /** An interrupt during this is kept for whoever looks for it. */
    private static <T> T uninterrupted(Stty<T> stty) throws IOException {
        boolean interrupted = false;
        try {
            for (int attempt = 1; ; attempt++) {
                interrupted |= Thread.interrupted();
                try {
                    return stty.run();
                } catch (IOException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
