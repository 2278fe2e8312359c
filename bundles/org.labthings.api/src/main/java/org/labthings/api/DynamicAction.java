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

    /** Title for people; without one its name. */
    public DynamicAction title(String text) {
        title = text;
        return this;
    }

    /** Description for people. */
    public DynamicAction description(String text) {
        description = text;
        return this;
    }

    /** Data Schema of its input as JSON text; without one it takes no input. */
    public DynamicAction input(String json) {
        input = json;
        return this;
    }

    /** Data Schema of its input as an object of JDK values. */
    public DynamicAction input(Map<String, ?> object) {
        input = object;
        return this;
    }

    /** Data Schema of its output as JSON text; without one it has no output. */
    public DynamicAction output(String json) {
        output = json;
        return this;
    }

    /** Data Schema of its output as an object of JDK values. */
    public DynamicAction output(Map<String, ?> object) {
        output = object;
        return this;
    }

    /** What it does; needed. */
    public DynamicAction does(Code what) {
        code = what;
        return this;
    }

    /** Lets it run while another thread holds the server's global lock. */
    public DynamicAction withoutGlobalLock() {
        usesGlobalLock = false;
        return this;
    }

    /** Cancelling also interrupts its thread: for code that ends well then. */
    public DynamicAction interruptible() {
        interruptible = true;
        return this;
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

    /** Data Schema of its input: JSON text, a map, or null. */
    public Object input() {
        return input;
    }

    /** Data Schema of its output: JSON text, a map, or null. */
    public Object output() {
        return output;
    }

    /** What it does, or null. */
    public Code code() {
        return code;
    }

    /** Whether running takes the server's global lock, where that is enabled. */
    public boolean usesGlobalLock() {
        return usesGlobalLock;
    }

    /** Whether cancelling interrupts its thread. */
    public boolean isInterruptible() {
        return interruptible;
    }
}
