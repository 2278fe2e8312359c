package org.labthings.core;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A running Thing as its compiled model: immutable maps in code-point order of the wire names. An
 * upgraded or restarted Thing is a new object.
 */
@ProviderType
public interface ServedThing {
    /** The name under which it is served. */
    String name();

    /** Title of its description. */
    String title();

    /** Description for people, or null. */
    String description();

    /** Properties and settings. */
    Map<String, ServedProperty> properties();

    /** Actions. */
    Map<String, ServedAction> actions();

    /** Events. */
    Map<String, ServedEvent> events();

    /** Live streams. */
    Map<String, ServedStream> streams();

    /** Raw HTTP routes; keys are only labels. */
    Map<String, ServedEndpoint> endpoints();
}
