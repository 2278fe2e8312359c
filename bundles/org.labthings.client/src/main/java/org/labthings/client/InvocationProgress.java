package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.labthings.api.LogRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far an invocation is, and who wants to know. */
final class InvocationProgress {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.client");

    private final List<InvocationListener> listeners = new ArrayList<>(); // guarded by this
    private Double fraction; // guarded by this
    private String text; // guarded by this
    private JsonNode lastTold; // of the log; guarded by this

    synchronized Optional<Double> fraction() {
        return Optional.ofNullable(fraction);
    }

    synchronized void add(InvocationListener listener, JsonNode state) {
        listeners.add(listener);
        if (fraction != null) {
            tell(List.of(listener), l -> l.progress(fraction, text));
        }
        List<LogRecord> known = log(state);
        if (!known.isEmpty()) {
            tell(List.of(listener), l -> l.log(known));
        }
    }

    private interface News {
        void tell(InvocationListener listener);
    }

    private static void tell(List<InvocationListener> whom, News news) {
        for (InvocationListener listener : whom) {
            try {
                news.tell(listener);
            } catch (RuntimeException e) {
                LOG.warn("The listener of an invocation failed: {}", e.toString());
            }
        }
    }

    /** Takes a state as the server tells it; one without a log says nothing about that. */
    synchronized void update(JsonNode state) {
        JsonNode far = state.path("progress");
        String doing = state.path("progressText").textValue();
        Double now = far.isNumber() ? Double.valueOf(far.doubleValue() / 100) : null; // percent
        if (now != null && (!Objects.equals(fraction, now) || changed(doing))) {
            fraction = now;
            text = doing;
            tell(listeners, l -> l.progress(fraction, text));
        }
        JsonNode log = state.path("log");
        List<LogRecord> fresh = new ArrayList<>();
        for (int i = afterLastTold(log); i < log.size(); i++) {
            lastTold = log.get(i);
            fresh.add(entry(lastTold));
        }
        if (!fresh.isEmpty()) {
            tell(listeners, l -> l.log(fresh));
        }
    }

    /** The server keeps the newest records only, so their number says nothing. */
    private int afterLastTold(JsonNode log) {
        for (int i = log.size() - 1; i >= 0 && lastTold != null; i--) {
            if (log.get(i).equals(lastTold)) {
                return i + 1;
            }
        }
        return 0;
    }

    private boolean changed(String doing) {
        return !Objects.equals(text, doing);
    }

    List<LogRecord> log(JsonNode state) {
        List<LogRecord> out = new ArrayList<>();
        state.path("log").forEach(e -> out.add(entry(e)));
        return List.copyOf(out);
    }

    private static LogRecord entry(JsonNode json) {
        return new LogRecord(
                json.path("message").asText(),
                level(json.path("levelname").asText()),
                json.path("lineno").asInt(),
                json.path("filename").asText(),
                created(json.path("created").asText()),
                json.path("exception_type").textValue(),
                json.path("traceback").textValue());
    }

    private static LogRecord.Level level(String name) {
        try {
            return LogRecord.Level.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return LogRecord.Level.INFO;
        }
    }

    /** Python's naive times are those of its machine, which has our zone as far as we know. */
    private static Instant created(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
            } catch (DateTimeException f) {
                return Instant.now();
            }
        }
    }
}
