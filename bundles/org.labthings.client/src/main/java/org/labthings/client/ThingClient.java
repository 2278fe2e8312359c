package org.labthings.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.labthings.client.internal.http.Answer;
import org.labthings.client.internal.http.Transport;
import org.labthings.client.internal.observe.ThingSocket;
import org.labthings.client.internal.td.Description;

/**
 * A Thing of another server. Made from its URL, whose Thing Description says what it offers; used
 * by names, or as an interface ({@link #as}). From any thread. Close it: it holds connections and
 * threads.
 *
 * <pre>{@code
 * try (ThingClient counter = ThingClient.fromUrl("http://localhost:5000/counter/")) {
 *     counter.property("step").write(5);
 *     Object count = counter.action("increment").call();
 *     Observation seen = counter.property("count").observe(System.out::println);
 * }
 * }</pre>
 */
public final class ThingClient implements AutoCloseable {
    private final Connection connection;
    private final StatusPage status;
    private final Map<String, RemoteProperty> properties = new LinkedHashMap<>();
    private final Map<String, RemoteAction> actions = new LinkedHashMap<>();
    private final Map<String, RemoteEvent> events = new LinkedHashMap<>();
    private final Map<String, RemoteStream> streams = new ConcurrentHashMap<>();

    private ThingClient(Connection connection) {
        this.connection = connection;
        this.status = new StatusPage(connection.td().url());
        connection
                .td()
                .properties()
                .forEach((name, a) -> properties.put(name, new RemoteProperty(connection, a)));
        connection
                .td()
                .actions()
                .forEach((name, a) -> actions.put(name, new RemoteAction(connection, a)));
        connection
                .td()
                .events()
                .forEach((name, a) -> events.put(name, new RemoteEvent(connection, a)));
    }

    /**
     * A client of the Thing at a URL, with the usual options.
     *
     * @param url of its description; that of a LabThings server ends with a slash
     * @return a client, to be closed
     * @throws ThingDescriptionError when there is no Thing Description
     * @throws ThingUnavailableError when there is no answer, or the Thing is away
     */
    public static ThingClient fromUrl(String url) {
        return fromUrl(URI.create(url), ClientOptions.defaults());
    }

