package org.labthings.config.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.labthings.schema.Json;

/**
 * Reads a configuration's text: JSON as Python reads it (NaN and Infinity are numbers, the last of
 * two equal members counts), remembering lines. Bounded by the size of the text that it gets.
 */
public final class JsonText {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private static final ObjectWriter WRITER =
            Json.MAPPER.writer().without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);
    private static final int LONGEST = 60;
    private static final Pattern START_MARKER =
            Pattern.compile("\\(start marker at \\[.*line: (\\d+), column: \\d+]\\)");

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Findings findings;

    private JsonText(Findings findings) {
        this.findings = findings;
    }

    /**
     * The document; null when it is no JSON, which is then among the findings.
     *
     * @param text UTF-8
     * @param origin file or option that it comes from, for messages
     */
    public static LocatedJson read(byte[] text, String origin, Findings findings) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(findings).read(parser);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String where =
                    at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
            findings.unreadable(
                    "Invalid JSON in " + origin + where + ": " + plain(e),
                    new Findings.Unreadable(
                            new String(text, StandardCharsets.UTF_8),
                            at == null ? 1 : at.getLineNr()));
        } catch (IOException e) {
            findings.error("Invalid JSON in " + origin + ": " + e.getMessage());
        }
        return null;
    }

    /**
     * A value as text that {@link #read} reads again. Through the platform's own mapper: making
     * another one would cost a good part of a start-up.
     */
    public static String write(JsonNode value) {
        try {
            return WRITER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A JSON tree always has a text", e);
        }
    }

    /** A value as a file for people. */
    public static String indented(JsonNode value) {
        Separators separators =
                Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        try {
            return WRITER.with(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A JSON tree always has a text", e);
        }
    }

    /** The value as it would be when it was read from a file. */
    public static JsonNode asRead(JsonNode value) {
        LocatedJson read = read(write(value).getBytes(StandardCharsets.UTF_8), "", new Findings());
        return read.root();
    }

    /** A value for a message; cut when it is long. */
    public static String excerpt(JsonNode value) {
        String text = write(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** Without the parser's remarks on its own settings. */
    private static String plain(JsonProcessingException e) {
        return START_MARKER.matcher(e.getOriginalMessage()).replaceAll("(begun in line $1)");
    }

    private LocatedJson read(JsonParser parser) throws IOException {
        LocatedJson unfinished = new LocatedJson(null, lines);
        if (parser.nextToken() == null) {
            throw new IOException("it is empty");
        }
        JsonNode root = value(parser, unfinished, "");
        if (parser.nextToken() != null) {
            throw new IOException(
                    "line " + parser.currentLocation().getLineNr() + ": text after the end");
        }
        boolean oneLine = lines.values().stream().allMatch(line -> line == 1);
        return new LocatedJson(root, oneLine ? Map.of() : lines);
    }

    private JsonNode value(JsonParser parser, LocatedJson document, String path)
            throws IOException {
        lines.put(path, parser.currentTokenLocation().getLineNr());
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, document, path);
            case START_ARRAY -> array(parser, document, path);
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            default -> nodes.nullNode();
        };
    }

    private JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> nodes.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode object(JsonParser parser, LocatedJson document, String path)
            throws IOException {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String member = LocatedJson.join(path, name);
            parser.nextToken();
            JsonNode value = value(parser, document, member);
            if (object.has(name)) {
                findings.warning(new Place(document, member), "given twice; this one counts");
            }
            object.set(name, value);
        }
        return object;
    }

    private JsonNode array(JsonParser parser, LocatedJson document, String path)
            throws IOException {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(
                    value(parser, document, LocatedJson.join(path, String.valueOf(array.size()))));
        }
        return array;
    }
}
