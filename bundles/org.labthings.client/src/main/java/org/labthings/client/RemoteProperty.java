package org.labthings.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.labthings.client.internal.http.Answer;
import org.labthings.client.internal.json.ClientJson;
import org.labthings.client.internal.observe.EventStream;
import org.labthings.client.internal.observe.ThingSocket;
import org.labthings.client.internal.td.Affordance;
import org.labthings.client.internal.td.Form;

/** A property of a remote Thing. From any thread; what asks the server blocks, with a deadline. */
public final class RemoteProperty extends RemoteAffordance {
    RemoteProperty(Connection connection, Affordance affordance) {
        super(connection, affordance);
    }

    /**
     * Whether it may not be written.
     *
     * @return whether {@link #write} is refused at once
     */
    public boolean isReadOnly() {
        return affordance.flag("readOnly");
    }

    /**
     * Whether it may not be read.
     *
     * @return whether {@link #read()} is refused at once
     */
    public boolean isWriteOnly() {
        return affordance.flag("writeOnly");
    }

    /**
     * Whether the Thing Description says that it can be observed; LabThings-FastAPI never does.
     *
     * @return false when it is not said
     */
    public boolean isObservable() {
        return affordance.flag("observable");
    }

    /**
     * Its value: JDK values, the link of a blob as a {@link org.labthings.api.Blob}; text or bytes
     * when the server answers with something that is not JSON.
     *
     * @return null is a value, too
     * @throws ClientPropertyError when it may not be read, or the server refuses
     * @throws ThingUnavailableError when there is no answer, or the Thing is away
     */
    public Object read() {
        Answer answer = get();
        if (!answer.isJson() && !answer.contentType().isEmpty()) {
            return answer.contentType().startsWith("text/") ? answer.text() : answer.body();
        }
        return connection.value(json(answer));
    }

    /**
     * Its value as a type: a class, a record, or any type that Jackson knows. Members of records
     * are snake case on the wire.
     *
     * @param <T> the type
     * @param type of a value, a record for instance
     * @return the value, or null
     * @throws ClientPropertyError as {@link #read}, and when the value is of another type
     */
    @SuppressWarnings("unchecked") // the class of a primitive is that of its box
    public <T> T read(Class<T> type) {
        return (T) boxed(type).cast(read(ClientJson.MAPPER.constructType(boxed(type))));
    }

    /** Its value as a type with type arguments. */
    Object read(Type type) {
        return read(ClientJson.MAPPER.constructType(type));
    }

    private Object read(JavaType type) {
        JsonNode value = json(get());
        try {
            return Values.as(value, type, connection);
        } catch (IllegalArgumentException | IOException e) {
            throw new ClientPropertyError(
                    200,
                    "Failed to get property " + name() + ": its value " + e.getMessage(),
                    List.of());
        }
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    private Answer get() {
        if (isWriteOnly()) {
            throw new ClientPropertyError(0, "This property may not be read.", List.of());
        }
        Answer answer = send("readproperty", "GET", null);
        fail(answer, "get");
        return answer;
    }

    private JsonNode json(Answer answer) {
        try {
            return answer.json();
        } catch (IOException e) {
            throw new ClientPropertyError(
                    answer.status(),
                    "Failed to get property " + name() + ": not JSON: " + answer.excerpt(),
                    List.of());
        }
    }

    /**
     * Assigns a value.
     *
     * @param value JDK values, records, beans, blobs of this server
     * @throws ClientPropertyError when it is read-only, or the server refuses the value
     * @throws org.labthings.api.GlobalLockBusyError when the server's global lock is held
     * @throws ThingUnavailableError when there is no answer, or the Thing is away
     * @throws IllegalArgumentException when the value has no JSON form
     */
    public void write(Object value) {
        if (isReadOnly()) {
            throw new ClientPropertyError(0, "This property may not be set.", List.of());
        }
        byte[] body = ClientJson.bytes(Inputs.json(value));
        fail(send("writeproperty", "PUT", body), "set");
    }

    /**
     * Resets it to its default: LabThings servers only.
     *
     * @throws ClientPropertyError when the server cannot
     */
    public void reset() {
        URI uri = URI.create(target("readproperty") + "/reset");
        Answer answer = connection.send("POST", uri, null);
        fail(answer, "reset");
    }

    private URI target(String operation) {
        return form(operation)
                .map(Form::target)
                .orElseGet(() -> connection.td().url().resolve(name()));
    }

    private Optional<Form> form(String operation) {
        Optional<Form> form = affordance.form(operation);
        if (form.isEmpty() && !connection.td().labthings()) {
            throw new ThingDescriptionError(
                    0,
                    "The description of "
                            + connection.td().url()
                            + " has no HTTP form for "
                            + operation
                            + " of '"
                            + name()
                            + "'");
        }
        return form;
    }

    private Answer send(String operation, String method, byte[] body) {
        String named = form(operation).map(Form::method).orElse(null);
        return connection.send(named == null ? method : named, target(operation), body);
    }

    private void fail(Answer answer, String verb) {
        if (!answer.failed()) {
            return;
        }
        String text = "Failed to " + verb + " property " + name() + ": ";
        Failures.check(answer, connection, text);
        throw new ClientPropertyError(
                answer.status(), text + Connection.detail(answer), Connection.entries(answer));
    }

    /**
     * Observes it, over Server-Sent Events where the Thing Description has them, else over the
     * WebSocket of LabThings. It is connected in the background, and again whenever the connection
     * breaks. The present value comes first where the server sends it, and otherwise is read.
     *
     * @param observer told of each value
     * @return ends it when closed
     */
    public Observation observe(Observer observer) {
        Observing observing = new Observing(connection, "property " + name(), observer);
        Optional<URI> events = connection.events(affordance, "observeproperty");
        if (events.isPresent()) {
            observing.attach(
                    EventStream.open(
                            connection.transport(),
                            events.get(),
                            observing,
                            connection.options().longestReconnect().toMillis()));
        } else {
            observing.readWhenConnected(() -> form("readproperty").isPresent() ? value() : null);
            observing.attach(
                    connection.socket().watch(ThingSocket.Kind.PROPERTY, name(), observing));
        }
        return observing;
    }

    /** Its present value, or a Java null when it cannot be had: observing goes on all the same. */
    private JsonNode value() {
        try {
            return isWriteOnly() ? null : json(get());
        } catch (ClientError e) {
            return null;
        }
    }
}
