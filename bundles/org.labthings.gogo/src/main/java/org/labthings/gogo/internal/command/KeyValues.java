package org.labthings.gogo.internal.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.labthings.gogo.internal.output.JsonConversion;
import org.labthings.schema.Json;

/** What actions and drivers take, as it is typed. */
final class KeyValues {
    private KeyValues() {}

    /** One JSON object, or {@code name=value} each; null for nothing. */
    static JsonNode json(List<Object> words) throws ShellException {
        if (words.isEmpty()) {
            return null;
        }
        if (words.size() == 1 && !String.valueOf(words.get(0)).matches("(?s)\\w+=.*")) {
            return JsonConversion.json(words.get(0));
        }
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (Object word : words) {
            String text = String.valueOf(word);
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new ShellException(
                        "'" + text + "' is not of the form name=value, nor one JSON object");
            }
            object.set(text.substring(0, equals), JsonConversion.json(text.substring(equals + 1)));
        }
        return object;
    }
}
