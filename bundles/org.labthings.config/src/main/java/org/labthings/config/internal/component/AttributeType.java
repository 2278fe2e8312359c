package org.labthings.config.internal.component;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.metatype.AttributeDefinition;

/** Turns JSON into the Java value of an attribute, or says what would be right. */
final class AttributeType {
    private final AttributeDefinition definition;

    AttributeType(AttributeDefinition definition) {
        this.definition = definition;
    }

    /** A value that does not fit; the message says what would. */
    static final class MismatchException extends Exception {
        private static final long serialVersionUID = 1L;

        MismatchException(String message) {
            super(message);
        }
    }

    /** The value for ConfigAdmin: a scalar, or an array of scalars. */
    Object convert(JsonNode json) throws MismatchException {
        if (definition.getCardinality() == 0) {
            return scalar(json);
        }
        if (!json.isArray()) {
            throw new MismatchException("should be a list of " + noun() + "s");
        }
        int most = Math.abs(definition.getCardinality());
        if (json.size() > most) {
            throw new MismatchException("should have at most " + most + " elements");
        }
        Object array = Array.newInstance(javaType(), json.size());
        for (int i = 0; i < json.size(); i++) {
            Array.set(array, i, scalar(json.get(i)));
        }
        return array;
    }

    private Class<?> javaType() {
        return switch (definition.getType()) {
            case AttributeDefinition.LONG -> Long.class;
            case AttributeDefinition.INTEGER -> Integer.class;
            case AttributeDefinition.SHORT -> Short.class;
            case AttributeDefinition.BYTE -> Byte.class;
            case AttributeDefinition.DOUBLE -> Double.class;
            case AttributeDefinition.FLOAT -> Float.class;
            case AttributeDefinition.BOOLEAN -> Boolean.class;
            case AttributeDefinition.CHARACTER -> Character.class;
            default -> String.class;
        };
    }

    private String noun() {
        Class<?> type = javaType();
        if (type == Double.class || type == Float.class) {
            return "number";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "integer";
        }
        return type == Boolean.class ? "boolean" : type == Character.class ? "character" : "string";
    }

    private Object scalar(JsonNode json) throws MismatchException {
        Object value = null;
        Class<?> type = javaType();
        if (type == String.class) {
            // structured arguments reach a string attribute as JSON
            value = json.isTextual() ? json.textValue() : json.isContainerNode() ? json + "" : null;
        } else if (type == Boolean.class) {
            value = json.isBoolean() ? json.booleanValue() : null;
        } else if (type == Character.class) {
            value =
                    json.isTextual() && json.textValue().length() == 1
                            ? json.textValue().charAt(0)
                            : null;
        } else if (json.isNumber()) {
            value = noun().equals("number") ? real(json, type) : integer(json, type);
        }
        if (value == null) {
            throw new MismatchException(
                    "should be " + ("aeiou".indexOf(noun().charAt(0)) < 0 ? "a " : "an ") + noun());
        }
        checkLimits(String.valueOf(value));
        return value;
    }

    private static Object real(JsonNode json, Class<?> type) {
        return type == Float.class ? (Object) json.floatValue() : (Object) json.doubleValue();
    }

    /** 5.0 is an integer, 5.5 is none. */
    private static Object integer(JsonNode json, Class<?> type) throws MismatchException {
        double real = json.doubleValue();
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            return null;
        }
        try {
            BigDecimal exact = json.decimalValue();
            if (type == Long.class) {
                return exact.longValueExact();
            }
            if (type == Integer.class) {
                return exact.intValueExact();
            }
            return type == Short.class
                    ? (Object) exact.shortValueExact()
                    : (Object) exact.byteValueExact();
        } catch (ArithmeticException e) {
            throw new MismatchException(
                    "should be an integer of the type " + type.getSimpleName().toLowerCase());
        }
    }

    private void checkLimits(String value) throws MismatchException {
        String[] options = definition.getOptionValues();
        if (options != null && options.length > 0 && !List.of(options).contains(value)) {
            throw new MismatchException("should be one of " + Arrays.toString(options));
        }
        // a list is validated as comma-separated text
        String problem =
                definition.validate(
                        definition.getCardinality() == 0
                                ? value
                                : value.replace("\\", "\\\\").replace(",", "\\,"));
        if (problem != null && !problem.isEmpty()) {
            throw new MismatchException("is refused: " + problem);
        }
    }
}
