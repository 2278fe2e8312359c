package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.recording.Exchange;

/** All kinds of steps, and whether a difference is allowed. */
public final class Steps {
    private static final Map<String, Step> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("request", new HttpStep());
        KINDS.put("ws", new WebSocketStep());
        KINDS.put("stream", new StreamStep());
        KINDS.put("file", new FileStep());
        KINDS.put("server", new ServerStep());
        KINDS.put("wait", new WaitStep());
    }

    private Steps() {}

    /** Runs an exchange; that the server cannot be talked to is a problem like others. */
    public static Findings run(Exchange exchange, Session session)
            throws SkippedException, InterruptedException {
        JsonNode json = exchange.json();
        String kind =
                KINDS.keySet().stream()
                        .filter(json::has)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "unknown kind of step in " + exchange.id()));
        try {
            return KINDS.get(kind).run(json, session);
        } catch (IOException e) {
            Findings findings = new Findings();
            findings.problem(e.getClass().getSimpleName() + ": " + e.getMessage());
            return findings;
        }
    }

    /**
     * A marked exchange may differ: in any way, or, where alternatives are given, in one of those
     * ways.
     */
    public static boolean mayDiffer(Exchange exchange, Session session) {
        if (exchange.deviationAllowed().isEmpty()) {
            return false;
        }
        return exchange.alternatives().isEmpty()
                || session.lastAnswer != null
                        && exchange.alternatives().stream()
                                .anyMatch(
                                        a ->
                                                AnswerCheck.check(a, session.lastAnswer, session)
                                                        .matched());
    }
}
