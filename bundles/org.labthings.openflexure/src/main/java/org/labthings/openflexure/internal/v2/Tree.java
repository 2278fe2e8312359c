package org.labthings.openflexure.internal.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;

/** A JSON object of which each value has a URL: the keys that lead to it, with slashes. */
final class Tree {
    /** Name of the open part of a path that holds the keys. */
    static final String KEYS = "keys";

    private Tree() {}

    /** The keys that a request names; none for the whole object. */
    static List<String> keys(ServerRequest request) {
        String path = request.parameters().getOrDefault(KEYS, "");
        return Arrays.stream(path.split("/")).filter(key -> !key.isEmpty()).toList();
    }

    /**
     * The value at keys.
     *
     * @throws HttpError 404 when there is none
     */
    static JsonNode at(JsonNode root, List<String> keys) {
        JsonNode value = root;
        for (String key : keys) {
            value =
                    value.isArray() && key.matches("\\d{1,6}")
                            ? value.path(Integer.parseInt(key))
                            : value.path(key);
        }
        if (value.isMissingNode()) {
            throw new HttpError(404, "There is nothing at " + String.join("/", keys));
        }
        return value;
    }

    /**
     * Sets a value: objects are merged member by member, anything else is replaced. Objects on the
     * way are made.
     *
     * @throws HttpError 422 when the whole would be no object any more
     */
    static void merge(ObjectNode root, List<String> keys, JsonNode value) {
        if (keys.isEmpty() && !value.isObject()) {
            throw new HttpError(422, "The settings are an object: send one, or name a key");
        }
        Deque<String> rest = new ArrayDeque<>(keys);
        ObjectNode parent = root;
        while (rest.size() > 1) {
            String key = rest.pop();
            parent = parent.get(key) instanceof ObjectNode inner ? inner : parent.putObject(key);
        }
        if (rest.isEmpty()) {
            mergeInto(parent, value);
        } else if (value.isObject() && parent.get(rest.peek()) instanceof ObjectNode inner) {
            mergeInto(inner, value);
        } else {
            parent.set(rest.peek(), value);
        }
    }

    private static void mergeInto(ObjectNode target, JsonNode value) {
        value.properties()
                .forEach(
                        member -> {
                            boolean both =
                                    member.getValue().isObject()
                                            && target.get(member.getKey()) instanceof ObjectNode;
                            if (both) {
                                mergeInto(
                                        (ObjectNode) target.get(member.getKey()),
                                        member.getValue());
                            } else {
                                target.set(member.getKey(), member.getValue());
                            }
                        });
    }
}
