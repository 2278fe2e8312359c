package org.labthings.cli.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** JSON as the server speaks it. */
public final class Documents {
    /** The one mapper of this process. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Documents() {}

    /** A tree as UTF-8. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A tree always has a text", e);
        }
    }

    /** A tree for people, over several lines. */
    public static String pretty(JsonNode tree) {
        return tree.isContainerNode() && !tree.isEmpty() ? tree.toPrettyString() : tree.toString();
    }

    /** What an answer holds; a missing node when that is no JSON. */
    static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A value as people type it: JSON, else the text itself. */
    public static JsonNode typed(String text) {
        JsonNode tree = tree(text.getBytes(StandardCharsets.UTF_8));
        return tree.isMissingNode() ? TextNode.valueOf(text) : tree;
    }
}
