package org.labthings.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.labthings.api.MjpegStream;
import org.labthings.api.Thing;
import org.labthings.client.internal.td.Affordance;

/** A remote Thing as Java interfaces: which affordance each method is, and how it is called. */
final class TypedThing {
    private final ThingClient client;
    private final Connection connection;
    private final Map<Method, TypedCall> calls = new HashMap<>();
    private final Map<String, String> missing = new TreeMap<>();
    private final Map<String, Boolean> streams = new HashMap<>();

    TypedThing(ThingClient client, Connection connection, Set<Class<?>> types) {
        this.client = client;
        this.connection = connection;
        for (Class<?> type : types) {
            if (!type.isInterface()) {
                throw new IllegalArgumentException(type.getName() + " is no interface");
            }
            for (Method m : type.getMethods()) {
                if (!Modifier.isStatic(m.getModifiers())) {
                    compile(m);
                }
            }
        }
    }

    private void compile(Method m) {
        TypedCall call = call(m);
        if (call != null) {
            calls.put(m, call);
        } else if (!m.isDefault()) {
            missing.put(
                    m.getDeclaringClass().getSimpleName() + "." + m.getName() + "()",
                    WireName.of(m));
        }
    }

    private TypedCall call(Method m) {
        String name = WireName.of(m);
        if (m.getReturnType() == MjpegStream.class) {
            return m.getParameterCount() == 0 && hasStream(name)
                    ? arguments -> client.stream(name).local()
                    : null;
        }
        if (!TypedValues.convertible(m.getGenericReturnType())) {
            return null;
        }
        Affordance property = connection.td().properties().get(WireName.ofProperty(m));
        boolean isVoid = m.getReturnType() == void.class;
        if (m.getParameterCount() == 0 && !isVoid && property != null) {
            RemoteProperty remote = client.property(property.name());
            return arguments -> remote.read(m.getGenericReturnType());
        }
        Affordance action = connection.td().actions().get(name);
        TypedInput input = action == null ? null : TypedInput.of(m, action.json().path("input"));
        if (input != null) {
            return new TypedAction(client.action(name), input, m);
        }
        if (m.getParameterCount() == 1
                && isVoid
                && property != null
                && !property.flag("readOnly")) {
            RemoteProperty remote = client.property(property.name());
            return arguments -> {
                remote.write(arguments[0]);
                return null;
            };
        }
        return null;
    }

    private boolean hasStream(String name) {
        return streams.computeIfAbsent(name, n -> client.stream(n).exists());
    }

    /** The methods for which the Thing has nothing, each with the name that it would have. */
    Map<String, String> missing() {
        return missing;
    }

    void requireAll() {
        if (!missing.isEmpty()) {
            List<String> texts = new ArrayList<>();
            missing.forEach((method, name) -> texts.add(method + " ('" + name + "')"));
            throw new ThingDescriptionError(
                    0,
                    client.url()
                            + " does not offer what it would have to: "
                            + String.join(", ", texts));
        }
    }

    Object proxy(ClassLoader loader, List<Class<?>> types, InvocationHandler own) {
        InvocationHandler handler =
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return object(proxy, method, arguments);
                    }
                    TypedCall call = calls.get(method);
                    if (call != null) {
                        return TypedErrors.call(call, method, arguments);
                    }
                    return own == null || method.isDefault() && !overridden(method)
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : own.invoke(proxy, method, arguments);
                };
        return Proxy.newProxyInstance(loader, types.toArray(Class<?>[]::new), handler);
    }

    /** How a Thing opens and closes is the business of who adds to it. */
    private static boolean overridden(Method method) {
        return method.getDeclaringClass() == Thing.class;
    }

    private Object object(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> client.toString();
        };
    }
}
