package org.labthings.client;

import java.util.List;
import java.util.Map;

/** The server did not start an action. */
public class FailedToInvokeActionError extends ClientError {
    private static final long serialVersionUID = 1L;

    private final transient List<Map<String, Object>> entries;

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param message as LabThings' own client has it
     * @param entries what is wrong with the input; empty for other refusals
     */
    public FailedToInvokeActionError(
            int status, String message, List<Map<String, Object>> entries) {
        super(status, message, null);
        this.entries = List.copyOf(entries);
    }

    /**
     * What is wrong with the input: {@code type}, {@code loc}, {@code msg}, and so on.
     *
     * @return one for each fault; empty when the server named none
     */
    public List<Map<String, Object>> entries() {
        return entries;
    }
}
