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

    /**
     * Title for people; without one its name.
     *
     * @param text in one line; null for its name
     * @return this
     */
    public DynamicProperty title(String text) {
        title = text;
        return this;
    }

    /**
     * Description for people.
     *
     * @param text of any length; null for none
     * @return this
     */
    public DynamicProperty description(String text) {
        description = text;
        return this;
    }

    /**
     * Data Schema of its value as JSON text; without one any value.
     *
     * @param json of an object; what is none makes the Thing unservable
     * @return this
     */
    public DynamicProperty schema(String json) {
        schema = json;
        return this;
    }

    /**
     * Data Schema of its value as an object of JDK values.
     *
     * @param object strings, numbers, booleans, lists and maps; null for any value
     * @return this
     */
    public DynamicProperty schema(Map<String, ?> object) {
        schema = object;
        return this;
    }

    /**
     * How it is read; needed unless it is {@link #keptIn} a handle.
     *
     * @param code called by several requests at once
     * @return this
     */
    public DynamicProperty readBy(Reader code) {
        reader = code;
        return this;
    }

    /**
     * How it is written; without, it is read-only.
     *
     * @param code called by one request at a time where the global lock is enabled and used,
     *     otherwise by several at once
     * @return this
     */
    public DynamicProperty writtenBy(Writer code) {
        writer = code;
        return this;
    }

    /**
     * How it is reset; without, a reset writes the {@code default} of its Data Schema, and where
     * there is none either, it cannot be reset.
     *
     * @param code runs without the global lock
     * @return this
     */
    public DynamicProperty resetBy(Resetter code) {
        resetter = code;
        return this;
    }

    /**
     * Keeps its value in a handle of its own, which makes it readable, writable unless {@link
     * DataProperty#readOnly()}, observable and resettable, and with a {@link DataSetting}
     * persistent. The Data Schema says what fits; limits of the handle itself do not count.
     *
     * @param value one handle for each property; not also a field of the Thing
     * @return this
     */
    public DynamicProperty keptIn(DataProperty<?> value) {
        handle = value;
        return this;
    }

    /**
     * Hides writing over HTTP.
     *
     * @return this
     */
    public DynamicProperty readOnly() {
        readOnly = true;
        return this;
    }

    /**
     * Lets clients observe it: the Thing promises to tell every change by {@link #changed}.
     *
     * @return this
     */
    public DynamicProperty observable() {
        observable = true;
        return this;
    }

    /**
     * Lets it be written while another thread holds the server's global lock.
     *
     * @return this
     */
    public DynamicProperty withoutGlobalLock() {
        usesGlobalLock = false;
        return this;
    }

    /**
     * Tells whoever observes it. Never blocks; from any thread. Before the Thing is served nobody
     * observes, and nothing happens.
     *
     * @param value the one that it has now, of JDK types; of a property that is {@link #keptIn} a
     *     handle it is of no account: assigning tells it
     * @throws RuntimeException when the value does not fit the Data Schema
     */
    public void changed(Object value) {
        PropertyHost h = host;
        if (h != null) {
            h.changed(this, value);
        }
    }

    /**
     * For the platform: attaches it to its Thing's server.
     *
     * @param newHost what it tells; null once the Thing is gone: it reaches nobody then
     */
    public void attach(PropertyHost newHost) {
        host = newHost;
    }

    /** {@return its wire name} */
    public String name() {
        return name;
    }

    /** {@return its title, or null} */
    public String title() {
        return title;
    }

    /** {@return its description, or null} */
    public String description() {
        return description;
    }

    /** {@return the Data Schema of its value: JSON text, a map, or null} */
    public Object schema() {
        return schema;
    }

    /** {@return how it is read, or null} */
    public Reader reader() {
        return reader;
    }

    /** {@return how it is written, or null} */
    public Writer writer() {
        return writer;
    }

    /** {@return how it is reset, or null} */
    public Resetter resetter() {
        return resetter;
    }

    /** {@return what keeps its value, or null} */
    public DataProperty<?> handle() {
        return handle;
    }

    /**
     * {@return whether writing over HTTP is hidden: because it was said, or for lack of code that
     * writes it}
     */
    public boolean isReadOnly() {
        return readOnly || (handle == null ? writer == null : handle.isReadOnly());
    }

    /** {@return whether clients may observe it} */
    public boolean isObservable() {
        return observable || handle != null;
    }

    /** {@return whether writing takes the server's global lock, where that is enabled} */
    public boolean usesGlobalLock() {
        return usesGlobalLock && (handle == null || handle.usesGlobalLock());
    }
}
