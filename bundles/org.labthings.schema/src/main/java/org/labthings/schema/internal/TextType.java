package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.UUID;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Decoding.Fit;

/** Values that are a string of a certain form on the wire: UUIDs, paths, URIs. */
abstract class TextType extends ValueType {
    private final Class<?> type;
    private final String label;
    private final String format;

    private TextType(Class<?> type, String label, String format) {
        this.type = type;
        this.label = label;
        this.format = format;
    }

    /** Parses the text of a node, or notes why not. */
    abstract Object parse(String text, JsonNode json, Decoding run);

    /** Notes that a value is no string. */
    abstract Object noText(JsonNode json, Decoding run);

    @Override
    boolean accepts(Object value) {
        return type.isInstance(value);
    }

    @Override
    String label() {
        return label;
    }

    @Override
    public ObjectNode schema() {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("format", format);
    }

    @Override
    public Object decode(JsonNode json, Decoding run) {
        if (json == null || !json.isTextual()) {
            return noText(json, run);
        }
        run.fits(Fit.LAX);
        return parse(json.textValue(), json, run);
    }

    @Override
    public void encode(Object value, JsonGenerator out, BlobLinks links) throws IOException {
        out.writeString(value.toString());
    }

    private static ObjectNode error(String text) {
        return JsonNodeFactory.instance.objectNode().put("error", text);
    }

    static TextType uuid() {
        return new TextType(UUID.class, "uuid", "uuid") {
            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                try {
                    return UuidText.parse(text);
                } catch (IllegalArgumentException e) {
                    String why = e.getMessage();
                    String msg = "Input should be a valid UUID, " + why;
                    run.issue("uuid_parsing", msg, TextNode.valueOf(text), error(why));
                    return null;
                }
            }

            @Override
            Object noText(JsonNode json, Decoding run) {
                String msg = "UUID input should be a string, bytes or UUID object";
                return refuse(run, "uuid_type", msg, json);
            }
        };
    }

    static TextType path() {
        return new TextType(Path.class, "path", "path") {
            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                try {
                    return Path.of(text.isEmpty() ? "." : text);
                } catch (InvalidPathException e) {
                    return noText(json, run);
                }
            }

            @Override
            Object noText(JsonNode json, Decoding run) {
                return refuse(run, "path_type", "Input is not a valid path", json);
            }
        };
    }

    static TextType uri() {
        return new TextType(URI.class, "url", "uri") {
            @Override
            public ObjectNode schema() {
                return super.schema().put("minLength", 1);
            }

            @Override
            Object parse(String text, JsonNode json, Decoding run) {
                String plain = text.strip();
                String why = plain.isEmpty() ? "input is empty" : null;
                try {
                    URI uri = why == null ? new URI(plain) : null;
                    if (uri != null && uri.isAbsolute()) {
                        return uri;
                    }
                    why = why == null ? "relative URL without a base" : why;
                } catch (URISyntaxException e) {
                    why = e.getReason();
                }
                String msg = "Input should be a valid URL, " + why;
                run.issue("url_parsing", msg, json, error(why));
                return null;
            }

            @Override
            Object noText(JsonNode json, Decoding run) {
                return refuse(run, "url_type", "URL input should be a string or URL", json);
            }
        };
    }
}
