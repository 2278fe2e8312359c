package org.labthings.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A kind of Thing that an installed bundle provides.
 *
 * @param name class string that finds it: the name of its component
 * @param implementation its Java class
 * @param aliases further class strings that it answers to
 * @param title for people; its name when it has no other
 * @param description for people, or empty
 * @param bundle symbolic name of its bundle
 * @param version of its bundle
 * @param described whether it describes its attributes; when not, it takes any keyword arguments
 * @param attributes its keyword arguments, in the order of their declaration
 */
public record DriverType(
        String name,
        String implementation,
        List<String> aliases,
        String title,
        String description,
        String bundle,
        String version,
        boolean described,
        List<Attribute> attributes) {

    /** What kind of JSON an attribute, or each element of it, takes. */
    public enum Kind {
        /** Any text, also a JSON object or array, which reaches the component as its text. */
        STRING,
        /** Text that should not be shown. */
        PASSWORD,
        /** A whole number. */
        INTEGER,
        /** A number. */
        NUMBER,
        /** True or false. */
        BOOLEAN,
        /** A text of one character. */
        CHARACTER
    }

    /**
     * A keyword argument.
     *
     * @param name as a configuration file writes it
     * @param title for people
     * @param description for people, or empty
     * @param kind what it takes
     * @param list whether it takes an array
     * @param most elements that the array may have
     * @param required whether it must be given
     * @param defaultValue what counts when it is not given; null for none
     * @param options what is allowed; empty when everything of the kind is
     */
    public record Attribute(
            String name,
            String title,
            String description,
            Kind kind,
            boolean list,
            int most,
            boolean required,
            JsonNode defaultValue,
            List<Option> options) {}

    /** An allowed value, and what people call it. */
    public record Option(JsonNode value, String label) {}
}
