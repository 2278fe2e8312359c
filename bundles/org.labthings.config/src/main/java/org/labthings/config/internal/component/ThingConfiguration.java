package org.labthings.config.internal.component;

import java.util.Map;
import org.labthings.api.Thing;

/**
 * What ConfigAdmin shall hold for one Thing.
 *
 * @param name of the Thing
 * @param factoryPid of its component, or {@link #PENDING}
 * @param properties all of them
 */
public record ThingConfiguration(String name, String factoryPid, Map<String, Object> properties) {
    /** Factory PID of Things whose class nobody knows yet. */
    public static final String PENDING = "org.labthings.thing.pending";

    /** Configuration property of a pending Thing: why it is pending, one sentence. */
    public static final String REASON = "thing.reason";

    /** Whether no component gets it yet. */
    public boolean isPending() {
        return factoryPid.equals(PENDING);
    }

    /** Whether both come from the same entry of the file, whatever component they go to. */
    public boolean sameEntry(ThingConfiguration other) {
        for (String key :
                new String[] {Thing.CLASS, Thing.KWARGS, Thing.SLOTS, ThingResolver.ARGS}) {
            Object mine = properties.get(key);
            if (mine == null
                    ? other.properties.get(key) != null
                    : !mine.equals(other.properties.get(key))) {
                return false;
            }
        }
        return true;
    }
}
