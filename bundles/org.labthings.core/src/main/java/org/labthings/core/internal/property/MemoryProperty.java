package org.labthings.core.internal.property;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.api.DataProperty;
import org.labthings.core.Notification;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.schema.BlobLinks;

/** A data property or setting: its value lies in its handle. */
public final class MemoryProperty extends ThingProperty {
    private final DataProperty<Object> handle;
    private final boolean keepsEncoding;
    private volatile Encoded encoded = new Encoded(new Object(), null);

    /** The JSON of one value; valid while the handle holds that very object. */
    private record Encoded(Object value, byte[] json) {}

    /** A property over its handle, which is attached by the caller. */
    @SuppressWarnings(
            "unchecked") // values are checked against the declared type before they are stored
    public MemoryProperty(DataProperty<?> handle, PropertyInfo info, PropertyAccess access) {
        super(info, access);
        this.handle = (DataProperty<Object>) handle;
        this.keepsEncoding = info.type().immutable() && !info.type().containsBlobs();
    }

    /** Assigns a value from code: see {@link org.labthings.api.PropertyHost#assign}. */
    public void assign(Object value) {
        store(value, access.validateOnSet());
        if (info.setting()) {
            access.saver().saveSoon();
        }
    }

    private void store(Object value, boolean validate) {
        try (GlobalLock.Hold hold = hold()) {
            synchronized (
                    handle) { // observers see assignments in the order in which they were made
                Object checked = validate ? info.type().check(value) : value;
                handle.store(checked);
                if (access.hub().isObserved(access.thing(), info.name())) {
                    publish(checked);
                }
            }
        }
    }

    private void publish(Object value) {
        byte[] json;
        try {
            json = keepsEncoding ? json(value) : encode(value, access.links());
        } catch (RuntimeException e) {
            logFailure(e); // an unvalidated value: whoever reads it is told the same
            return;
        }
        access.hub().publish(Notification.Kind.PROPERTY, access.thing(), info.name(), json, null);
    }

    private byte[] json(Object value) {
        Encoded now = encoded;
        if (now.value() != value) {
            now = new Encoded(value, encode(value, access.links()));
            encoded = now;
        }
        return now.json();
    }

    @Override
    Object value() {
        return handle.get();
    }

    @Override
    public boolean memory() {
        return true;
    }

    @Override
    public boolean observable() {
        return info.observable();
    }

    @Override
    public boolean resettable() {
        return true;
    }

    @Override
    public byte[] read(BlobLinks links) {
        try {
            Object value = handle.get();
            return keepsEncoding ? json(value) : encode(value, links);
        } catch (RuntimeException e) {
            logFailure(e);
            throw e;
        }
    }

    @Override
    public void write(JsonNode body, BlobLinks links) {
        access.presence().check();
        store(decode(body, links), true);
        saveNow();
    }

    @Override
    public void reset() {
        access.presence().check();
        store(handle.defaultValue(), true);
        saveNow();
    }

    @Override
    public void load(JsonNode saved) {
        handle.store(decodeSaved(saved));
    }
}
