package org.labthings.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.labthings.api.Thing;
import org.labthings.testing.internal.Answer;
import org.labthings.testing.internal.Fault;

/**
 * Stands in for a Thing in a slot, and can be slow, fail and hang on demand.
 *
 * <pre>{@code
 * Fake<Stage> stage = Fake.of(Stage.class).answer("position", a -> Map.of("x", 7));
 * ThingTester<Scanner> scanner = ThingTester.of(new Scanner()).fill("stage", stage).start();
 * stage.fail("moveRelative", new InvocationError("The stage is unplugged"));
 * ...
 * stage.heal();
 * assertEquals(List.of(Map.of("x", 50)), stage.calls("moveRelative").get(0));
 * }</pre>
 *
 * <p>Without an answer a method returns zero, false, an empty string or collection, or null;
 * default methods of the interface run. Over another object ({@link #over}) it passes calls on. It
 * is a {@link Thing} too, so that {@code open}, {@code close} and {@code state} can be made to
 * fail. Faults count from the next call on; a call that hangs ends when its fault is healed, its
 * thread is interrupted, or after five minutes. From any thread.
 *
 * @param <T> interface that it implements
 */
public final class Fake<T> {
    private static final int KEPT_CALLS = 10_000;

    private final Class<T> type;
    private final Object delegate;
    private final T thing;
    private final Map<String, Reaction> answers = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What a method does instead. */
    @FunctionalInterface
    public interface Reaction {
        /**
         * Called on the thread that calls the method.
         *
         * @param arguments as passed
         * @return the result; ignored by a method that returns nothing
         */
        Object to(List<Object> arguments) throws Exception;
    }

    private record Call(String method, List<Object> arguments) {}

    private Fake(Class<T> type, Object delegate) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " is a class; only an interface can be faked. Fill the slot with an"
                            + " object of that class, or of a sub-class made for the test");
        }
        this.type = type;
        this.delegate = delegate;
        this.thing =
                type.cast(
                        Proxy.newProxyInstance(
                                type.getClassLoader(),
                                types(type, delegate).toArray(Class<?>[]::new),
                                (InvocationHandler) this::called));
    }

    private static Set<Class<?>> types(Class<?> type, Object delegate) {
        Set<Class<?>> types = new LinkedHashSet<>(List.of(type, Thing.class));
        for (Class<?> c = delegate == null ? null : delegate.getClass();
                c != null;
                c = c.getSuperclass()) {
            types.addAll(Arrays.asList(c.getInterfaces()));
        }
        return types;
    }

    /** A fake of an interface, for instance of {@code org.labthings.hardware}. */
    public static <T> Fake<T> of(Class<T> type) {
        return new Fake<>(type, null);
    }

    /** A fake that passes calls on to an object, which need not be a Thing. */
    public static <T> Fake<T> over(Class<T> type, T object) {
        return new Fake<>(type, object);
    }

    /** The object that goes into the slot; it is a {@link Thing} as well. */
    public T thing() {
        return thing;
    }

    /** Lets a method do this from now on. */
    public Fake<T> answer(String method, Reaction reaction) {
        methods(method);
        answers.put(method, reaction);
        return this;
    }

    /**
     * Lets a method throw from now on, before it does anything.
     *
     * @throws IllegalArgumentException when the method is not there, or does not declare that
     *     exception
     */
    public Fake<T> fail(String method, Throwable failure) {
        for (Method m : methods(method)) {
            if (!Fault.mayThrow(m, failure)) {
                throw new IllegalArgumentException(
                        method + " does not declare " + failure.getClass().getName());
            }
        }
        return strike(method, Duration.ZERO, failure);
    }

    /** Lets every call of a method take longer from now on. */
    public Fake<T> slow(String method, Duration delay) {
        return strike(method, delay, null);
    }

    /** Lets every call of a method hang from now on, until it is healed or interrupted. */
    public Fake<T> hang(String method) {
        return strike(method, Fault.LONGEST, null);
    }

    private Fake<T> strike(String method, Duration delay, Throwable failure) {
        methods(method);
        release(faults.put(method, new Fault(delay, failure, new CountDownLatch(1))));
        return this;
    }

    /** Ends the fault of a method; calls that hang or are slow go on at once. */
    public Fake<T> heal(String method) {
        release(faults.remove(method));
        return this;
    }

    /** Ends all faults. */
    public Fake<T> heal() {
        faults.keySet().forEach(this::heal);
        return this;
    }

    private static void release(Fault fault) {
        if (fault != null) {
            fault.over().countDown();
        }
    }

    /** The arguments of each call of a method, oldest first; of all methods the first 10,000. */
    public List<List<Object>> calls(String method) {
        methods(method);
        return calls.stream().filter(c -> c.method.equals(method)).map(Call::arguments).toList();
    }

    private List<Method> methods(String name) {
        List<Method> found = new ArrayList<>();
        for (Class<?> c : thing.getClass().getInterfaces()) {
            Arrays.stream(c.getMethods()).filter(m -> m.getName().equals(name)).forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no method '" + name + "'");
        }
        return found;
    }

    private Object called(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? new Object[0] : given;
        if (method.getDeclaringClass() == Object.class) {
            return identity(proxy, method, arguments);
        }
        if (calls.size() < KEPT_CALLS) {
            List<Object> copy = Arrays.asList(arguments.clone()); // may hold nulls
            calls.add(new Call(method.getName(), copy));
        }
        Fault fault = faults.get(method.getName());
        if (fault != null) {
            fault.strike(method);
        }
        Reaction reaction = answers.get(method.getName());
        if (reaction != null) {
            return reaction.to(Arrays.asList(arguments));
        }
        if (delegate != null && method.getDeclaringClass().isInstance(delegate)) {
            try {
                return method.invoke(delegate, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : Answer.none(method);
    }

    private Object identity(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(this);
            default -> toString();
        };
    }

    @Override
    public String toString() {
        return "Fake " + type.getSimpleName();
    }
}
