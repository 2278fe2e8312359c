package org.labthings.gogo.internal.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.labthings.gogo.internal.command.SessionUser;
import org.labthings.gogo.internal.command.ShellException;
import org.labthings.gogo.internal.guide.Guides;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody's session: variables, a folder, and one line after the other. {@link #run} is called by
 * one thread at a time, {@link #interrupt} by any.
 */
public final class ShellSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.shell");
    private static final LineOutput NOWHERE =
            new LineOutput() {
                @Override
                public void out(String text) {
                    // what a line leaves running in the background has nowhere to go
                }

                @Override
                public void err(String text) {
                    // the same
                }
            };

    private final CommandSession session;
    private final PrintStream out;
    private final PrintStream err;
    private volatile LineOutput output = NOWHERE;
    private final Object turn = new Object();
    private Thread running; // under turn
    private volatile boolean interrupted;

    /** How a line ended. */
    public enum End {
        /** Done. */
        OK,
        /** It failed, and has said why. */
        FAILED,
        /** Somebody interrupted it. */
        INTERRUPTED
    }

    /** A session of a user, in a folder. */
    public ShellSession(CommandProcessor processor, String user, Path folder) {
        out = stream(text -> output.out(text));
        err = stream(text -> output.err(text));
        session = processor.createSession(InputStream.nullInputStream(), out, err);
        session.put("SCOPE", Guides.SCOPE + ":felix:*");
        session.currentDir(folder);
        SessionUser.set(session, user);
    }

    private static PrintStream stream(TextStream.Sink sink) {
        return new PrintStream(new TextStream(sink), true, StandardCharsets.UTF_8);
    }

    /** Runs a line; blocks until it ends. */
    public End run(String line, LineOutput to) {
        output = to;
        synchronized (turn) {
            interrupted = false;
            running = Thread.currentThread();
        }
        try {
            Object result = session.execute(JsonQuoting.apply(line));
            if (interrupted) {
                return End.INTERRUPTED;
            }
            if (result != null) {
                session.put("_", result);
                String text = String.valueOf(session.format(result, Converter.INSPECT));
                if (!text.isEmpty()) {
                    out.println(text);
                }
            }
            return End.OK;
        } catch (InterruptedException | CancellationException e) {
            return End.INTERRUPTED;
        } catch (Exception e) {
            return interrupted ? End.INTERRUPTED : failed(line, e);
        } catch (StackOverflowError e) {
            err.println("This calls itself without end");
            return End.FAILED;
        } finally {
            synchronized (turn) {
                running = null;
                Thread.interrupted(); // was meant for the line, not for whoever comes next
            }
            out.flush();
            err.flush();
            output = NOWHERE;
        }
    }

    private End failed(String line, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof ShellException)) {
            cause = cause.getCause();
        }
        if (cause instanceof ShellException) {
            err.println(cause.getMessage());
        } else if (e.getClass().getName().startsWith("org.apache.felix.gogo.runtime.")) {
            err.println(e.getMessage());
        } else {
            err.println(e.getMessage() == null ? e.toString() : e.getMessage());
            LOG.debug("The shell's line '{}' failed", line, e);
        }
        return End.FAILED;
    }

    /** Interrupts the line that runs, if one does. */
    public void interrupt() {
        synchronized (turn) {
            if (running != null) {
                interrupted = true;
                Job job = session.foregroundJob();
                if (job != null) {
                    job.interrupt();
                }
                running.interrupt();
            }
        }
    }

    /** The session of Gogo, for completion. */
    public CommandSession gogo() {
        return session;
    }

    /** Ends it, and what it runs. */
    @Override
    public void close() {
        interrupt();
        session.close();
    }
}
