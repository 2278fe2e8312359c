package org.labthings.config.internal.component;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Thing;
import org.labthings.config.internal.document.ThingEntry;
import org.labthings.config.internal.json.Findings;
import org.labthings.config.internal.json.JsonText;

/** Finds the component of each configured Thing, and what its configuration is. */
public final class ThingResolver {
    /** Configuration property: the positional arguments as they stood in the file. */
    static final String ARGS = "thing.args";

    private final ThingComponents components;
    private final boolean strict;

    /**
     * A resolver.
     *
     * @param strict whether an unknown class is an error
     */
    public ThingResolver(ThingComponents components, boolean strict) {
        this.components = components;
        this.strict = strict;
    }

    /**
     * The configuration of a Thing; pending when there is no component, or arguments do not fit.
     */
    public ThingConfiguration resolve(ThingEntry thing, int order, Findings findings) {
        Optional<ThingComponents.Match> match = components.find(thing.className());
        if (match.isEmpty()) {
            String reason = "No installed bundle provides the class " + thing.className();
            if (strict) {
                findings.error(thing.place(), reason);
            }
            return pending(thing, order, reason + ". Drop its driver into the plugins folder.");
        }
        ThingComponent component = match.get().component();
        if (!match.get().others().isEmpty()) {
            findings.warning(
                    thing.place(),
                    thing.className()
                            + " is "
                            + component
                            + ", but also "
                            + String.join(", ", match.get().others())
                            + "; give the name of the component to choose another");
        }
        if (!component.isThing()) {
            findings.notConstructible(
                    thing.place(),
                    "class "
                            + thing.className()
                            + " is not a Thing subclass: the component "
                            + component
                            + " is no service of org.labthings.api.Thing");
        } else if (!component.configurable()) {
            findings.notConstructible(
                    thing.place(),
                    "the component "
                            + component
                            + " ignores configurations, so it cannot be told its name");
        }
        Hashtable<String, Object> properties =
                new Arguments(thing, component, findings).properties();
        properties.putAll(identity(thing, order));
        return new ThingConfiguration(thing.name(), component.pid(), properties);
    }

    /** What stands in ConfigAdmin for a Thing that has no component, or none that takes it. */
    public ThingConfiguration pending(ThingEntry thing, int order, String reason) {
        Hashtable<String, Object> properties = new Hashtable<>(identity(thing, order));
        properties.put(ThingConfiguration.REASON, reason);
        return new ThingConfiguration(thing.name(), ThingConfiguration.PENDING, properties);
    }

    private static Map<String, Object> identity(ThingEntry thing, int order) {
        return Map.of(
                Thing.NAME,
                thing.name(),
                Thing.CLASS,
                thing.className(),
                Thing.ORDER,
                order,
                Thing.KWARGS,
                JsonText.write(thing.kwargs()),
                Thing.SLOTS,
                JsonText.write(thing.slots()),
                ARGS,
                JsonText.write(thing.args()));
    }
}
