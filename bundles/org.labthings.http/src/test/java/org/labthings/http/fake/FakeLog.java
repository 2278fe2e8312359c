package org.labthings.http.fake;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.labthings.logging.LogHistory;
import org.labthings.logging.LogLine;

/** A log in which the test writes. */
public final class FakeLog implements LogHistory {
    private final List<LogLine> lines = new ArrayList<>();
    private final List<Consumer<LogLine>> listeners = new CopyOnWriteArrayList<>();
    private final Path file;

    public FakeLog(Path file) {
        this.file = file;
    }

    public synchronized void write(String level, String message, String invocation) {
        Instant time = Instant.parse("2026-03-02T05:05:39.498Z");
        LogLine line =
                new LogLine(lines.size(), time, level, "labthings.test", message, invocation);
        lines.add(line);
        listeners.forEach(l -> l.accept(line));
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public synchronized List<LogLine> recent() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized Subscription follow(long after, Consumer<LogLine> listener) {
        lines.stream().filter(l -> l.sequence() > after).forEach(listener);
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }
}
