package org.labthings.api;

import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A property whose value the platform keeps: readable and (unless {@link #readOnly()}) writable
 * over HTTP, resettable to its default, observable. A field of a Thing:
 *
 * <pre>{@code
 * /** Frames each second. *&#47;
 * public final DataProperty<Double> frameRate = DataProperty.of(30.0).above(0).max(120);
 * }</pre>
 *
 * <p>The value type is the field's type argument. A changed list or map must be assigned again:
 * changes in place are invisible to observers and to settings files. All methods may be called from
 * any thread; {@link #get} never blocks.
 *
 * <p>What the builder methods declare is taken up when the Thing arrives, right after its
 * constructor. A limit that does not apply to the value type (a pattern on a number) makes the
 * Thing unservable, and one that is declared later throws an {@link IllegalStateException}.
 *
 * @param <T> value type: numbers, booleans, strings, enums, records, collections, dates, arrays
 */
public sealed class DataProperty<T> permits DataSetting {
    private final Supplier<? extends T> factory;
    private volatile Constraints constraints = Constraints.NONE;
    private volatile boolean readOnly;
    private volatile boolean usesGlobalLock = true;
    private volatile PropertyHost host;
    private volatile Holder<T> holder;

    /** Tells "no value yet" from a value that is null. */
    private record Holder<T>(T value) {}

    DataProperty(Supplier<? extends T> factory) {
        this.factory = Objects.requireNonNull(factory, "factory");
    }

    /**
     * A property that starts with, and resets to, this immutable value.
     *
     * @param <T> value type
     * @param defaultValue shared by all resets; null where the value type allows it
     * @return a property, to be assigned to a field
     */
    public static <T> DataProperty<T> of(T defaultValue) {
        return new DataProperty<>(() -> defaultValue);
    }

    /**
     * A property that starts with, and resets to, a fresh result of the factory.
     *
     * @param <T> value type
     * @param factory for values that can be changed in place, such as arrays; called from any
     *     thread, for each reset and whenever the default is asked for; must not block
     * @return a property, to be assigned to a field
     */
    public static <T> DataProperty<T> from(Supplier<? extends T> factory) {
        return new DataProperty<>(factory);
    }

    /**
     * The current value. Never blocks; the first call makes the default, which the platform asks
     * for as the Thing arrives.
     *
     * @return what was assigned last, not a copy
     */
    public T get() {
        Holder<T> h = holder;
        if (h == null) {
            synchronized (this) {
                h = holder;
                if (h == null) {
                    h = new Holder<>(factory.get());
                    holder = h;
                }
            }
        }
        return h.value();
    }

    /**
     * Assigns a value: observers are told, a setting is saved within 100 ms. Waits at most 50 ms
     * for the global lock. Before the platform has taken up the Thing (in its constructor) the
     * value is just stored.
     *
     * @param value within the limits; kept as it is, not copied
     * @throws GlobalLockBusyError when the server's global lock applies and another thread holds it
     * @throws RuntimeException when the value breaks a constraint, unless {@link
     *     ThingType#validateOnSet} is off; the old value stays
     */
    public void set(T value) {
        PropertyHost h = host;
        if (h == null) {
            store(value);
        } else {
            h.assign(this, value);
        }
    }

    /**
     * Computes a new value from the current one and assigns it, atomically with respect to other
     * calls of {@code update} and {@code set}.
     *
     * @param change computes the new value, on this thread; must not block, and must not change in
     *     place what it is given
     * @return the new value
     * @throws GlobalLockBusyError as {@link #set}; the old value stays
     */
    public synchronized T update(UnaryOperator<T> change) {
        T value = change.apply(get());
        set(value);
        return value;
    }

    /** Assigns a fresh default, as {@link #set} does. */
    public void reset() {
        set(factory.get());
    }

    /** {@return a fresh default value, without assigning it} */
    public T defaultValue() {
        return factory.get();
    }

    /**
     * Hides writing over HTTP; code may still assign.
     *
     * @return this
     */
    public DataProperty<T> readOnly() {
        readOnly = true;
        return this;
    }

    /**
     * Lets this property be written while another thread holds the server's global lock.
     *
     * @return this
     */
    public DataProperty<T> withoutGlobalLock() {
        usesGlobalLock = false;
        return this;
    }

    /**
     * Smallest value.
     *
     * @param value itself allowed; null keeps the present limit
     * @return this
     */
    public DataProperty<T> min(Number value) {
        return limit(constraints.withMinimum(value));
    }

    /**
     * Largest value.
     *
     * @param value itself allowed; null keeps the present limit
     * @return this
     */
    public DataProperty<T> max(Number value) {
        return limit(constraints.withMaximum(value));
    }

    /**
     * Smallest and largest value.
     *
     * @param smallest itself allowed
     * @param largest itself allowed
     * @return this
     */
    public DataProperty<T> range(Number smallest, Number largest) {
        return limit(constraints.withMinimum(smallest).withMaximum(largest));
    }

    /**
     * The value must be greater than this.
     *
     * @param value itself not allowed
     * @return this
     */
    public DataProperty<T> above(Number value) {
        return limit(constraints.withExclusiveMinimum(value));
    }

    /**
     * The value must be less than this.
     *
     * @param value itself not allowed
     * @return this
     */
    public DataProperty<T> below(Number value) {
        return limit(constraints.withExclusiveMaximum(value));
    }

    /**
     * The value must be an integral multiple of this.
     *
     * @param value above 0, or the Thing cannot be served; floating-point values have some slack
     * @return this
     */
    public DataProperty<T> multipleOf(Number value) {
        return limit(constraints.withMultipleOf(value));
    }

    /**
     * NaN and the infinities are refused.
     *
     * @return this
     */
    public DataProperty<T> finite() {
        return limit(constraints.withFinite());
    }

    /**
     * Fewest and most characters or elements.
     *
     * @param fewest 0 or more
     * @param most not less than {@code fewest}, or nothing fits
     * @return this
     */
    public DataProperty<T> length(int fewest, int most) {
        return limit(constraints.withLength(fewest, most));
    }

    /**
     * Regular expression that must be found in the string.
     *
     * @param regex as for {@link Constraints#withPattern}
     * @return this
     */
    public DataProperty<T> pattern(String regex) {
        return limit(constraints.withPattern(regex));
    }

    private DataProperty<T> limit(Constraints next) {
        if (host != null) {
            throw new IllegalStateException(
                    "Constraints are declared with the field; this property is already served");
        }
        constraints = next;
        return this;
    }

    /** {@return the declared limits} */
    public final Constraints constraints() {
        return constraints;
    }

    /** {@return whether writing over HTTP is hidden} */
    public final boolean isReadOnly() {
        return readOnly;
    }

    /** {@return whether assigning takes the server's global lock, where that is enabled} */
    public final boolean usesGlobalLock() {
        return usesGlobalLock;
    }

    /**
     * For the platform: attaches this handle to its Thing's server.
     *
     * @param newHost what assignments go to; null once the Thing is gone: they reach nobody then
     */
    public final void attach(PropertyHost newHost) {
        host = newHost;
    }

    /**
     * For the platform: stores a value, without checks and without telling anybody.
     *
     * @param value of the value type; nothing checks that
     */
    public final void store(T value) {
        holder = new Holder<>(value);
    }
}
