package org.labthings.thing.smartscan.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.labthings.api.LogRecord;

/** Appends what an action said to a file. Belongs to one thread. */
public final class ActionLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Path file;
    private LogRecord last;

    /** A log in this file. */
    public ActionLog(Path file) {
        this.file = file;
    }

    /**
     * Appends what is new.
     *
     * @param log of the invocation: its newest records
     */
    public void append(List<LogRecord> log) throws IOException {
        int from = 0;
        for (int i = log.size() - 1; i >= 0; i--) {
            if (log.get(i).equals(last)) {
                from = i + 1;
                break;
            }
        }
        StringBuilder text = new StringBuilder();
        for (LogRecord r : log.subList(from, log.size())) {
            text.append('[').append(TIME.format(r.created())).append("] [").append(r.level());
            text.append("] ").append(r.message()).append('\n');
            last = r;
        }
        if (text.length() > 0) {
            Files.write(
                    file,
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
