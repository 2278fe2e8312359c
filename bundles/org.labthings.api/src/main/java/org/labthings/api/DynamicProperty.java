package org.labthings.api;

import java.util.Map;

/**
 * A property of a {@link DynamicThing}; made by {@link Affordances#property}. It is either read and
 * written by code of the Thing, or kept in a handle ({@link #keptIn}).
 */
public final class DynamicProperty {
    private final String name;
    private String title;
    private String description;
    private Object schema;
    private Reader reader;
    private Writer writer;
    private Resetter resetter;
    private DataProperty<?> handle;
    private boolean readOnly;
    private boolean observable;
    private boolean usesGlobalLock = true;
    private volatile PropertyHost host;

    /** Reads the value. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Runs for every read, on a worker thread; may block.
         *
         * @return the value, of JDK types
         * @throws Exception clients are told its class and message
         */
        Object read() throws Exception;
    }

    /** Writes a value. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Runs for every write, on a worker thread; may block.
         *
         * @param value validated by the Data Schema
         * @throws RefusedInputError when the value is refused all the same
         * @throws Exception clients are told its class and message
         */
        void write(Object value) throws Exception;
    }

    /** Resets the value. */
    @FunctionalInterface
    public interface Resetter {
        /**
         * Runs on a worker thread; may block.
         *
         * @throws Exception clients are told its class and message
         */
        void reset() throws Exception;
    }

    DynamicProperty(String name) {
        this.name = name;
    }

    /** Title for people; without one its name. */
    public DynamicProperty title(String text) {
        title = text;
        return this;
    }

    /** Description for people. */
    public DynamicProperty description(String text) {
        description = text;
        return this;
    }

    /** Data Schema of its value as JSON text; without one any value. */
    public DynamicProperty schema(String json) {
        schema = json;
        return this;
    }

    /** Data Schema of its value as an object of JDK values. */
    public DynamicProperty schema(Map<String, ?> object) {
        schema = object;
        return this;
    }

    /** How it is read; needed unless it is {@link #keptIn} a handle. */
    public DynamicProperty readBy(Reader code) {
        reader = code;
        return this;
    }

    /** How it is written; without, it is read-only. */
    public DynamicProperty writtenBy(Writer code) {
        writer = code;
        return this;
    }

    /** How it is reset; without, it cannot be. */
    public DynamicProperty resetBy(Resetter code) {
        resetter = code;
        return this;
    }

    /**
     * Keeps its value in a handle of its own, which makes it readable, writable unless {@link
     * DataProperty#readOnly()}, observable and resettable, and with a {@link DataSetting}
     * persistent. The Data Schema says what fits; limits of the handle itself do not count.
     */
    public DynamicProperty keptIn(DataProperty<?> value) {
        handle = value;
        return this;
    }

    /** Hides writing over HTTP. */
    public DynamicProperty readOnly() {
        readOnly = true;
        return this;
    }

    /** Lets clients observe it: the Thing promises to tell every change by {@link #changed}. */
    public DynamicProperty observable() {
        observable = true;
        return this;
    }

    /** Lets it be written while another thread holds the server's global lock. */
    public DynamicProperty withoutGlobalLock() {
        usesGlobalLock = false;
        return this;
    }

    /**
     * Tells whoever observes it. Never blocks; from any thread. Before the Thing is served nobody
     * observes, and nothing happens.
     *
     * @throws RuntimeException when the value does not fit the Data Schema
     */
    public void changed(Object value) {
        PropertyHost h = host;
        if (h != null) {
            h.changed(this, value);
        }
    }

    /** For the platform: attaches it to its Thing's server. */
    public void attach(PropertyHost newHost) {
        host = newHost;
    }

    /** Wire name. */
    public String name() {
        return name;
    }

    /** Title, or null. */
    public String title() {
        return title;
    }

    /** Description, or null. */
    public String description() {
        return description;
    }

    /** Data Schema: JSON text, a map, or null. */
    public Object schema() {
        return schema;
    }

    /** How it is read, or null. */
    public Reader reader() {
        return reader;
    }

    /** How it is written, or null. */
    public Writer writer() {
        return writer;
    }

    /** How it is reset, or null. */
    public Resetter resetter() {
        return resetter;
    }

    /** What keeps its value, or null. */
    public DataProperty<?> handle() {
        return handle;
    }

    /** Whether writing over HTTP is hidden. */
    public boolean isReadOnly() {
        return readOnly || (handle == null ? writer == null : handle.isReadOnly());
    }

    /** Whether clients may observe it. */
    public boolean isObservable() {
        return observable || handle != null;
    }

    /** Whether writing takes the server's global lock, where that is enabled. */
    public boolean usesGlobalLock() {
        return usesGlobalLock && (handle == null || handle.usesGlobalLock());
    }
}
