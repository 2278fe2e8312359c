package org.labthings.testing.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a test wants of its server; read once, when it starts. Confined to the test's thread. */
public final class Setup {
    /** By name, in configuration order. */
    public final Map<String, Entry> things = new LinkedHashMap<>();

    /** The keys of the server's configuration that differ from their defaults. */
    public final Map<String, Object> server = new LinkedHashMap<>();

    /** Where settings are; null for a temporary folder. */
    public Path settings;

    /** No wait of the test is longer. */
    public Duration deadline = Duration.ofSeconds(10);

    /** Adds a Thing. */
    public Entry add(Entry entry) {
        if (things.putIfAbsent(entry.name(), entry) != null) {
            throw new IllegalArgumentException(
                    "There are two Things with the name '" + entry.name() + "'; rename one");
        }
        return entry;
    }

    /** One of the Things. */
    public Entry entry(String name) {
        Entry found = things.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "There is no Thing '" + name + "'; there are " + things.keySet());
        }
        return found;
    }
}
