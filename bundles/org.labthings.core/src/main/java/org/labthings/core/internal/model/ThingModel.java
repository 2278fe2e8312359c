package org.labthings.core.internal.model;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.labthings.api.ThingSlot;
import org.labthings.core.ServedAction;
import org.labthings.core.ServedEndpoint;
import org.labthings.core.ServedEvent;
import org.labthings.core.ServedProperty;
import org.labthings.core.ServedStream;
import org.labthings.core.ServedThing;
import org.labthings.core.internal.settings.Setting;

/**
 * The compiled model of one Thing.
 *
 * @param name under which it is served
 * @param title of its description
 * @param description or null
 * @param properties by wire name, sorted; so are the other maps
 * @param slots by wire name, sorted
 * @param settings what the settings file holds
 * @param state asks the Thing for its metadata
 * @param detach disconnects its handles from the server, for good
 */
public record ThingModel(
        String name,
        String title,
        String description,
        Map<String, ServedProperty> properties,
        Map<String, ServedAction> actions,
        Map<String, ServedEvent> events,
        Map<String, ServedStream> streams,
        Map<String, ServedEndpoint> endpoints,
        Map<String, ThingSlot<?>> slots,
        List<Setting> settings,
        Supplier<Map<String, Object>> state,
        Runnable detach)
        implements ServedThing {
    /** Each compiled Thing is itself: two with the same members are different. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
