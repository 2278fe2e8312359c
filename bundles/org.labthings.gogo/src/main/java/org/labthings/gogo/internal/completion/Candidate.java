package org.labthings.gogo.internal.completion;

/**
 * What could stand at the cursor.
 *
 * @param value in place of the word at the cursor
 * @param description for people, or null
 * @param complete whether the word ends there; a folder goes on
 */
public record Candidate(String value, String description, boolean complete) {
    static Candidate of(String value, String description) {
        return new Candidate(value, description, true);
    }
}
