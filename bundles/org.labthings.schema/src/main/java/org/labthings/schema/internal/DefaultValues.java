package org.labthings.schema.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
        try {
            return Json.tree(out -> type.encode(value, out, links));
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }
}
