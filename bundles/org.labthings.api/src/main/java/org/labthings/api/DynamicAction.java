package org.labthings.api;

import java.util.Map;

/** An action of a {@link DynamicThing}; made by {@link Affordances#action}. */
public final class DynamicAction {
    private final String name;
    private String title;
    private String description;
    private Object input;
    private Object output;
    private Code code;
    private boolean usesGlobalLock = true;
    private boolean interruptible;

    /** Runs the action. */
    @FunctionalInterface
    public interface Code {
        /**
         * Runs one invocation, on a worker thread of its own, as a method annotated {@link Action}
         * does: it may block, and finds its {@link Invocation}.
         *
         * @param arguments the members of the input object, validated; an input that is no object
         *     is the member {@code input}; empty without input
         * @return the output, of JDK types; null for none
         * @throws Exception ends the invocation with an error
         */
        Object run(Map<String, Object> arguments) throws Exception;
    }

    DynamicAction(String name) {
        this.name = name;
    }

    /**
     * Title for people; without one its name.
     *
     * @param text in one line; null for its name
     * @return this
     */
    public DynamicAction title(String text) {
        title = text;
        return this;
    }

    /**
     * Description for people.
     *
     * @param text of any length; null for none
     * @return this
     */
    public DynamicAction description(String text) {
        description = text;
        return this;
    }

    /**
     * Data Schema of its input as JSON text; without one it takes no input.
     *
     * @param json of an object; what is none makes the Thing unservable
     * @return this
     */
    public DynamicAction input(String json) {
        input = json;
        return this;
    }

    /**
     * Data Schema of its input as an object of JDK values.
     *
     * @param object strings, numbers, booleans, lists and maps; null for no input
     * @return this
     */
    public DynamicAction input(Map<String, ?> object) {
        input = object;
        return this;
    }

    /**
     * Data Schema of its output as JSON text; without one it has no output.
     *
     * @param json of an object; what is none makes the Thing unservable
     * @return this
     */
    public DynamicAction output(String json) {
        output = json;
        return this;
    }

    /**
     * Data Schema of its output as an object of JDK values.
     *
     * @param object strings, numbers, booleans, lists and maps; null for no output
     * @return this
     */
    public DynamicAction output(Map<String, ?> object) {
        output = object;
        return this;
    }

    /**
     * What it does; needed.
     *
     * @param what runs for each invocation, several at once unless the global lock keeps them apart
     * @return this
     */
    public DynamicAction does(Code what) {
        code = what;
        return this;
    }

    /**
     * Lets it run while another thread holds the server's global lock.
     *
     * @return this
     */
    public DynamicAction withoutGlobalLock() {
        usesGlobalLock = false;
        return this;
    }

    /**
     * Cancelling also interrupts its thread: for code that ends well then.
     *
     * @return this
     */
    public DynamicAction interruptible() {
        interruptible = true;
        return this;
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

    /** {@return the Data Schema of its input: JSON text, a map, or null} */
    public Object input() {
        return input;
    }

    /** {@return the Data Schema of its output: JSON text, a map, or null} */
    public Object output() {
        return output;
    }

    /** {@return what it does, or null} */
    public Code code() {
        return code;
    }

    /** {@return whether running takes the server's global lock, where that is enabled} */
    public boolean usesGlobalLock() {
        return usesGlobalLock;
    }

    /** {@return whether cancelling interrupts its thread} */
    public boolean isInterruptible() {
        return interruptible;
    }
}
