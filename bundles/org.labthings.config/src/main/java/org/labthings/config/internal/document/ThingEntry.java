package org.labthings.config.internal.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.config.internal.json.Place;

/**
 * One Thing of a configuration.
 *
 * @param name under which it is served
 * @param place where it stands
 * @param className class string
 * @param args positional constructor arguments
 * @param kwargs keyword arguments
 * @param slots slot name to Thing name, names or null
 */
public record ThingEntry(
        String name,
        Place place,
        String className,
        ArrayNode args,
        ObjectNode kwargs,
        ObjectNode slots) {}
