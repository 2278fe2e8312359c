package org.labthings.run.conformance.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** All kinds of malformed requests. One seed and one number always make the same one. */
public final class Fuzz {
    private static final Map<String, Function<Random, Malformed>> KINDS = new LinkedHashMap<>();
    private static final String[] SHARES;

    static {
        KINDS.put("broken JSON", FuzzedBodies::brokenJson);
        KINDS.put("wrong value", FuzzedBodies::wrongValue);
        KINDS.put("wrong input", FuzzedBodies::wrongInput);
        KINDS.put("unknown target", FuzzedTargets::unknown);
        KINDS.put("broken target", FuzzedTargets::broken);
        KINDS.put("wrong parameter", FuzzedTargets::wrongParameter);
        KINDS.put("wrong method", FuzzedHeads::wrongMethod);
        KINDS.put("broken head", FuzzedHeads::brokenHead);
        KINDS.put("broken framing", FuzzedHeads::brokenFraming);
        KINDS.put("WebSocket handshake", FuzzedSockets::handshake);
        KINDS.put("WebSocket message", FuzzedSockets::message);
        KINDS.put("WebSocket frame", FuzzedSockets::frame);
        SHARES = KINDS.keySet().toArray(String[]::new);
    }

    private final long seed;

    public Fuzz(long seed) {
        this.seed = seed;
    }

    /** The kind of a number: all take turns. */
    public String kind(int number) {
        return SHARES[number % SHARES.length];
    }

    public Malformed request(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextLong(); // the first numbers of neighbouring seeds are alike
        return KINDS.get(kind(number)).apply(random);
    }
}