    /**
     * A client of the Thing at a URL, otherwise as {@link #fromUrl(String)}.
     *
     * @param url of its description
     * @param options how the client goes about it
     * @return a client, to be closed
     */
    public static ThingClient fromUrl(URI url, ClientOptions options) {
        Transport transport = transport(url, options);
        try {
            return of(
                    url,
                    options,
                    transport,
                    describe(url, transport, options.descriptionTimeout()));
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private static Transport transport(URI url, ClientOptions options) {
        if (url.getHost() == null
                || !("http".equalsIgnoreCase(url.getScheme())
                        || "https".equalsIgnoreCase(url.getScheme()))) {
            throw new IllegalArgumentException(
                    "'" + url + "' is no HTTP URL, such as http://localhost:5000/camera/");
        }
        return new Transport(
                new Transport.Settings(
                        url,
                        options.connectTimeout(),
                        options.requestTimeout(),
                        options.idleTimeout(),
                        options.longestAnswer(),
                        options.credentials().credential(),
                        options.tls(),
                        options.certificate()));
    }

    private static JsonNode describe(URI url, Transport transport, Duration limit) {
        Answer answer;
        try {
            answer = transport.send("GET", url, null, limit);
        } catch (IOException e) {
            throw Connection.unavailable(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ThingUnavailableError(0, "Interrupted while asking " + url, false, e);
        }
        if (answer.status() == 503) {
            throw new ThingUnavailableError(
                    503, url + " is away: " + Connection.detail(answer), false, null);
        }
        if (answer.status() != 200) {
            String hint =
                    answer.location() != null
                            ? ": it redirects to " + answer.location() + "; use that URL"
                            : answer.failed() ? ": " + reason(answer) : "";
            throw new ThingDescriptionError(
                    answer.status(), url + " answers with the status " + answer.status() + hint);
        }
        try {
            return answer.json();
        } catch (IOException e) {
            throw new ThingDescriptionError(
                    200, url + " is no Thing Description but: " + answer.excerpt());
        }
    }

    private static String reason(Answer answer) {
        String detail = Connection.detail(answer);
        return detail.equals("Unknown error") ? answer.excerpt() : detail;
    }

    private static ThingClient of(
            URI url, ClientOptions options, Transport transport, JsonNode json) {
        Description td;
        try {
            td = Description.of(url, json);
        } catch (IllegalArgumentException e) {
            throw new ThingDescriptionError(
                    200, url + " is no Thing Description: " + e.getMessage());
        }
        if (!json.has("properties") && !json.has("actions") && !json.has("events")) {
            throw new ThingDescriptionError(
                    200,
                    url
                            + " is no Thing Description: it has neither properties nor actions nor"
                            + " events");
        }
        String scheme = url.getScheme().equalsIgnoreCase("https") ? "wss" : "ws";
        URI socket =
                URI.create(
                        scheme + url.resolve("ws").toString().substring(url.getScheme().length()));
        return new ThingClient(
                new Connection(
                        td,
                        options,
                        transport,
                        new ThingSocket(
                                transport,
                                socket,
                                options.longestReconnect().toMillis(),
                                options.idleTimeout()),
                        ConcurrentHashMap.newKeySet()));
    }

    /**
     * Where its description is.
     *
     * @return as it was given
     */
    public URI url() {
        return connection.td().url();
    }

    /**
     * Title for people, or an empty text.
     *
     * @return as in the Thing Description
     */
    public String title() {
        return connection.td().title();
    }

    /**
     * Description for people, or null.
     *
     * @return a text, or null
     */
    public String description() {
        return connection.td().text();
    }

    /**
     * The whole Thing Description; a copy.
     *
     * @return a JSON object that may be changed
     */
    public JsonNode thingDescription() {
        return connection.td().json().deepCopy();
    }

    /**
     * Its properties by name, in the description's order.
     *
     * @return cannot be changed
     */
    public Map<String, RemoteProperty> properties() {
        return Collections.unmodifiableMap(properties);
    }

    /**
     * Its actions by name.
     *
     * @return cannot be changed
     */
    public Map<String, RemoteAction> actions() {
        return Collections.unmodifiableMap(actions);
    }

    /**
     * Its events by name.
     *
     * @return cannot be changed
     */
    public Map<String, RemoteEvent> events() {
        return Collections.unmodifiableMap(events);
    }

    /**
     * One of its properties.
     *
     * @param name as in the Thing Description
     * @return the same one each time
     * @throws ThingDescriptionError when it has none of that name; it says which it has
     */
    public RemoteProperty property(String name) {
        return named("property", name, properties);
    }

    /**
     * One of its actions, otherwise as {@link #property}.
     *
     * @param name as in the Thing Description
     * @return the same one each time
     */
    public RemoteAction action(String name) {
        return named("action", name, actions);
    }

    /**
     * One of its events, otherwise as {@link #property}.
     *
     * @param name as in the Thing Description
     * @return the same one each time
     */
    public RemoteEvent event(String name) {
        return named("event", name, events);
    }

    private <A> A named(String kind, String name, Map<String, A> all) {
        A found = all.get(name);
        if (found == null) {
            throw new ThingDescriptionError(
                    0, url() + " has no " + kind + " '" + name + "'; it has " + all.keySet());
        }
        return found;
    }

    /**
     * One of its live streams. Thing Descriptions do not list them; {@link RemoteStream#exists}
     * asks.
     *
     * @param name last part of its path
     * @return the same one each time
     */
    public RemoteStream stream(String name) {
        return streams.computeIfAbsent(name, n -> new RemoteStream(connection, n));
    }

    /**
     * The Thing as an interface, one of {@code org.labthings.hardware} for instance. A method is
     * the property, action or stream of its name in snake case, {@code moveRelative} for instance
     * {@code move_relative}, or as {@code @Name} says; parameters are members of the input, and one
     * map is the input itself. A default method for which the Thing has nothing runs as it is.
     *
     * @param <T> the interface
     * @param type the interface
     * @return a proxy, good until this is closed
     * @throws ThingDescriptionError when the Thing lacks a method; it says which
     */
    public <T> T as(Class<T> type) {
        TypedThing typed = new TypedThing(this, connection, Set.of(type));
        typed.requireAll();
        return type.cast(typed.proxy(type.getClassLoader(), List.of(type), null));
    }

    /**
     * Whether the Thing has all that an interface needs, so that {@link #as} works. Asks the server
     * when the interface has streams.
     *
     * @param type an interface
     * @return whether nothing lacks
     */
    public boolean offers(Class<?> type) {
        return new TypedThing(this, connection, Set.of(type)).missing().isEmpty();
    }

    /**
     * The Thing as several interfaces at once, for whoever wants to add to it.
     *
     * @param loader sees all of them
     * @param own handles methods for which the Thing has nothing, and which have no default
     * @param types interfaces, none of them twice
     * @return a proxy that is each of them
     */
    public Object as(ClassLoader loader, List<Class<?>> types, InvocationHandler own) {
        TypedThing typed = new TypedThing(this, connection, Set.copyOf(types));
        return typed.proxy(loader, types, own);
    }

    /**
     * Looks whether the Thing is there, by asking for its description again.
     *
     * @return whether it still is the same
     * @throws ClientError as {@link #fromUrl}
     */
    public boolean check() {
        return describe(url(), connection.transport(), connection.options().descriptionTimeout())
                .equals(connection.td().json());
    }

    /**
     * Why the instrument of this Thing is away, as the server says, while the Thing itself is
     * served: a cable that is unplugged there, for instance. Asks the server, and blocks for as
     * long as {@link ClientOptions#descriptionTimeout} at most; servers that do not tell, such as
     * those in Python, are asked once.
     *
     * @return the server's sentence; empty when the instrument is there, or the server does not
     *     tell
     * @throws ThingUnavailableError when the server does not answer
     */
    public Optional<String> instrumentAway() {
        return status.instrumentAway(connection);
    }

    /**
     * A value that a client handed out as a type with type arguments: {@code convert(value, new
     * TypeReference<List<Double>>() {})}. What is such an object already, a blob for instance,
     * stays as it is.
     *
     * @param <T> the type
     * @param value as a client handed it out, or null
     * @param type the type
     * @return an object of the type
     * @throws IllegalArgumentException when it is of another type
     */
    public static <T> T convert(Object value, TypeReference<T> type) {
        return Values.converted(value, type);
    }

    /** Ends observations and streams; invocations go on at the server, unattended. */
    @Override
    public void close() {
        streams.values().forEach(RemoteStream::close);
        connection.socket().close();
        connection.transport().close();
        connection.running().forEach(RemoteInvocation::abandon);
    }

    @Override
    public String toString() {
        return title() + " at " + url();
    }
}
