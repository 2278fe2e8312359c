package org.labthings.openflexure.internal.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.labthings.api.HttpError;
import org.labthings.api.LogRecord;
import org.labthings.core.InvocationRecord;
import org.labthings.core.InvocationStatus;
import org.labthings.openflexure.internal.legacy.Instruments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that takes a while and is no action of one Thing: it makes several Things act, one
 * after the other. It is watched and cancelled from any thread; its work runs on one of its own.
 */
public final class Job {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.openflexure");
    private static final int MOST_LINES = 1000;
    private static final long STEP_SECONDS = 3600;

    private final UUID id = UUID.randomUUID();
    private final String name;
    private final List<LogRecord> log = new ArrayList<>();
    private InvocationStatus status = InvocationStatus.RUNNING;
    private JsonNode output = JsonNodeFactory.instance.nullNode();
    private double progress;
    private InvocationRecord step;
    private boolean cancelled;
    private Instant ended;

    /** What a job does. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @return the result, for clients
         * @throws CancellationException when the job was cancelled
         * @throws Exception why it failed; the message is shown to people
         */
        JsonNode run(Job job) throws Exception;
    }

    Job(String name) {
        this.name = name;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Never pending: a job runs from its first moment. */
    public synchronized InvocationStatus status() {
        return status;
    }

    /** The result; null while there is none. */
    public synchronized JsonNode output() {
        return output;
    }

    /** 0 to 1. */
    public synchronized double progress() {
        return progress;
    }

    /** What it said, oldest first; a copy. */
    public synchronized List<LogRecord> log() {
        return List.copyOf(log);
    }

    /** Asks it to end, and the action that it waits for. */
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
        if (step != null) {
            step.cancel();
        }
    }

    /** For the work: notes how far it is. */
    public synchronized void progress(double fraction) {
        progress = fraction;
    }

    /** For the work: tells people. */
    public void info(String message) {
        LOG.info("{}: {}", name, message);
        append(LogRecord.Level.INFO, message);
    }

    private synchronized void append(LogRecord.Level level, String message) {
        if (log.size() == MOST_LINES) {
            log.remove(0);
        }
        log.add(new LogRecord(message, level, 0, "", Instant.now(), null, null));
    }

    /** For the work: ends it when it was cancelled. */
    public synchronized void raiseIfCancelled() {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    /**
     * For the work: waits for an action, which is cancelled with the job.
     *
     * @throws HttpError when the action fails
     */
    public void await(InvocationRecord action) throws InterruptedException {
        synchronized (this) {
            step = action;
            if (cancelled) {
                action.cancel();
            }
        }
        try {
            Instruments.await(action, STEP_SECONDS);
        } catch (HttpError e) {
            raiseIfCancelled();
            throw e;
        } finally {
            synchronized (this) {
                step = null;
            }
        }
    }

    /** For the work: waits for an action that must not be cancelled, such as the way home. */
    public void awaitWhole(InvocationRecord action) throws InterruptedException {
        Instruments.await(action, STEP_SECONDS);
    }

    void run(Work work) {
        try {
            JsonNode result = work.run(this);
            end(InvocationStatus.COMPLETED, result);
        } catch (CancellationException | InterruptedException e) {
            info("cancelled");
            end(InvocationStatus.CANCELLED, JsonNodeFactory.instance.nullNode());
        } catch (Exception e) {
            String why = e instanceof HttpError known ? known.detail() : e.getMessage();
            LOG.error("{} failed: {}", name, why, e instanceof HttpError ? null : e);
            append(LogRecord.Level.ERROR, String.valueOf(why));
            end(InvocationStatus.ERROR, JsonNodeFactory.instance.nullNode());
        }
    }

    private synchronized void end(InvocationStatus how, JsonNode result) {
        output = result;
        status = how;
        progress = how == InvocationStatus.COMPLETED ? 1 : progress;
        ended = Instant.now();
    }

    synchronized boolean endedBefore(Instant time) {
        return ended != null && ended.isBefore(time);
    }
}
