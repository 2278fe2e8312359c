package org.labthings.http.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.labthings.core.ServedProperty;
import org.labthings.schema.BlobLinks;
import org.labthings.schema.DataType;
import org.labthings.schema.Decoding;
import org.labthings.schema.Json;

/** A property whose getter, setter and resetter are the test's. */
public final class FakeProperty implements ServedProperty {
    private final String name;
    private DataType type = FakeType.integer();
    private String title;
    private String description;
    private boolean readOnly;
    private boolean resettable = true;
    private boolean memory = true;
    private JsonNode defaultValue;
    private volatile Object value = 0;
    private Callable<Object> getter = () -> value;
    private Consumer<Object> setter = v -> value = v;
    private Runnable resetter = () -> value = 0;

    public FakeProperty(String name) {
        this.name = name;
        this.title = name;
    }

    public static FakeProperty memory(String name, Object value) {
        FakeProperty p = new FakeProperty(name);
        p.value = value;
        return p;
    }

    /** A functional one, whose getter may do anything. */
    public static FakeProperty driver(String name, Callable<Object> getter) {
        FakeProperty p = new FakeProperty(name);
        p.memory = false;
        p.getter = getter;
        p.resettable = false;
        return p;
    }

    public FakeProperty type(DataType t) {
        type = t;
        return this;
    }

    public FakeProperty text(String newTitle, String newDescription) {
        title = newTitle;
        description = newDescription;
        return this;
    }

    public FakeProperty asReadOnly() {
        readOnly = true;
        return this;
    }

    public FakeProperty fallback(JsonNode value) {
        defaultValue = value;
        return this;
    }

    public FakeProperty setter(Consumer<Object> s) {
        setter = s;
        return this;
    }

    public FakeProperty resetter(Runnable r) {
        resetter = r;
        resettable = true;
        return this;
    }

    public FakeProperty throwing(RuntimeException e) {
        getter =
                () -> {
                    throw e;
                };
        return this;
    }

    public Object value() {
        return value;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public DataType type() {
        return type;
    }

    @Override
    public boolean readOnly() {
        return readOnly;
    }

    @Override
    public boolean observable() {
        return memory;
    }

    @Override
    public boolean resettable() {
        return resettable;
    }

    @Override
    public boolean setting() {
        return false;
    }

    @Override
    public JsonNode defaultValue() {
        return defaultValue;
    }

    @Override
    public boolean memory() {
        return memory;
    }

    @Override
    public byte[] read(BlobLinks links) throws IOException {
        Object now;
        try {
            now = getter.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return Json.bytes(out -> type.encode(now, out, links));
    }

    @Override
    public void write(JsonNode body, BlobLinks links) {
        Decoding decoding = new Decoding(links, "body");
        Object decoded = type.decode(body, decoding);
        decoding.throwIfFailed();
        setter.accept(decoded instanceof TextNode t ? t.textValue() : decoded);
    }

    @Override
    public void reset() {
        resetter.run();
    }
}
