package org.labthings.http.internal.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.labthings.http.internal.mjpeg.StreamSettings;
import org.labthings.http.internal.observe.ObserveSettings;

/** Configurations of the server. */
final class TestSettings {
    private TestSettings() {}

    /** The defaults but for these, by the names of the methods. */
    static HttpSettings with(Map<String, Object> values) {
        InvocationHandler handler =
                (proxy, method, args) ->
                        values.containsKey(method.getName())
                                ? values.get(method.getName())
                                : method.getDefaultValue();
        return (HttpSettings)
                Proxy.newProxyInstance(
                        HttpSettings.class.getClassLoader(),
                        new Class<?>[] {HttpSettings.class},
                        handler);
    }

    /** The usual limits of streams and observers. */
    static Limits limits(
            Duration idle,
            Duration answer,
            Duration stop,
            int maxBodySize,
            int workers,
            boolean http2,
            boolean mdns) {
        return new Limits(
                idle,
                answer,
                stop,
                maxBodySize,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                8192,
                256 * 1024,
                512,
                workers,
                http2,
                mdns,
                Set.of("http://elsewhere.example", "null"),
                StreamSettings.DEFAULT,
                ObserveSettings.DEFAULT);
    }
}
