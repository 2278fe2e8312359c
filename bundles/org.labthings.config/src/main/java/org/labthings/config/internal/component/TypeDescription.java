package org.labthings.config.internal.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.labthings.config.DriverType;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.ObjectClassDefinition;

/** A component as people are shown it: its metatype in the words of a configuration file. */
final class TypeDescription {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private TypeDescription() {}

    static DriverType of(
            ThingComponent component, List<String> aliases, MetaTypeInformation metatype) {
        String title = component.name();
        String description = "";
        List<DriverType.Attribute> attributes = List.of();
        if (component.attributes() != null) {
            ObjectClassDefinition definition =
                    metatype.getObjectClassDefinition(component.pid(), null);
            title = text(definition.getName(), title);
            description = text(definition.getDescription(), "");
            attributes = component.attributes().stream().map(TypeDescription::attribute).toList();
        }
        return new DriverType(
                component.name(),
                component.implementation(),
                aliases,
                title,
                description,
                component.bundle(),
                component.version().toString(),
                component.attributes() != null,
                attributes);
    }

    private static String text(String value, String otherwise) {
        return value == null || value.isBlank() ? otherwise : value;
    }

    static DriverType.Attribute attribute(AttributeDefinition attribute) {
        String name = Attributes.wireName(attribute);
        int cardinality = attribute.getCardinality();
        return new DriverType.Attribute(
                name,
                text(attribute.getName(), name),
                text(attribute.getDescription(), ""),
                kind(attribute),
                cardinality != 0,
                cardinality == 0 ? 1 : Math.abs(cardinality),
                Attributes.isRequired(attribute),
                defaultValue(attribute),
                options(attribute));
    }

    private static DriverType.Kind kind(AttributeDefinition attribute) {
        return switch (attribute.getType()) {
            case AttributeDefinition.LONG,
                    AttributeDefinition.INTEGER,
                    AttributeDefinition.SHORT,
                    AttributeDefinition.BYTE ->
                    DriverType.Kind.INTEGER;
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> DriverType.Kind.NUMBER;
            case AttributeDefinition.BOOLEAN -> DriverType.Kind.BOOLEAN;
            case AttributeDefinition.CHARACTER -> DriverType.Kind.CHARACTER;
            case AttributeDefinition.PASSWORD -> DriverType.Kind.PASSWORD;
            default -> DriverType.Kind.STRING;
        };
    }

    private static JsonNode defaultValue(AttributeDefinition attribute) {
        String[] defaults = attribute.getDefaultValue();
        if (defaults == null || defaults.length == 0) {
            return null;
        }
        if (attribute.getCardinality() == 0) {
            return value(attribute, defaults[0]);
        }
        ArrayNode list = NODES.arrayNode();
        for (String element : defaults) {
            list.add(value(attribute, element));
        }
        return list;
    }

    private static List<DriverType.Option> options(AttributeDefinition attribute) {
        String[] values = attribute.getOptionValues();
        String[] labels = attribute.getOptionLabels();
        List<DriverType.Option> options = new ArrayList<>();
        for (int i = 0; values != null && i < values.length; i++) {
            String label = labels != null && i < labels.length ? labels[i] : values[i];
            options.add(new DriverType.Option(value(attribute, values[i]), label));
        }
        return List.copyOf(options);
    }

    /** Metatype has texts only. One that is no number, though it should be, stays a text. */
    private static JsonNode value(AttributeDefinition attribute, String text) {
        try {
            return switch (kind(attribute)) {
                case INTEGER -> NODES.numberNode(Long.parseLong(text.strip()));
                case NUMBER -> number(text.strip());
                case BOOLEAN -> NODES.booleanNode(Boolean.parseBoolean(text.strip()));
                default -> NODES.textNode(text);
            };
        } catch (NumberFormatException e) {
            return NODES.textNode(text);
        }
    }

    private static JsonNode number(String text) {
        double number = Double.parseDouble(text);
        return Double.isFinite(number)
                ? NODES.numberNode(new BigDecimal(text))
                : NODES.numberNode(number);
    }
}
