package org.labthings.schema.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import org.labthings.api.UnservableThingError;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/** Defaults: from their JSON texts to values, and from values to trees for schemas. */
final class DefaultValues {
    private DefaultValues() {}

    /** Parses the JSON text of an annotation; the error names where it stands. */
    static JsonNode parse(String text, String where) {
        try {
            JsonNode tree = Json.MAPPER.readTree(text);
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // said below, without Jackson's coordinates
        }
        throw new UnservableThingError(
                where + ": the text " + quoted(text) + " is not JSON; strings need quotes");
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    /** A default as a value of its type; an error that names it when it does not fit. */
    static Object value(DataType type, JsonNode json, String where) {
        Decoding run = new Decoding(NoBlobLinks.INSTANCE, "default");
        Object value = type.decode(json, run);
        if (run.count() > 0) {
            throw new UnservableThingError(
                    where
                            + ": the default "
                            + json
                            + " does not fit: "
                            + new ValidationException(run.issues()).getMessage());
        }
        return value;
    }

    /** A value that its type accepts, encoded; JSON null when it cannot be shown. */
    static JsonNode json(DataType type, Object value, BlobLinks links) {
        try (TokenBuffer buffer = new TokenBuffer(Json.MAPPER, false)) {
            type.encode(value, buffer, links);
            JsonNode tree = Json.MAPPER.readTree(buffer.asParser());
            return tree == null ? NullNode.getInstance() : tree;
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }
}
