package org.labthings.security.internal.audit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What becomes {@code audit.log}: who was refused. At most so many lines a second, because anybody
 * can cause them; how many are missing is said. From any thread.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.audit");
    private static final int LINES_A_SECOND = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final int LONGEST = 128;

    private final LongSupplier clock;
    private final AtomicLong second = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger missing = new AtomicInteger();

    /**
     * A trail.
     *
     * @param clock in nanoseconds
     */
    public AuditTrail(LongSupplier clock) {
        this.clock = clock;
    }

    /** Credentials that were wrong: never what was wrong about them, which might be the secret. */
    public void failed(String what, String who, Object from, String reason) {
        if (isAllowed()) {
            line(what)
                    .addKeyValue("who", clean(who))
                    .addKeyValue("from", from)
                    .addKeyValue("reason", reason)
                    .log("{}: {} from {}: {}", what, clean(who), from, reason);
        }
    }

    /** A request that its sender may not make. */
    public void refused(String who, Object from, String method, String path, String reason) {
        if (isAllowed()) {
            line("request.refused")
                    .addKeyValue("who", clean(who))
                    .addKeyValue("from", from)
                    .addKeyValue("method", clean(method))
                    .addKeyValue("path", clean(path))
                    .addKeyValue("reason", reason)
                    .log("{} {} of {} refused: {}", clean(method), clean(path), clean(who), reason);
        }
    }

    private LoggingEventBuilder line(String event) {
        int n = missing.getAndSet(0);
        LoggingEventBuilder line = LOG.atInfo().addKeyValue("event", event);
        return n == 0 ? line : line.addKeyValue("missing_lines", n);
    }

    private boolean isAllowed() {
        long now = clock.getAsLong() / SECOND;
        if (second.getAndSet(now) != now) {
            lines.set(0);
        }
        if (lines.incrementAndGet() <= LINES_A_SECOND) {
            return true;
        }
        missing.incrementAndGet();
        return false;
    }

    /** What strangers send goes into a log without line breaks, and not at any length. */
    static String clean(String text) {
        String shorter = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return shorter.replaceAll("[^\\x20-\\x7e\\u00a0-\\ud7ff]", "?");
    }
}
