package org.labthings.api;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One instrument, real or simulated. A Thing is an OSGi service, usually a Declarative Services
 * component with a factory configuration; the platform tracks it, fills its slots and serves its
 * affordances.
 *
 * <pre>{@code
 * @Component(service = Thing.class, configurationPolicy = REQUIRE)
 * public class Lamp implements Thing {
 *     public final DataSetting<Integer> brightness = DataSetting.of(50).range(0, 100);
 *
 *     @Override public void open(ThingContext context) { ... }
 *     @Override public void close() { ... }
 *
 *     @Action public void flash(@Default("1") int times) { ... }
 * }
 * }</pre>
 *
 * <p>Life: the component is activated (constructor: configuration only, no hardware), its settings
 * are loaded, its slots are filled, then {@link #open} is called, then it is {@code RUNNING}.
 * {@link #close} ends it. All members that the platform sees are its fields, of any visibility,
 * that hold handles, and annotated methods.
 */
@ConsumerType
public interface Thing {
    /**
     * Service and configuration property: the name under which the Thing is served. Letters,
     * digits, {@code -} and {@code _}. A Thing service without it is not served.
     */
    String NAME = "thing.name";

    /**
     * Service property (one string or several): the class strings by which a configuration file may
     * ask for this component, beside its component name and its Java class name. Python import
     * strings such as {@code openflexure:Camera} are allowed, so that existing files load
     * unchanged.
     */
    String CLASS = "thing.class";

    /** Configuration property: the position in the configuration, which orders lists. */
    String ORDER = "thing.order";

    /** Configuration property: the keyword arguments as they stood in the file, one JSON object. */
    String KWARGS = "thing.kwargs";

    /** Configuration property: slot name to Thing name, names or null, one JSON object. */
    String SLOTS = "thing.slots";

    /**
     * Acquires the hardware. Called after the settings are loaded and the required slots are
     * filled, on a thread of the platform; it may block, and other Things go on meanwhile. An
     * exception makes the Thing {@code FAILED} with the exception's message as its reason; {@link
     * #close} is not called then, so release what was acquired before throwing.
     *
     * @param context what this Thing may ask of its server; valid until {@code close} returned
     * @throws Exception when the hardware cannot be acquired
     */
    default void open(ThingContext context) throws Exception {}

    /**
     * Releases the hardware, whatever happened. Called once after a successful {@link #open}, on a
     * thread of the platform, when the Thing is removed, upgraded, loses a required slot, or the
     * server stops. Running invocations were asked to cancel before. It has a deadline, after which
     * the platform goes on without it.
     *
     * @throws Exception is logged and changes nothing
     */
    default void close() throws Exception {}

    /**
     * Metadata about this Thing that other Things may want to store with their data. Called on the
     * thread of whoever asks through {@link ThingContext#thingStates()}; must not block.
     *
     * @return JDK values only: strings, numbers, booleans, lists, maps
     */
    default Map<String, Object> state() {
        return Map.of();
    }
}
