package org.labthings.run.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.labthings.testing.replay.Tally;

/** The committed numbers that a replay must reach; one line an area: its name, how many match. */
final class Floor {
    private static final String FILE = "/wire/conformance-floor.txt";

    private Floor() {}

    static Map<String, Long> read() throws IOException {
        Map<String, Long> floor = new TreeMap<>();
        try (InputStream in = Floor.class.getResourceAsStream(FILE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" +"))
                    .forEach(words -> floor.put(words[0], Long.valueOf(words[1])));
        }
        return floor;
    }

    static void check(String area, Tally tally, Map<String, Long> floor) {
        long wanted = floor.getOrDefault(area, tally.total());
        assertEquals(0, tally.skipped(), "skipped in " + area);
        assertTrue(
                tally.matched() >= wanted,
                () -> area + ": " + tally.matched() + " match, but " + wanted + " did before");
        if (tally.matched() > wanted) {
            System.out.println(
                    area + ": " + tally.matched() + " match; raise " + wanted + " in " + FILE);
        }
    }
}
