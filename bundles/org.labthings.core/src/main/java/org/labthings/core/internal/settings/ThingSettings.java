package org.labthings.core.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * The settings of one Thing: loaded before it opens, written when one is assigned. A request waits
 * for the disk ({@link #saveNow}); what code assigns in a burst is written together ({@link
 * #saveSoon}). Writers of one Thing take turns, and one write serves all who wait.
 */
public final class ThingSettings {
    private static final long BURST_MILLIS = 80;

    private final Map<String, Setting> settings = new TreeMap<>();
    private final Map<String, JsonNode> unknown = new TreeMap<>();
    private final SettingsFile file;
    private final Logger log;
    private final Writers writers;
    private final Map<String, JsonNode> saved = new TreeMap<>(); // guarded by this
    private final AtomicLong changed = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long written; // changed by who holds this
    private volatile boolean loaded;
    private boolean ended; // guarded by file

    /** Settings in a file; nothing is read yet. */
    public ThingSettings(
            Path file, Iterable<? extends Setting> settings, Logger log, Writers writers) {
        settings.forEach(s -> this.settings.put(s.name(), s));
        this.file = new SettingsFile(file, log);
        this.log = log;
        this.writers = writers;
    }

    /**
     * What bursts are written by.
     *
     * @param timer says when; nothing that may block runs on it
     * @param executor runs the getters of functional settings, and waits for the disk
     */
    public record Writers(ScheduledExecutorService timer, Executor executor) {}

    /** Hands each saved value to its setting; one that does not fit is reported, the rest load. */
    public void load() {
        if (!settings.isEmpty()) {
            file.load().ifPresent(this::apply);
        }
        loaded = true;
    }

    /** Whether that has been done. */
    public boolean isLoaded() {
        return loaded;
    }

    private synchronized void apply(ObjectNode file) {
        file.properties()
                .forEach(
                        e -> {
                            Setting setting = settings.get(e.getKey());
                            if (setting == null) {
                                unknown.put(e.getKey(), e.getValue());
                                log.warn(
                                        "Unknown setting '{}' in {} is kept, but not used",
                                        e.getKey(),
                                        path());
                                return;
                            }
                            saved.put(e.getKey(), e.getValue());
                            try {
                                setting.load(e.getValue());
                            } catch (RuntimeException x) {
                                log.warn(
                                        "Setting '{}' in {} is not used: {}",
                                        e.getKey(),
                                        path(),
                                        x.getMessage());
                            }
                        });
    }

    /**
     * Returns when every assignment before this call is on disk.
     *
     * @throws UncheckedIOException when it cannot be written; the file keeps its old content
     */
    public void saveNow() {
        if (!loaded) {
            return;
        }
        long wanted = changed.incrementAndGet();
        try {
            if (!write(wanted, false)) {
                throw new IllegalStateException(
                        "Its Thing is closed; the setting was not saved to " + path());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Writes within 100 ms, together with whatever else changes until then. Never blocks. */
    public void saveSoon() {
        if (!loaded) {
            return;
        }
        changed.incrementAndGet();
        if (scheduled.compareAndSet(false, true)) {
            try {
                writers.timer()
                        .schedule(
                                () -> writers.executor().execute(this::flush),
                                BURST_MILLIS,
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                flush(); // the server is stopping: now or never
            }
        }
    }

    /** Whether something was assigned that is not on disk. */
    public boolean isDirty() {
        return written < changed.get();
    }

    /** Writes what {@link #saveSoon} left open; failures are logged. */
    public void flush() {
        scheduled.set(false);
        try {
            write(changed.get(), true);
        } catch (IOException | RuntimeException e) {
            log.error("{}", e.getMessage());
        }
    }

    /**
     * Lets go of the file: whatever a leaked thread assigns later, the file belongs to the next
     * version of the Thing.
     */
    public void end() {
        synchronized (file) {
            ended = true;
        }
    }

    /**
     * Writes everything, unless somebody's later write had this change already.
     *
     * @param lenient whether a setting that cannot be had keeps what was saved of it last
     * @return false when the file is not this Thing's any more
     */
    private synchronized boolean write(long wanted, boolean lenient) throws IOException {
        if (written >= wanted) {
            return true;
        }
        long now = changed.get();
        for (Setting s : settings.values()) {
            try {
                saved.put(s.name(), s.save());
            } catch (IOException | RuntimeException e) {
                if (!lenient) {
                    throw e;
                }
                log.warn("Setting '{}' keeps its saved value: {}", s.name(), e.getMessage());
            }
        }
        ObjectNode content = SettingsFile.object();
        Map<String, JsonNode> all = new TreeMap<>(unknown);
        all.putAll(saved);
        content.setAll(all);
        synchronized (file) {
            if (ended) {
                return false;
            }
            file.save(content);
        }
        written = now;
        return true;
    }

    private Path path() {
        return file.path();
    }
}
