package org.labthings.core.internal.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
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
    private final ScheduledExecutorService timer;
    private final AtomicLong changed = new AtomicLong();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private long written;
    private volatile boolean loaded;

    /** Settings in a file; nothing is read yet. */
    public ThingSettings(
            Path file,
            Iterable<? extends Setting> settings,
            Logger log,
            ScheduledExecutorService timer) {
        settings.forEach(s -> this.settings.put(s.name(), s));
        this.file = new SettingsFile(file, log);
        this.log = log;
        this.timer = timer;
    }

    /** Hands each saved value to its setting; one that does not fit is reported, the rest load. */
    public void load() {
        if (!settings.isEmpty()) {
            file.load().ifPresent(this::apply);
        }
        loaded = true;
    }

    private void apply(ObjectNode saved) {
        saved.properties()
                .forEach(
                        e -> {
                            Setting setting = settings.get(e.getKey());
                            if (setting == null) {
                                unknown.put(e.getKey(), e.getValue());
                                log.warn(
                                        "Unknown setting '{}' in {} is kept, but not used",
                                        e.getKey(),
                                        file.path());
                                return;
                            }
                            try {
                                setting.load(e.getValue());
                            } catch (RuntimeException x) {
                                log.warn(
                                        "Setting '{}' in {} is not used: {}",
                                        e.getKey(),
                                        file.path(),
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
            write(wanted);
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
                timer.schedule(this::flush, BURST_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                flush(); // the server is stopping: now or never
            }
        }
    }

    /** Writes what {@link #saveSoon} left open; failures are logged. */
    public void flush() {
        scheduled.set(false);
        try {
            write(changed.get());
        } catch (IOException | RuntimeException e) {
            log.error("{}", e.getMessage());
        }
    }

    private synchronized void write(long wanted) throws IOException {
        if (written >= wanted) {
            return; // somebody's later write had this change already
        }
        long now = changed.get();
        Map<String, JsonNode> all = new TreeMap<>(unknown);
        for (Setting s : settings.values()) {
            all.put(s.name(), s.save());
        }
        ObjectNode content = SettingsFile.object();
        content.setAll(all);
        file.save(content);
        written = now;
    }
}
