package org.labthings.config.internal;

import java.util.List;
import java.util.Map;
import org.labthings.config.Requester;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Who changed what, for {@code audit.log}. Never values: there may be passwords among them. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("labthings.audit");

    void thing(String event, String name, Map<String, String> more, Requester by) {
        LoggingEventBuilder line = begin(event, by).addKeyValue("thing", name);
        more.forEach(line::addKeyValue);
        line.log("{} {}", event, name);
    }

    void file(String event, String file, List<String> things, Requester by) {
        begin(event, by)
                .addKeyValue("file", file)
                .addKeyValue("things", things)
                .log("{} {}", event, things);
    }

    private static LoggingEventBuilder begin(String event, Requester by) {
        return LOG.atInfo()
                .addKeyValue("event", event)
                .addKeyValue("who", by.who())
                .addKeyValue("from", by.from());
    }
}
