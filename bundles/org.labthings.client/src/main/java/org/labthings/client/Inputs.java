package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import org.labthings.api.Blob;
import org.labthings.client.internal.json.ClientJson;

/** Values on their way to a server: blobs become their links, also deep inside. */
final class Inputs {
    private Inputs() {}

    /**
     * A value as JSON.
     *
     * @throws IllegalArgumentException when it has no JSON form, or is data that no server has
     */
    static JsonNode json(Object value) {
        if (value instanceof Blob blob) {
            return link(blob);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode out = ClientJson.MAPPER.createObjectNode();
            map.forEach((k, v) -> out.set(String.valueOf(k), json(v)));
            return out;
        }
        if (value instanceof Collection<?> list) {
            ArrayNode out = ClientJson.MAPPER.createArrayNode();
            list.forEach(v -> out.add(json(v)));
            return out;
        }
        return ClientJson.tree(value);
    }

    private static JsonNode link(Blob blob) {
        URI uri =
                blob.origin()
                        .or(blob::remote)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "A server takes the blobs that it made itself, and "
                                                        + blob
                                                        + " lies here; let an action of the server"
                                                        + " make it, or send its content as text"));
        return ClientJson.MAPPER
                .createObjectNode()
                .put("href", uri.toString())
                .put("media_type", blob.mediaType())
                .put("rel", "output");
    }
}
