package org.labthings.testing.internal;

import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.api.Thing;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * What the core asks Configuration Admin and Declarative Services about Things: which are
 * configured, and which of them have a component. Here a test is both. From any thread.
 */
final class StandIns {
    private final Map<String, Dictionary<String, Object>> configured = new ConcurrentHashMap<>();
    private final Map<String, Boolean> provided = new ConcurrentHashMap<>();

    /** The properties under which a Thing is configured and registered. */
    Dictionary<String, Object> configure(Entry entry, int order) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Thing.NAME, entry.name());
        properties.put(Thing.CLASS, entry.thing().getClass().getName());
        properties.put(Thing.ORDER, order);
        properties.put(Thing.SLOTS, entry.slots().toString());
        properties.put(Thing.KWARGS, entry.kwargs().toString());
        properties.put("service.pid", pid(entry.name()) + "~" + entry.name());
        configured.put(entry.name(), properties);
        provided.put(entry.name(), true);
        return properties;
    }

    /** Its driver is gone; it stays configured. */
    void withdraw(String name) {
        provided.remove(name);
    }

    /** It is no longer configured either. */
    void forget(String name) {
        configured.remove(name);
        provided.remove(name);
    }

    private static String pid(String name) {
        return "org.labthings.testing." + name;
    }

    ConfigurationAdmin configurations() {
        return Stubs.of(
                ConfigurationAdmin.class,
                (method, arguments) -> {
                    if (!method.getName().equals("listConfigurations")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return configured.values().stream()
                            .map(p -> Stubs.of(Configuration.class, (m, none) -> p))
                            .toArray(Configuration[]::new);
                });
    }

    ServiceComponentRuntime components() {
        return Stubs.of(
                ServiceComponentRuntime.class,
                (method, arguments) ->
                        switch (method.getName()) {
                            case "getComponentDescriptionDTOs" -> descriptions();
                            case "getComponentConfigurationDTOs" -> List.of();
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
    }

    private Collection<ComponentDescriptionDTO> descriptions() {
        return provided.keySet().stream()
                .map(
                        name -> {
                            ComponentDescriptionDTO d = new ComponentDescriptionDTO();
                            d.configurationPid = new String[] {pid(name)};
                            return d;
                        })
                .toList();
    }
}
