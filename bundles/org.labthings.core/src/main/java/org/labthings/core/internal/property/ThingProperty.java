package org.labthings.core.internal.property;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.StatusCode;
import org.labthings.core.ServedProperty;
import org.labthings.core.internal.lock.GlobalLock;
import org.labthings.core.internal.settings.Setting;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.Decoding;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;
import org.slf4j.event.Level;

/** What data and functional properties have in common. */
public abstract class ThingProperty implements ServedProperty, Setting {
    private static final int UNAVAILABLE = 503;

    final PropertyInfo info;
    final PropertyAccess access;

    ThingProperty(PropertyInfo info, PropertyAccess access) {
        this.info = info;
        this.access = access;
    }

    /** The present value, unchecked. */
    abstract Object value();

    /** Checks and encodes a value on its way out. */
    final byte[] encode(Object value, BlobLinks links) {
        Object checked;
        try {
            checked = info.type().check(value);
        } catch (ValidationException e) {
            throw new InvalidReturnValueError(
                    "Error validating " + qualifiedName() + ": " + e.getMessage());
        }
        try {
            return Json.bytes(out -> info.type().encode(checked, out, links));
        } catch (IOException e) {
            throw new InvalidReturnValueError(
                    "Error serialising " + qualifiedName() + ": " + e.getMessage());
        }
    }

    /** The value in a request body, validated. */
    final Object decode(JsonNode body, BlobLinks links) {
        Decoding decoding = new Decoding(links, "body");
        boolean absent = body == null || (body.isNull() && !info.type().nullable());
        Object value = null;
        if (absent) {
            decoding.issue("missing", "Field required", null, null);
        } else {
            value = info.type().decode(body, decoding);
        }
        decoding.throwIfFailed();
        return value;
    }

    final GlobalLock.Hold hold() {
        return info.usesLock() ? access.lock().hold(qualifiedName()) : () -> {};
    }

    final String qualifiedName() {
        return access.thing() + "." + info.name();
    }

    final void saveNow() {
        if (info.setting()) {
            access.saver().saveNow();
        }
    }

    /**
     * One record, without a stack trace: the driver's fault is not the server's. A refusal is no
     * fault at all: whoever asked is told why.
     */
    final void logFailure(Throwable e) {
        Level level = isRefusal(e) ? Level.DEBUG : Level.ERROR;
        access.logger()
                .atLevel(level)
                .log(
                        "Property {} {}: {}: {}",
                        info.name(),
                        level == Level.DEBUG ? "refused" : "failed",
                        e.getClass().getSimpleName(),
                        e.getMessage());
    }

    private static boolean isRefusal(Throwable e) {
        return e instanceof ValidationException
                || e instanceof StatusCode said
                        && (said.statusCode() < 500 || said.statusCode() == UNAVAILABLE);
    }

    @Override
    public JsonNode save() throws IOException {
        return Json.MAPPER.readTree(encode(value(), access.links()));
    }

    final Object decodeSaved(JsonNode saved) {
        Decoding decoding = new Decoding(access.links(), "setting");
        Object value = info.type().decode(saved, decoding);
        decoding.throwIfFailed();
        return value;
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public String title() {
        return info.title();
    }

    @Override
    public String description() {
        return info.description();
    }

    @Override
    public org.labthings.schema.DataType type() {
        return info.type();
    }

    @Override
    public boolean readOnly() {
        return info.readOnly();
    }

    @Override
    public boolean setting() {
        return info.setting();
    }

    @Override
    public JsonNode defaultValue() {
        return info.defaultValue();
    }
}
