package org.labthings.thing.scpi.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.labthings.thing.scpi.protocol.ScpiText;

/**
 * How a value looks to clients and to the instrument: its type, unit, limits and choices.
 *
 * @param kind of value
 * @param unit for people, or null
 * @param minimum or null
 * @param maximum or null
 * @param choices what clients say to what the instrument says; empty when anything goes
 */
record Form(Kind kind, String unit, Double minimum, Double maximum, Map<String, String> choices) {

    /** The types of values. */
    enum Kind {
        /** A number; infinite and undefined ones are null for clients. */
        NUMBER("number"),
        /** An integer, however the instrument writes it. */
        INTEGER("integer"),
        /** Sent as ON and OFF. */
        BOOLEAN("boolean"),
        /** Text in quotes. */
        STRING("string"),
        /** A word without quotes, such as VOLT or MAX. */
        WORD("string"),
        /** Numbers with commas between them; only read. */
        NUMBERS("array");

        private final String schemaType;

        Kind(String schemaType) {
            this.schemaType = schemaType;
        }
    }

    /** Reads a form from the keys type, unit, minimum, maximum and choices. */
    static Form of(Row row) {
        String name = row.text("type");
        Map<String, String> choices = row.texts("choices");
        Kind kind = choices.isEmpty() ? Kind.NUMBER : Kind.WORD;
        if (name != null) {
            try {
                kind = Kind.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw row.wrong(
                        "type",
                        "must be number, integer, boolean, string, word or numbers",
                        "'" + name + "'");
            }
        }
        Form form =
                new Form(
                        kind,
                        row.text("unit"),
                        row.number("minimum"),
                        row.number("maximum"),
                        choices);
        if (form.minimum != null && form.maximum != null && form.minimum > form.maximum) {
            throw row.wrong("minimum", "must not be above 'maximum'", form.minimum);
        }
        if ((form.minimum != null || form.maximum != null)
                && kind != Kind.NUMBER
                && kind != Kind.INTEGER) {
            throw row.wrong("type", "must be number or integer where there are limits", name);
        }
        if (!choices.isEmpty() && kind != Kind.WORD && kind != Kind.STRING) {
            throw row.wrong("type", "must be word or string where there are choices", name);
        }
        return form;
    }

    /** Its W3C Data Schema. */
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", kind.schemaType);
        if (kind == Kind.NUMBERS) {
            schema.put("items", Map.of("type", "number"));
        }
        if (unit != null) {
            schema.put("unit", unit);
        }
        if (minimum != null) {
            schema.put("minimum", whole(minimum));
        }
        if (maximum != null) {
            schema.put("maximum", whole(maximum));
        }
        if (!choices.isEmpty()) {
            schema.put("enum", List.copyOf(choices.keySet()));
        }
        return schema;
    }

    private Object whole(double limit) {
        return kind == Kind.INTEGER ? (Object) (long) limit : (Object) limit;
    }

    /**
     * What an answer of the instrument means.
     *
     * @throws IllegalArgumentException saying what it is not
     */
    Object read(String answer) {
        return switch (kind) {
            case NUMBER -> ScpiText.number(answer);
            case INTEGER -> ScpiText.integer(answer);
            case BOOLEAN -> ScpiText.bool(answer);
            case NUMBERS -> ScpiText.numbers(answer);
            case STRING, WORD -> choice(ScpiText.string(answer));
        };
    }

    /** Instruments answer in the short form; a table may have the long one, VOLTage. */
    private String choice(String said) {
        if (choices.isEmpty()) {
            return said;
        }
        for (Map.Entry<String, String> c : choices.entrySet()) {
            String scpi = ScpiText.string(c.getValue());
            String shortForm = scpi.replaceAll("[a-z]", "");
            if (scpi.equalsIgnoreCase(said)
                    || !shortForm.isEmpty() && shortForm.equalsIgnoreCase(said)) {
                return c.getKey();
            }
        }
        throw new IllegalArgumentException("none of " + choices.values());
    }

    /**
     * What is sent for a value that fits the schema.
     *
     * @throws IllegalArgumentException when it cannot be sent all the same
     */
    String write(Object value) {
        return switch (kind) {
            case NUMBER -> ScpiText.format(((Number) value).doubleValue());
            case INTEGER -> String.valueOf(((Number) value).longValue());
            case BOOLEAN -> (Boolean) value ? "ON" : "OFF";
            case STRING -> ScpiText.quoted(choices.getOrDefault(value, (String) value));
            case WORD -> word((String) value);
            case NUMBERS -> throw new IllegalArgumentException("Lists of numbers are only read");
        };
    }

    private String word(String value) {
        String chosen = choices.get(value);
        if (chosen != null) {
            return chosen;
        }
        if (!value.matches("[A-Za-z][A-Za-z0-9_:.]*")) { // no separators: one value, one command
            throw new IllegalArgumentException(
                    "'" + value + "' is no word: letters, digits, '_', ':', '.'");
        }
        return value;
    }
}
