package org.labthings.core.internal.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Map;
import java.util.function.Function;
import org.labthings.api.Thing;
import org.labthings.schema.Json;
import org.osgi.framework.ServiceReference;

/**
 * What the configuration of a Thing says to the platform, wherever it is read from.
 *
 * @param name under which it is served
 * @param pid of its configuration, or null
 * @param className the class string that was asked for, or null
 * @param order position in the configuration
 * @param slots slot name to what it is configured to
 * @param kwargs keyword arguments
 */
record ConfiguredThing(
        String name, String pid, String className, int order, JsonNode slots, JsonNode kwargs) {

    static ConfiguredThing of(Dictionary<String, Object> configuration) {
        return of(configuration::get);
    }

    static ConfiguredThing of(ServiceReference<?> service) {
        return of(service::getProperty);
    }

    private static ConfiguredThing of(Function<String, Object> property) {
        Object order = property.apply(Thing.ORDER);
        return new ConfiguredThing(
                String.valueOf(property.apply(Thing.NAME)),
                text(property.apply("service.pid")),
                text(property.apply(Thing.CLASS)),
                order instanceof Integer i ? i : Integer.MAX_VALUE,
                object(property.apply(Thing.SLOTS)),
                object(property.apply(Thing.KWARGS)));
    }

    /** One string; of several the first. */
    private static String text(Object value) {
        if (value instanceof String[] many) {
            return many.length == 0 ? null : many[0];
        }
        if (value instanceof Iterable<?> many) {
            return many.iterator().hasNext() ? String.valueOf(many.iterator().next()) : null;
        }
        return value == null ? null : value.toString();
    }

    private static JsonNode object(Object json) {
        if (json instanceof String text) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (IOException e) {
                return JsonNodeFactory.instance.objectNode(); // config refuses what is not JSON
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    @SuppressWarnings("unchecked") // a JSON object converts to a map with string keys
    Map<String, Object> kwargsAsMap() {
        return Json.MAPPER.convertValue(kwargs, Map.class);
    }
}
