package org.labthings.listeners.internal.group;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.FrameDirective;
import org.labthings.listeners.Glob;
import org.labthings.listeners.Route;

/** Reads the route of a callback from the properties of its service. */
final class Contribution {
    private final Function<String, Object> properties;

    Contribution(Function<String, Object> properties) {
        this.properties = properties;
    }

    /**
     * The route.
     *
     * @throws IllegalArgumentException when a property cannot be understood, naming it
     */
    Route route(EventCallback callback) {
        Route route =
                Route.to(callback)
                        .at(text(EventCallback.ENDPOINT, Route.ANY_ENDPOINT).replace('\\', '/'))
                        .debounce(
                                millis(EventCallback.DEBOUNCE, Route.DEFAULT_DEBOUNCE),
                                constant(
                                        EventCallback.DEBOUNCE_MODE,
                                        DebounceMode.class,
                                        DebounceMode.LEADING))
                        .delay(millis(EventCallback.DELAY, Route.DEFAULT_DELAY))
                        .timeout(
                                millis(EventCallback.TIMEOUT, Duration.ZERO),
                                constant(
                                        EventCallback.ON_FAILURE,
                                        FrameDirective.class,
                                        FrameDirective.CONTINUE_WITHOUT))
                        .stage((int) number(EventCallback.STAGE, 0));
        List<String> globs = texts(EventCallback.GLOB);
        if (!globs.isEmpty()) {
            route = route.matching(Glob.of(globs.toArray(String[]::new)));
        }
        List<String> changes = texts(EventCallback.CHANGES);
        if (!changes.isEmpty()) {
            route =
                    route.on(
                            changes.stream()
                                    .map(c -> valueOf(EventCallback.CHANGES, Change.class, c))
                                    .toArray(Change[]::new));
        }
        boolean post = Boolean.parseBoolean(text(EventCallback.POST, "false"));
        return post ? route.afterOthers() : route;
    }

    private String text(String key, String otherwise) {
        Object value = properties.apply(key);
        return value == null ? otherwise : value.toString();
    }

    private List<String> texts(String key) {
        Object value = properties.apply(key);
        if (value instanceof Object[] array) {
            return List.of(array).stream().map(Object::toString).toList();
        }
        if (value instanceof Collection<?> some) {
            return some.stream().map(Object::toString).toList();
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private Duration millis(String key, Duration otherwise) {
        return Duration.ofMillis(number(key, otherwise.toMillis()));
    }

    private long number(String key, long otherwise) {
        Object value = properties.apply(key);
        if (value == null) {
            return otherwise;
        }
        try {
            long number =
                    value instanceof Number n ? n.longValue() : Long.parseLong(value.toString());
            if (number >= 0 || key.equals(EventCallback.STAGE)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                key + " should be a number that is not negative, not " + value);
    }

    private <E extends Enum<E>> E constant(String key, Class<E> type, E otherwise) {
        Object value = properties.apply(key);
        return value == null ? otherwise : valueOf(key, type, value.toString());
    }

    private static <E extends Enum<E>> E valueOf(String key, Class<E> type, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key
                            + " should be one of "
                            + List.of(type.getEnumConstants())
                            + ", not "
                            + text);
        }
    }
}
