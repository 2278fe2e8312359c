package org.labthings.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A Thing with affordances that are known only at run time: of an instrument that is described by a
 * file, or of a Thing on another server. Its annotated members and handles are served as well.
 *
 * <pre>{@code
 * public class Supply implements DynamicThing {
 *     private final Affordances affordances = new Affordances().title("Power supply");
 *
 *     @Activate public Supply(Config config) {
 *         for (String channel : config.channels()) {
 *             affordances.property(channel + "_voltage")
 *                     .schema("{\"type\": \"number\", \"minimum\": 0, \"unit\": \"V\"}")
 *                     .readBy(() -> query("VOLT? " + channel))
 *                     .writtenBy(volts -> send("VOLT " + channel + "," + volts));
 *         }
 *     }
 *
 *     @Override public Affordances affordances() { return affordances; }
 * }
 * }</pre>
 */
@ConsumerType
public interface DynamicThing extends Thing {
    /**
     * What it offers. Called once after the constructor, before the settings are loaded, on a
     * thread of the platform; must not block, and what it returns must not be changed afterwards.
     * Whoever offers something else later registers another service.
     *
     * @return the same for the life of the Thing, never null
     */
    Affordances affordances();
}
