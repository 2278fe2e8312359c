package org.labthings.run.conformance.fuzz;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** JSON with something wrong, and random values. */
final class FuzzedJson {
    private static final JsonMapper PARSER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    // No JSON, but LabThings takes it for a number.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();
    private static final List<String> NASTY =
            List.of(
                    "",
                    " ",
                    "\0",
                    "NaNs",
                    "-Infinit",
                    "01",
                    "1.",
                    ".5",
                    "+1",
                    "0x10",
                    "1e",
                    "--1",
                    "tru",
                    "nul",
                    "None",
                    "'a'",
                    "{'a':1}",
                    "{a:1}",
                    "[1,]",
                    "{\"a\":1,}",
                    "{\"a\" 1}",
                    "{\"a\":}",
                    "[1 2]",
                    "1 2",
                    "\"\t\"",
                    "\"\\x\"",
                    "\"\\u12\"",
                    "\"",
                    "\"\\",
                    "// c\n1",
                    "/* c */ 1",
                    "}",
                    "]",
                    ",",
                    ":",
                    "{\"a\":1}}",
                    "[[[",
                    "{\"a\":{\"a\":",
                    "\u0001",
                    "undefined",
                    "1_000",
                    "1\u00a02");

    private FuzzedJson() {}

    /** Bytes that no parser takes for JSON. */
    static byte[] broken(Random random) {
        while (true) {
            byte[] candidate = candidate(random);
            if (!isJson(candidate)) {
                return candidate;
            }
        }
    }

    private static byte[] candidate(Random random) {
        switch (random.nextInt(8)) {
            case 0:
                return bytes(NASTY.get(random.nextInt(NASTY.size())));
            case 1:
                return bytes("[".repeat(1 + random.nextInt(5000)));
            case 2:
                return bytes("{\"a\":".repeat(1 + random.nextInt(3000)));
            case 3:
                byte[] noise = new byte[random.nextInt(300)];
                random.nextBytes(noise);
                return noise;
            case 4:
                return value(random, 3).toString().getBytes(StandardCharsets.UTF_16);
            default:
                return mutated(random, bytes(value(random, 4).toString()));
        }
    }

    private static byte[] mutated(Random random, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = random.nextInt(text.length + 1);
        int change = random.nextInt(4);
        out.write(text, 0, at);
        if (change == 0) {
            return out.toByteArray(); // cut off
        }
        if (change != 1) {
            out.write(random.nextInt(256)); // 2 inserts, 3 replaces, 1 leaves one out
        }
        int rest = Math.min(text.length, change == 2 ? at : at + 1);
        out.write(text, rest, text.length - rest);
        return out.toByteArray();
    }

    /** A random value, at most so deep. */
    static JsonNode value(Random random, int depth) {
        var nodes = PARSER.getNodeFactory();
        switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0:
                return nodes.numberNode(random.nextInt());
            case 1:
                return nodes.numberNode(random.nextGaussian() * 1e9);
            case 2:
                return nodes.booleanNode(random.nextBoolean());
            case 3:
                return nodes.nullNode();
            case 4, 5:
                return nodes.textNode(text(random));
            case 6:
                var array = nodes.arrayNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                return array;
            default:
                var object = nodes.objectNode();
                for (int i = random.nextInt(5); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                return object;
        }
    }

    /** Text that is neither a number nor anything else that could be meant. */
    static String text(Random random) {
        StringBuilder text = new StringBuilder("zz");
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(
                    (char)
                            (random.nextInt(10) == 0
                                    ? 0xa0 + random.nextInt(0x500)
                                    : 'g' + random.nextInt(16)));
        }
        return text.toString();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isJson(byte[] text) {
        try {
            return !PARSER.readTree(text).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }
}
