package org.labthings.core.internal.model;

import java.io.IOException;
import java.util.Map;
import org.labthings.api.DataProperty;
import org.labthings.api.DynamicProperty;
import org.labthings.api.EventSource;
import org.labthings.api.InvalidReturnValueError;
import org.labthings.api.PropertyHost;
import org.labthings.core.Notification;
import org.labthings.core.ServedEvent;
import org.labthings.core.internal.property.FunctionalProperty;
import org.labthings.core.internal.property.MemoryProperty;
import org.labthings.schema.Json;

/** What happens when a Thing's code uses its handles. */
final class ThingHost implements PropertyHost {
    private final Map<DataProperty<?>, MemoryProperty> properties;
    private final Map<EventSource<?>, ServedEvent> events;
    private final Map<DynamicProperty, FunctionalProperty> dynamic;
    private final Surroundings around;

    ThingHost(
            Map<DataProperty<?>, MemoryProperty> properties,
            Map<EventSource<?>, ServedEvent> events,
            Map<DynamicProperty, FunctionalProperty> dynamic,
            Surroundings around) {
        this.properties = Map.copyOf(properties);
        this.events = Map.copyOf(events);
        this.dynamic = Map.copyOf(dynamic);
        this.around = around;
    }

    @Override
    public void assign(DataProperty<?> property, Object value) {
        properties.get(property).assign(value);
    }

    @Override
    public void changed(DynamicProperty property, Object value) {
        FunctionalProperty served = dynamic.get(property);
        if (served != null) { // one that a handle keeps tells by itself
            served.publish(value);
        }
    }

    @Override
    public void emit(EventSource<?> source, Object data) {
        ServedEvent event = events.get(source);
        Object checked = event.data() == null ? null : event.data().check(data);
        if (!around.hub().isObserved(around.thing(), event.name())) {
            return;
        }
        byte[] json;
        try {
            json =
                    Json.bytes(
                            out -> {
                                if (event.data() == null) {
                                    out.writeNull();
                                } else {
                                    event.data().encode(checked, out, around.links());
                                }
                            });
        } catch (IOException e) {
            throw new InvalidReturnValueError(
                    "The data of event "
                            + around.thing()
                            + "."
                            + event.name()
                            + " cannot be encoded: "
                            + e.getMessage());
        }
        around.hub().publish(Notification.Kind.EVENT, around.thing(), event.name(), json, null);
    }
}
