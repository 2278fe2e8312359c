package org.labthings.schema;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.internal.syntax.HalfCharacters;
import org.labthings.schema.internal.syntax.JsonFault;
import org.labthings.schema.internal.syntax.JsonSyntax;

/** The platform's one JSON dialect: what it reads, and how it writes. */
public final class Json {
    /**
     * Reads the bare tokens NaN and Infinity as Python does, integers of any size, the last of
     * duplicate keys; refuses trailing tokens. Its limits keep a hostile body from costing much.
     * Writes every character as itself, escaped only where JSON demands it.
     */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            com.fasterxml.jackson.core.JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .maxNumberLength(4300)
                                                    .build())
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .build())
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** Something that writes JSON. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes to the generator.
         *
         * @throws IOException when that fails
         */
        void write(JsonGenerator out) throws IOException;
    }

    /**
     * Parses a request body, or a file. Whatever is wrong with it is an issue {@code json_invalid}
     * at its offset: text that is not JSON or not UTF-8, but also nesting, numbers or strings
     * beyond the dialect's limits.
     *
     * @return null when there are no bytes at all
     * @throws ValidationException when it is not JSON
     */
    public static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return null;
        }
        if (isPlain(body)) {
            try {
                JsonNode tree = MAPPER.readTree(body);
                if (tree != null && !tree.isMissingNode()) {
                    return tree;
                }
            } catch (IOException e) {
                // what is wrong, and where, is found out below
            }
        }
        return parse(utf8(body));
    }

    /** ASCII without escapes, as nearly all bodies are: nothing in it needs a second look. */
    private static boolean isPlain(byte[] body) {
        for (byte b : body) {
            if (b <= 0 || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Parses a message, as {@link #parse(byte[])}; the empty text is not JSON.
     *
     * @throws ValidationException when it is not JSON
     */
    public static JsonNode parse(String text) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw invalid(fault(text, e));
        }
        if (tree == null || tree.isMissingNode()) { // blanks only
            throw invalid(fault(text, null));
        }
        int half = text.indexOf("\\u") < 0 ? -1 : HalfCharacters.indexIn(text);
        if (half >= 0) {
            int at = text.codePointCount(0, half);
            throw invalid(new JsonFault(at, "Half of a character (an unpaired surrogate)"));
        }
        return tree;
    }

    /**
     * A request body that is not declared to be JSON: its text, from which numbers and the like are
     * coerced.
     *
     * @return null when there are no bytes at all
     * @throws ValidationException when it is not UTF-8
     */
    public static JsonNode text(byte[] body) {
        return body.length == 0 ? null : TextNode.valueOf(utf8(body));
    }

    private static String utf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(body.length);
        ByteBuffer in = ByteBuffer.wrap(body);
        if (decoder.decode(in, out, true).isError()) {
            throw invalid(new JsonFault(in.position(), "Not UTF-8"));
        }
        out.flip();
        return out.length() > 0 && out.charAt(0) == '\uFEFF'
                ? out.subSequence(1, out.length()).toString()
                : out.toString();
    }

    private static JsonFault fault(String text, JacksonException e) {
        JsonFault fault = JsonSyntax.find(text);
        if (fault != null) {
            return fault;
        }
        boolean located = e != null && e.getLocation() != null;
        long offset = located ? Math.max(0, e.getLocation().getCharOffset()) : 0;
        int within = (int) Math.min(offset, text.length());
        String why = e == null ? "Not JSON" : e.getOriginalMessage();
        return new JsonFault(text.codePointCount(0, within), why);
    }

    private static ValidationException invalid(JsonFault fault) {
        ObjectNode ctx = NODES.objectNode().put("error", fault.message());
        List<Object> loc = List.of("body", fault.offset());
        return new ValidationException(
                List.of(
                        new Issue(
                                "json_invalid",
                                loc,
                                "JSON decode error",
                                NODES.objectNode(),
                                ctx)));
    }

    /**
     * Parses the JSON text of an annotation, a default for instance.
     *
     * @param where the member that has it, for the error
     * @throws UnservableThingError when it is not JSON; it names the member
     */
    public static JsonNode declared(String text, String where) {
        try {
            return parse(text);
        } catch (ValidationException e) {
            throw new UnservableThingError(
                    where
                            + ": the text '"
                            + text
                            + "' is not JSON: "
                            + e.issues().get(0).ctx().path("error").asText()
                            + " at "
                            + e.issues().get(0).loc().get(1)
                            + " (a string needs quotes of its own)");
        }
    }

    /**
     * What a body writes, as UTF-8 bytes.
     *
     * @throws IOException as the body
     */
    public static byte[] bytes(Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            body.write(generator);
        }
        return out.toByteArray();
    }

    /** A tree as UTF-8 bytes, as {@link #write}. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return bytes(out -> write(tree, out));
        } catch (IOException e) {
            throw new UncheckedIOException("A JSON tree always has a text", e);
        }
    }

    /**
     * What a body writes, as a tree.
     *
     * @throws IOException as the body
     */
    public static JsonNode tree(Body body) throws IOException {
        try (TokenBuffer buffer = new TokenBuffer(MAPPER, false)) {
            body.write(buffer);
            JsonNode tree = MAPPER.readTree(buffer.asParser());
            return tree == null || tree.isMissingNode() ? NODES.nullNode() : tree;
        }
    }

    /**
     * Writes a tree in which there may be NaN and infinities, as in the input of an {@link Issue}:
     * they become null, for JSON has no such numbers.
     *
     * @param tree a Java null is written as null
     * @throws IOException when the output fails
     */
    public static void write(JsonNode tree, JsonGenerator out) throws IOException {
        if (tree == null || tree.isMissingNode() || notFinite(tree)) {
            out.writeNull();
        } else if (tree.isObject()) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                out.writeFieldName(member.getKey());
                write(member.getValue(), out);
            }
            out.writeEndObject();
        } else if (tree.isArray()) {
            out.writeStartArray();
            for (JsonNode element : tree) {
                write(element, out);
            }
            out.writeEndArray();
        } else {
            MAPPER.writeTree(out, tree);
        }
    }

    private static boolean notFinite(JsonNode node) {
        return node.isFloatingPointNumber()
                && !node.isBigDecimal()
                && !Double.isFinite(node.doubleValue());
    }
}
