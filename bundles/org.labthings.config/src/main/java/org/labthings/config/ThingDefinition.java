package org.labthings.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the configuration says about a Thing, as the file would. The trees are the holder's own:
 * changing them changes nothing but this object.
 *
 * @param name under which it is served
 * @param className class string: a component name, a Java class name or an alias
 * @param args positional arguments
 * @param kwargs keyword arguments
 * @param slots slot name to Thing name, array of names, or null
 */
public record ThingDefinition(
        String name, String className, ArrayNode args, ObjectNode kwargs, ObjectNode slots) {

    /** A Thing without arguments and configured slots. */
    public static ThingDefinition of(String name, String className) {
        return of(name, className, JsonNodeFactory.instance.objectNode());
    }

    /** A Thing with keyword arguments. */
    public static ThingDefinition of(String name, String className, ObjectNode kwargs) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return new ThingDefinition(name, className, nodes.arrayNode(), kwargs, nodes.objectNode());
    }
}
