package org.labthings.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labthings.api.Blob;
import org.labthings.api.NumericArray;
import org.labthings.schema.sample.Declared;

/** Whatever comes in: a value, or issues, and both can be written. */
class FuzzTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int TREES = 10_000;
    private static final String[] WORDS = {
        "",
        "x",
        "name",
        "corner",
        "meta",
        "href",
        "media_type",
        "1",
        "-5.0",
        "1e999",
        "2024-01-02T03:04:05Z",
        "PT1S",
        "P-1D",
        "99:99",
        "red",
        "true",
        "nan",
        "\u0000",
        "\ud83d\ude00",
        "blob/zzz",
        "urn:uuid:",
        "{}",
        "http://a/blob/00000000-0000-0000-0000-000000000000",
        "0a1b2c3d-0000-0000-0000-00000000000A",
        "-",
        "+",
        "_1",
        "9".repeat(5000),
        "a".repeat(3000)
    };

    private final Random random = new Random(20240506);

    private static List<DataType> types() {
        List<DataType> out = new ArrayList<>();
        for (Field f : Declared.class.getDeclaredFields()) {
            if (!f.isSynthetic()) {
                out.add(Compiled.field(Declared.class, f.getName()));
            }
        }
        out.add(Compiled.of(Blob.class));
        out.add(Compiled.of(NumericArray.class));
        out.add(Compiled.of(java.net.URI.class));
        for (Class<?> c : List.of(byte.class, short.class, int.class, long.class, float.class)) {
            out.add(Compiled.of(c));
        }
        return out;
    }

    @Test
    void anyTreeIsDecodedOrRefused() throws Exception {
        List<DataType> types = types();
        assertTrue(types.size() > 70);
        int accepted = 0;
        int refused = 0;
        for (int i = 0; i < TREES; i++) {
            JsonNode tree = tree(4);
            // each tree meets a few types, each type hundreds of trees
            for (int n = 0; n < 4; n++) {
                DataType type = types.get((i * 4 + n) % types.size());
                Decoding run = new Decoding(Compiled.NO_BLOBS, "body");
                Object value = type.decode(tree, run);
                if (run.count() == 0) {
                    accepted++;
                    assertEquals(value, type.check(value), () -> tree + " as " + type.schema());
                    Json.bytes(out -> type.encode(value, out, Compiled.NO_BLOBS));
                } else {
                    refused++;
                    assertWritable(run.issues());
                }
            }
        }
        assertTrue(accepted > 2_000, "accepted " + accepted);
        assertTrue(refused > 10_000, "refused " + refused);
    }

    private static void assertWritable(List<Issue> issues) throws Exception {
        for (Issue issue : issues) {
            assertFalse(issue.msg().isBlank());
            assertEquals("body", issue.loc().get(0));
            JsonNode back = Json.parse(Json.bytes(issue::write));
            assertEquals(issue.type(), back.get("type").asText());
        }
    }

    @Test
    void anyBytesAreParsedOrRefused() {
        int refused = 0;
        for (int i = 0; i < TREES; i++) {
            byte[] bytes = Json.bytes(tree(3));
            for (int n = random.nextInt(4); n > 0 && bytes.length > 0; n--) {
                bytes[random.nextInt(bytes.length)] =
                        (byte)
                                (random.nextBoolean()
                                        ? "{}[]\",:\\u0eE.-NI".charAt(random.nextInt(16))
                                        : random.nextInt(256));
            }
            try {
                Json.parse(bytes);
            } catch (ValidationException e) {
                refused++;
                int offset = (Integer) e.issues().get(0).loc().get(1);
                int most = new String(bytes, StandardCharsets.ISO_8859_1).length();
                assertTrue(offset >= 0 && offset <= most, () -> e.issues().toString());
            }
        }
        assertTrue(refused > 1_000, "refused " + refused);
    }

    private JsonNode tree(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 6);
        if (kind > 7) {
            ObjectNode out = NODES.objectNode();
            for (int n = random.nextInt(4); n > 0; n--) {
                out.set(word(), tree(depth - 1));
            }
            return out;
        }
        if (kind > 5) {
            ArrayNode out = NODES.arrayNode();
            for (int n = random.nextInt(4); n > 0; n--) {
                out.add(tree(depth - 1));
            }
            return out;
        }
        return scalar(kind);
    }

    private JsonNode scalar(int kind) {
        return switch (kind) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt(30) - 10);
            case 3 -> NODES.numberNode(new BigInteger(random.nextInt(200), random).negate());
            case 4 -> NODES.numberNode(number());
            default -> NODES.textNode(word());
        };
    }

    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(10);
            case 1 -> random.nextGaussian();
            case 2 -> Double.longBitsToDouble(random.nextLong());
            default -> new double[] {Double.NaN, Double.POSITIVE_INFINITY, -0.0}[random.nextInt(3)];
        };
    }

    private String word() {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
