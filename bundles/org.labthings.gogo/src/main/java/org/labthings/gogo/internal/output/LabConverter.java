package org.labthings.gogo.internal.output;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Component;

/** Gogo asks this how results look, and how JSON becomes what another command takes. */
@Component(property = Converter.CONVERTER_CLASSES + "=com.fasterxml.jackson.databind.JsonNode")
public final class LabConverter implements Converter {
    @Override
    public Object convert(Class<?> desired, Object in) {
        if (!(in instanceof JsonNode node)) {
            return null; // not ours; Gogo asks the next one
        }
        if (desired == String.class || desired == CharSequence.class) {
            return node.isTextual() ? node.textValue() : JsonConversion.text(node);
        }
        Object plain = JsonConversion.plain(node);
        if (plain instanceof Number number) {
            return number(desired, number);
        }
        return desired.isInstance(plain) || plain instanceof Boolean && desired == boolean.class
                ? plain
                : null;
    }

    private static Object number(Class<?> desired, Number number) {
        if (desired == int.class || desired == Integer.class) {
            return number.intValue();
        }
        if (desired == long.class || desired == Long.class) {
            return number.longValue();
        }
        if (desired == double.class || desired == Double.class) {
            return number.doubleValue();
        }
        return desired.isInstance(number) ? number : null;
    }

    @Override
    public CharSequence format(Object target, int level, Converter escape) {
        if (target instanceof JsonNode node) {
            return JsonConversion.text(node);
        }
        return target instanceof Rows<?> || target instanceof Facts ? target.toString() : null;
    }
}
