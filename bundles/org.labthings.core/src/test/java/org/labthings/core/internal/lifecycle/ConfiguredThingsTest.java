package org.labthings.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class ConfiguredThingsTest {
    @Test
    void whatIsDeletedMeanwhileIsLeftOut() {
        Configuration kept =
                configuration(
                        () -> new Hashtable<>(Map.of("thing.name", "lamp", "thing.order", 1)));
        Configuration deleted =
                configuration(
                        () -> {
                            throw new IllegalStateException("Configuration deleted");
                        });
        Configuration unwritten = configuration(() -> null);
        ConfiguredThings things = new ConfiguredThings(admin(deleted, unwritten, kept), () -> {});
        assertEquals(List.of("lamp"), things.get().stream().map(ConfiguredThing::name).toList());
    }

    private static Configuration configuration(Supplier<Dictionary<String, Object>> properties) {
        return proxy(Configuration.class, "getProperties", properties);
    }

    private static ConfigurationAdmin admin(Configuration... all) {
        return proxy(ConfigurationAdmin.class, "listConfigurations", () -> all);
    }

    private static <T> T proxy(Class<T> type, String method, Supplier<?> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, called, arguments) -> {
                            assertEquals(method, called.getName());
                            return answer.get();
                        }));
    }
}
