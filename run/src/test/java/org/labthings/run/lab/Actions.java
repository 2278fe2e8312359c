package org.labthings.run.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Invokes actions over HTTP, as a client does: posts, and polls until they are over. */
public final class Actions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> UNDER_WAY = Set.of("pending", "running");
    private static final long DEADLINE_SECONDS = 120;

    private final Laboratory lab;
    private final String prefix;

    /** On a server whose API has this prefix. */
    public Actions(Laboratory lab, String prefix) {
        this.lab = lab;
        this.prefix = prefix;
    }

    /** Invokes, and returns the path of the invocation. */
    public String start(String action, String input) throws Exception {
        var answer = lab.send("POST", prefix + action, input);
        assertEquals(201, answer.statusCode(), answer.body());
        return prefix + "/action_invocations/" + JSON.readTree(answer.body()).get("id").asText();
    }

    /** Waits until an invocation is over. */
    public JsonNode end(String invocation) throws Exception {
        long due = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            JsonNode now = JSON.readTree(lab.get(invocation).body());
            if (!UNDER_WAY.contains(now.path("status").asText())) {
                return now;
            }
            assertTrue(System.nanoTime() < due, "still under way: " + now);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Invokes, waits, and returns the output of an action that must succeed. */
    public JsonNode run(String action, String input) throws Exception {
        JsonNode end = end(start(action, input));
        assertEquals("completed", end.path("status").asText(), end.toString());
        return end.path("output");
    }

    /** Reads a property. */
    public JsonNode get(String property) throws Exception {
        var answer = lab.get(prefix + property);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    /** Writes a property. */
    public void put(String property, String value) throws Exception {
        var answer = lab.send("PUT", prefix + property, value);
        assertEquals(201, answer.statusCode(), answer.body());
    }
}
