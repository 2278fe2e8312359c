package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.labthings.client.internal.td.Affordance;

/** What properties, actions and events of a remote Thing have in common. From any thread. */
public abstract sealed class RemoteAffordance permits RemoteProperty, RemoteAction, RemoteEvent {
    final Connection connection;
    final Affordance affordance;

    RemoteAffordance(Connection connection, Affordance affordance) {
        this.connection = connection;
        this.affordance = affordance;
    }

    /**
     * Wire name.
     *
     * @return as in the Thing Description
     */
    public final String name() {
        return affordance.name();
    }

    /**
     * Title for people.
     *
     * @return a text, which may be empty
     */
    public final String title() {
        return affordance.title();
    }

    /**
     * Description for people, or null.
     *
     * @return a text, or null
     */
    public final String description() {
        return affordance.description();
    }

    /**
     * All that the Thing Description says about it, its Data Schemas included; a copy.
     *
     * @return a JSON object that may be changed
     */
    public final JsonNode schema() {
        return affordance.json().deepCopy();
    }
}
