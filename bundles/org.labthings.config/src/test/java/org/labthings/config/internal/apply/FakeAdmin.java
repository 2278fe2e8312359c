package org.labthings.config.internal.apply;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** ConfigAdmin in memory, which writes down what is done to it. */
public final class FakeAdmin {
    /** PID to properties. */
    public final Map<String, Map<String, Object>> stored = new TreeMap<>();

    final List<String> calls = new ArrayList<>();

    /** The service. */
    public ConfigurationAdmin admin() {
        return (ConfigurationAdmin)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ConfigurationAdmin.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getFactoryConfiguration")
                                        ? configuration(arguments[0] + "~" + arguments[1])
                                        : configuration((String) arguments[0]));
    }

    private Configuration configuration(String pid) {
        return (Configuration)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Configuration.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("delete")) {
                                calls.add("delete " + pid);
                                stored.remove(pid);
                                return null;
                            }
                            Map<String, Object> next = copy((Dictionary<?, ?>) arguments[0]);
                            boolean different = !next.equals(stored.put(pid, next));
                            if (different) {
                                calls.add("update " + pid);
                            }
                            return different; // updateIfDifferent
                        });
    }

    private static Map<String, Object> copy(Dictionary<?, ?> given) {
        Map<String, Object> copy = new Hashtable<>();
        given.keys().asIterator().forEachRemaining(k -> copy.put((String) k, given.get(k)));
        return copy;
    }

    /** What was done since it was asked last. */
    public List<String> news() {
        List<String> news = List.copyOf(calls);
        calls.clear();
        return news;
    }
}
