package org.labthings.webconsole.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.labthings.config.DriverType;

/** The installed driver types as JSON, for the form that creates and changes Things. */
final class TypeList {
    private TypeList() {}

    static ArrayNode of(List<DriverType> types) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (DriverType type : types) {
            ObjectNode one = all.addObject();
            one.put("name", type.name());
            one.put("implementation", type.implementation());
            type.aliases().forEach(one.putArray("aliases")::add);
            one.put("title", type.title());
            one.put("description", type.description());
            one.put("bundle", type.bundle());
            one.put("version", type.version());
            one.put("described", type.described());
            ArrayNode attributes = one.putArray("attributes");
            type.attributes().forEach(a -> attributes.add(attribute(a)));
        }
        return all;
    }

    private static ObjectNode attribute(DriverType.Attribute attribute) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        one.put("name", attribute.name());
        one.put("title", attribute.title());
        one.put("description", attribute.description());
        one.put("kind", attribute.kind().name().toLowerCase(Locale.ROOT));
        one.put("list", attribute.list());
        one.put("most", attribute.most());
        one.put("required", attribute.required());
        if (attribute.defaultValue() != null) {
            one.set("default", attribute.defaultValue());
        }
        ArrayNode options = one.putArray("options");
        for (DriverType.Option option : attribute.options()) {
            options.addObject().put("label", option.label()).set("value", option.value());
        }
        return one;
    }
}
