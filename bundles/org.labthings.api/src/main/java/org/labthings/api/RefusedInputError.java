package org.labthings.api;

import java.util.List;
import java.util.Map;

/**
 * A value that a client sent fits its Data Schema and is refused all the same, by an instrument or
 * another server. Clients of a {@link DynamicProperty} get the status 422 with these entries, as
 * for any other bad value; from annotated methods they get that status with the message alone.
 */
public class RefusedInputError extends RuntimeException implements StatusCode {
    private static final long serialVersionUID = 1L;

    private final transient List<Map<String, Object>> entries;

    /**
     * Refuses a value for one reason.
     *
     * @param message what is wrong with it, for people
     */
    public RefusedInputError(String message) {
        this(
                message,
                List.of(Map.of("type", "value_error", "loc", List.of("body"), "msg", message)));
    }

    /**
     * Refuses a value for several reasons.
     *
     * @param message all of them in one text
     * @param entries each with {@code type}, {@code loc} (a list that begins with {@code body}),
     *     {@code msg}, and optionally {@code input} and {@code ctx}
     */
    public RefusedInputError(String message, List<Map<String, Object>> entries) {
        super(message);
        this.entries = List.copyOf(entries);
    }

    /** {@return what is wrong, of JDK values; unmodifiable} */
    public List<Map<String, Object>> entries() {
        return entries;
    }

    @Override
    public int statusCode() {
        return 422;
    }
}
