package org.labthings.openflexure.internal.job;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.labthings.api.HttpError;

/** The jobs that run, and those that ended a while ago. From any thread. */
public final class Jobs {
    private static final Duration KEPT = Duration.ofSeconds(300); // as invocations
    private static final int MOST_RUNNING = 4;

    private final Map<UUID, Job> jobs = new LinkedHashMap<>();
    private final Map<Job, Thread> running = new LinkedHashMap<>();
    private boolean closed;

    /**
     * Starts one; does not wait for it.
     *
     * @throws HttpError 503 when too many run, or the server is about to stop
     */
    public synchronized Job start(String name, Job.Work work) {
        if (closed || running.size() >= MOST_RUNNING) {
            throw new HttpError(
                    503,
                    closed
                            ? "The microscope is about to stop"
                            : "There are " + MOST_RUNNING + " tasks already: wait, or cancel one");
        }
        Instant old = Instant.now().minus(KEPT);
        jobs.values().removeIf(job -> job.endedBefore(old));
        Job job = new Job(name);
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                job.run(work);
                            } finally {
                                ended(job);
                            }
                        },
                        "microscope-" + name);
        thread.setDaemon(true);
        jobs.put(job.id(), job);
        running.put(job, thread);
        thread.start();
        return job;
    }

    private synchronized void ended(Job job) {
        running.remove(job);
    }

    /** One of them. */
    public synchronized Optional<Job> find(UUID id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** All of them, oldest first; a snapshot. */
    public synchronized List<Job> list() {
        return List.copyOf(jobs.values());
    }

    /** Ends all, and starts no more. Does not wait: what they wait for ends with the Things. */
    public synchronized void close() {
        closed = true;
        running.forEach(
                (job, thread) -> {
                    job.cancel();
                    thread.interrupt();
                });
    }
}
