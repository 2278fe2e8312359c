package org.labthings.core.internal.property;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.api.FeatureNotAvailableError;
import org.labthings.api.ReadOnlyPropertyError;
import org.labthings.core.Notification;
import org.labthings.core.ThingAwayException;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.schema.BlobLinks;

/** A functional property or setting: driver code runs for each read and write. */
public final class FunctionalProperty extends ThingProperty {
    private final Accessors accessors;

    /** The driver's methods, bound to the Thing; setter and resetter may be null. */
    public record Accessors(Getter getter, Setter setter, Runnable resetter) {}

    /** Reads. */
    @FunctionalInterface
    public interface Getter {
        /** Runs the driver's getter; its exceptions come unchanged. */
        Object get();
    }

    /** Writes. */
    @FunctionalInterface
    public interface Setter {
        /** Runs the driver's setter; its exceptions come unchanged. */
        void set(Object value);
    }

    /** A property over the driver's methods. */
    public FunctionalProperty(Accessors accessors, PropertyInfo info, PropertyAccess access) {
        super(info, access);
        this.accessors = accessors;
    }

    @Override
    Object value() {
        return accessors.getter().get();
    }

    @Override
    public boolean memory() {
        return false;
    }

    @Override
    public boolean observable() {
        return info.observable();
    }

    /** Tells whoever observes it about a new value, which the driver says it has now. */
    public void publish(Object value) {
        if (access.hub().isObserved(access.thing(), info.name())) {
            byte[] json = encode(value, access.links());
            access.hub()
                    .publish(Notification.Kind.PROPERTY, access.thing(), info.name(), json, null);
        }
    }

    @Override
    public boolean resettable() {
        return accessors.resetter() != null
                || (accessors.setter() != null && info.defaultValue() != null);
    }

    @Override
    public byte[] read(BlobLinks links) {
        try {
            return access.presence().call(() -> encode(value(), links));
        } catch (ThingAwayException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            logFailure(e);
            throw e;
        }
    }

    @Override
    public void write(JsonNode body, BlobLinks links) {
        set(decode(body, links));
        saveNow();
    }

    private void set(Object value) {
        if (accessors.setter() == null) {
            throw new ReadOnlyPropertyError("Property " + qualifiedName() + " has no setter");
        }
        try (GlobalLock.Hold hold = hold()) {
            run(() -> accessors.setter().set(value));
        }
    }

    private void run(Runnable driver) {
        try {
            access.presence()
                    .call(
                            () -> {
                                driver.run();
                                return null;
                            });
        } catch (ThingAwayException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            logFailure(e);
            throw e;
        }
    }

    @Override
    public void reset() {
        if (accessors.resetter() != null) {
            run(accessors.resetter());
        } else if (resettable()) {
            set(decodeSaved(info.defaultValue()));
        } else {
            throw new FeatureNotAvailableError(
                    "Property " + qualifiedName() + " has no resetter and no default");
        }
        saveNow();
    }

    @Override
    public void load(JsonNode saved) {
        if (accessors.setter() != null) {
            accessors.setter().set(decodeSaved(saved));
        }
    }
}
