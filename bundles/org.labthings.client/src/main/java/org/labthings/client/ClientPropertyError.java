package org.labthings.client;

import java.util.List;
import java.util.Map;

/** A property could not be read, written, reset or observed. */
public class ClientPropertyError extends ClientError {
    private static final long serialVersionUID = 1L;

    private final transient List<Map<String, Object>> entries;

    /**
     * A failure.
     *
     * @param status of HTTP; 0 when nothing was sent
     * @param message as LabThings' own client has it
     * @param entries what is wrong with a refused value; empty for other failures
     */
    public ClientPropertyError(int status, String message, List<Map<String, Object>> entries) {
        super(status, message, null);
        this.entries = List.copyOf(entries);
    }

    /**
     * What is wrong with a refused value: {@code type}, {@code loc}, {@code msg}, and so on.
     *
     * @return one for each fault; empty when the server named none
     */
    public List<Map<String, Object>> entries() {
        return entries;
    }
}
