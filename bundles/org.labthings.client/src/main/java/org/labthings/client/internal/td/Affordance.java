package org.labthings.client.internal.td;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A property, action or event as a Thing Description has it.
 *
 * @param name its key
 * @param json all that is said about it
 * @param forms how to use it
 */
public record Affordance(String name, JsonNode json, List<Form> forms) {
    /** Title for people, the name if there is none. */
    public String title() {
        return json.path("title").asText(name);
    }

    /** Description for people, or null. */
    public String description() {
        return json.path("description").textValue();
    }

    /** A flag, false unless it is said. */
    public boolean flag(String key) {
        return json.path(key).asBoolean(false);
    }

    /** The form of a plain request. */
    public Optional<Form> form(String operation) {
        return forms.stream().filter(f -> f.plain(operation)).findFirst();
    }

    /** Where an event stream is. */
    public Optional<URI> eventStream(String operation) {
        return forms.stream().filter(f -> f.events(operation)).map(Form::target).findFirst();
    }

    /** Where the WebSocket is. */
    public Optional<URI> socket(String operation) {
        return forms.stream().filter(f -> f.socket(operation)).map(Form::target).findFirst();
    }
}
