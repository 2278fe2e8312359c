package org.labthings.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A declared dependency of one Thing on others of the same server: by the name that the
 * configuration or the default gives, else by type. A field of a Thing:
 *
 * <pre>{@code
 * private final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
 * private final ThingSlot<Camera> camera = ThingSlot.optional(Camera.class).defaultTo("camera");
 * private final ThingSlot<Detector> detectors = ThingSlot.mapping(Detector.class);
 * }</pre>
 *
 * <p>Slots are filled before {@link Thing#open}, not yet in the constructor, and refilled while
 * running when a better or upgraded Thing comes. Ask the slot each time instead of keeping what it
 * gave. All methods may be called from any thread; none blocks.
 *
 * @param <T> an interface of {@code org.labthings.hardware}, or a Thing class
 */
public final class ThingSlot<T> {
    private final Class<T> type;
    private final Kind kind;
    private volatile boolean searches = true;
    private volatile List<String> defaults;
    private volatile Filler filler;

    /** How many Things a slot takes. */
    public enum Kind {
        /** Exactly one. */
        REQUIRED,
        /** One or none. */
        OPTIONAL,
        /** Any number, by name. */
        MAPPING
    }

    /** What is in a slot; implemented by the platform. */
    @ProviderType
    public interface Filler {
        /**
         * {@return Thing name to Thing, in connection order; unmodifiable} Called on any thread;
         * must not block.
         */
        Map<String, Object> things();

        /**
         * {@return why the slot is as it is: names the slot, what it looks for, and what is there}
         */
        String explanation();
    }

    private ThingSlot(Class<T> type, Kind kind) {
        this.type = type;
        this.kind = kind;
    }

    /**
     * A slot without which the Thing waits.
     *
     * @param <T> what it takes
     * @param type an interface of {@code org.labthings.hardware}, or a Thing class
     * @return a slot, to be assigned to a field
     */
    public static <T> ThingSlot<T> required(Class<T> type) {
        return new ThingSlot<>(type, Kind.REQUIRED);
    }

    /**
     * A slot that may be empty.
     *
     * @param <T> what it takes
     * @param type an interface of {@code org.labthings.hardware}, or a Thing class
     * @return a slot, to be assigned to a field
     */
    public static <T> ThingSlot<T> optional(Class<T> type) {
        return new ThingSlot<>(type, Kind.OPTIONAL);
    }

    /**
     * A slot for any number of Things, by default all of the type.
     *
     * @param <T> what it takes
     * @param type an interface of {@code org.labthings.hardware}, or a Thing class
     * @return a slot, to be assigned to a field
     */
    public static <T> ThingSlot<T> mapping(Class<T> type) {
        return new ThingSlot<>(type, Kind.MAPPING);
    }

    /**
     * The Things it connects to unless the configuration says otherwise.
     *
     * @param names of Things; more than one only for {@link #mapping}
     * @return this
     */
    public ThingSlot<T> defaultTo(String... names) {
        searches = false;
        defaults = List.of(names);
        return this;
    }

    /**
     * It stays empty unless the configuration names a Thing.
     *
     * @return this
     */
    public ThingSlot<T> defaultToNone() {
        searches = false;
        defaults = null;
        return this;
    }

    /**
     * The connected Thing of a slot for one.
     *
     * @return that Thing as it is now; not to be kept
     * @throws ThingSlotError when the slot is empty, or has several Things; the text names the
     *     slot, what it looks for, and what is there
     */
    public T get() {
        return only(things());
    }

    private T only(Map<String, Object> things) {
        if (things.size() != 1) {
            Filler f = filler;
            throw new ThingSlotError(
                    f == null
                            ? "A slot for "
                                    + type.getSimpleName()
                                    + " was used before it was filled"
                                    + "; slots are filled before open(), not in the constructor"
                            : f.explanation());
        }
        return type.cast(things.values().iterator().next());
    }

    /**
     * The connected Thing, if there is one.
     *
     * @return that Thing as it is now, or empty; not to be kept
     * @throws ThingSlotError when the slot has several Things
     */
    public Optional<T> find() {
        Map<String, Object> things = things(); // once: it may be refilled meanwhile
        return things.isEmpty() ? Optional.empty() : Optional.of(only(things));
    }

    /**
     * {@return the connected Things by name, in connection order, as they are now; unmodifiable}
     */
    @SuppressWarnings("unchecked") // the platform fills a slot with instances of its type only
    public Map<String, T> all() {
        return (Map<String, T>) things();
    }

    /** {@return the name of the connected Thing, if there is exactly one} */
    public Optional<String> thingName() {
        Map<String, Object> things = things();
        return things.size() == 1
                ? Optional.of(things.keySet().iterator().next())
                : Optional.empty();
    }

    private Map<String, Object> things() {
        Filler f = filler;
        return f == null ? Map.of() : f.things();
    }

    /** {@return the type of the Things that it takes} */
    public Class<T> type() {
        return type;
    }

    /** {@return how many Things it takes} */
    public Kind kind() {
        return kind;
    }

    /** {@return whether it looks for Things by type when the configuration does not name any} */
    public boolean searchesByType() {
        return searches;
    }

    /** {@return the default names; null stands for none} Meaningless when it searches by type. */
    public List<String> defaultNames() {
        return defaults;
    }

    /**
     * For the platform and for tests: fills the slot; later calls replace what is there.
     *
     * @param newFiller asked each time the slot is used; null empties it
     */
    public void fill(Filler newFiller) {
        filler = newFiller;
    }
}
