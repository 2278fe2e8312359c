package org.labthings.hardware.ui;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Literal;

/**
 * A control that shows and changes a property.
 *
 * @param thing name of its Thing
 * @param propertyName as on the wire
 * @param label for people
 * @param readBack whether the value is read again after it was set
 * @param readBackDelay milliseconds until then
 * @param options what can be chosen: text for people to value; empty: anything
 * @param step by how much a number changes; empty: as the web app likes
 * @param broken whether there is no such property
 */
public record PropertyControl(
        @Literal({"\"property_control\""}) Object elementType,
        String thing,
        String propertyName,
        String label,
        boolean readBack,
        int readBackDelay,
        Optional<Map<String, Object>> options,
        Optional<Double> step,
        boolean broken)
        implements UiElement {
    /**
     * A control labelled by the property's name.
     *
     * @param thing name under which its Thing is served: {@link
     *     org.labthings.api.ThingContext#name()}
     * @param propertyName as on the wire
     * @return a control without choice, step and reading back
     */
    public static PropertyControl of(String thing, String propertyName) {
        return of(thing, propertyName, propertyName);
    }

    /**
     * A control.
     *
     * @param thing name under which its Thing is served: {@link
     *     org.labthings.api.ThingContext#name()}
     * @param propertyName as on the wire
     * @param label for people
     * @return a control without choice, step and reading back
     */
    public static PropertyControl of(String thing, String propertyName, String label) {
        return new PropertyControl(
                "property_control",
                thing,
                propertyName,
                label,
                false,
                1000,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /**
     * With a fixed choice.
     *
     * @param choice text for people to value, in this order; copied
     * @return a new control
     */
    public PropertyControl withOptions(Map<String, ?> choice) {
        Map<String, Object> copy = Collections.unmodifiableMap(new LinkedHashMap<>(choice));
        return new PropertyControl(
                elementType,
                thing,
                propertyName,
                label,
                readBack,
                readBackDelay,
                Optional.of(copy),
                step,
                broken);
    }

    /**
     * With a step.
     *
     * @param size by how much one click changes the number
     * @return a new control
     */
    public PropertyControl withStep(double size) {
        return new PropertyControl(
                elementType,
                thing,
                propertyName,
                label,
                readBack,
                readBackDelay,
                options,
                Optional.of(size),
                broken);
    }

    /**
     * That reads the value again after it was set.
     *
     * @param delay milliseconds, 0 or more
     * @return a new control
     */
    public PropertyControl withReadBack(int delay) {
        return new PropertyControl(
                elementType, thing, propertyName, label, true, delay, options, step, broken);
    }

    /** Whose property is missing. */
    PropertyControl asBroken() {
        return new PropertyControl(
                elementType,
                thing,
                propertyName,
                label,
                readBack,
                readBackDelay,
                options,
                step,
                true);
    }
}
