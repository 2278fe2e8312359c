package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.labthings.core.ServedProperty;
import org.labthings.http.internal.reply.FiniteJson;
import org.labthings.schema.Json;

/** A property as a Thing Description has it (LabThings specification 2.3 and 2.5). */
final class PropertyDescription {
    private static final List<String> ORDER =
            List.of(
                    "description",
                    "title",
                    "writeOnly",
                    "readOnly",
                    "observable",
                    "oneOf",
                    "enum",
                    "format",
                    "const",
                    "default",
                    "type",
                    "items",
                    "maxItems",
                    "minItems",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "properties",
                    "required",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "forms");

    private PropertyDescription() {}

    static ObjectNode of(ServedProperty property, String thingPath) {
        ObjectNode all = property.type().schema();
        if (property.description() != null) {
            all.put("description", property.description());
        }
        all.put("title", property.title());
        all.put("writeOnly", false);
        all.put("readOnly", property.readOnly());
        JsonNode value = property.defaultValue();
        if (value == null || value.isNull() || FiniteJson.isNotFinite(value)) {
            all.remove("default");
        } else {
            all.set("default", FiniteJson.finite(value.deepCopy()));
        }
        if (property.observable()) {
            all.put("observable", true);
        }
        all.set("forms", forms(property, thingPath));
        return ordered(all);
    }

    private static ArrayNode forms(ServedProperty property, String thingPath) {
        String href = thingPath + "/" + property.name();
        Forms forms = new Forms();
        if (property.readOnly()) {
            forms.http(href, "readproperty");
        } else {
            forms.http(href, new String[] {"readproperty", "writeproperty"});
        }
        if (property.observable()) {
            String[] operations = {"observeproperty", "unobserveproperty"};
            forms.events(href + "/sse", operations).socket(thingPath, operations);
        }
        return forms.all();
    }

    private static ObjectNode ordered(ObjectNode all) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        for (String name : ORDER) {
            if (all.has(name)) {
                out.set(name, all.get(name));
            }
        }
        all.properties()
                .forEach(
                        member -> {
                            if (!out.has(member.getKey())) {
                                out.set(member.getKey(), member.getValue());
                            }
                        });
        return out;
    }
}
