package org.labthings.api;

import java.util.function.Supplier;

/**
 * A {@link DataProperty} whose value survives restarts and upgrades. It is saved at every
 * assignment and loaded before {@link Thing#open}; what the constructor assigns is a default that a
 * saved value replaces.
 *
 * @param <T> value type, as for {@link DataProperty}
 */
public final class DataSetting<T> extends DataProperty<T> {
    private DataSetting(Supplier<? extends T> factory) {
        super(factory);
    }

    /**
     * A setting that starts with, and resets to, this immutable value.
     *
     * @param <T> value type
     * @param defaultValue as for {@link DataProperty#of}
     * @return a setting, to be assigned to a field
     */
    public static <T> DataSetting<T> of(T defaultValue) {
        return new DataSetting<>(() -> defaultValue);
    }

    /**
     * A setting that starts with, and resets to, a fresh result of the factory.
     *
     * @param <T> value type
     * @param factory as for {@link DataProperty#from}
     * @return a setting, to be assigned to a field
     */
    public static <T> DataSetting<T> from(Supplier<? extends T> factory) {
        return new DataSetting<>(factory);
    }

    @Override
    public DataSetting<T> readOnly() {
        super.readOnly();
        return this;
    }

    @Override
    public DataSetting<T> withoutGlobalLock() {
        super.withoutGlobalLock();
        return this;
    }

    @Override
    public DataSetting<T> min(Number value) {
        super.min(value);
        return this;
    }

    @Override
    public DataSetting<T> max(Number value) {
        super.max(value);
        return this;
    }

    @Override
    public DataSetting<T> range(Number smallest, Number largest) {
        super.range(smallest, largest);
        return this;
    }

    @Override
    public DataSetting<T> above(Number value) {
        super.above(value);
        return this;
    }

    @Override
    public DataSetting<T> below(Number value) {
        super.below(value);
        return this;
    }

    @Override
    public DataSetting<T> multipleOf(Number value) {
        super.multipleOf(value);
        return this;
    }

    @Override
    public DataSetting<T> finite() {
        super.finite();
        return this;
    }

    @Override
    public DataSetting<T> length(int fewest, int most) {
        super.length(fewest, most);
        return this;
    }

    @Override
    public DataSetting<T> pattern(String regex) {
        super.pattern(regex);
        return this;
    }
}
