package org.labthings.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.labthings.client.internal.http.Answer;
import org.labthings.client.internal.json.ClientJson;
import org.labthings.client.internal.td.Affordance;
import org.labthings.client.internal.td.Form;

/** An action of a remote Thing. From any thread; what asks the server blocks, with a deadline. */
public final class RemoteAction extends RemoteAffordance {
    RemoteAction(Connection connection, Affordance affordance) {
        super(connection, affordance);
    }

    /**
     * Starts it; returns as soon as the server has taken it.
     *
     * @param arguments by name; blobs of this server are handed over as links
     * @return the running invocation
     * @throws FailedToInvokeActionError when the server refuses them, or is too busy
     * @throws ThingUnavailableError when there is no answer, or the Thing is away
     * @throws IllegalArgumentException when an argument has no JSON form
     */
    public RemoteInvocation invoke(Map<String, ?> arguments) {
        return invokeWith(arguments);
    }

    /**
     * Starts it without arguments, as {@link #invoke(Map)}.
     *
     * @return the running invocation
     */
    public RemoteInvocation invoke() {
        return invokeWith(Map.of());
    }

    /**
     * Starts it with an input that is not an object of arguments, as W3C Thing Descriptions allow.
     *
     * @param input JDK values, a record or a bean
     * @return the running invocation
     */
    public RemoteInvocation invokeWith(Object input) {
        Optional<Form> form = affordance.form("invokeaction");
        if (form.isEmpty() && !connection.td().labthings()) {
            throw new ThingDescriptionError(
                    0,
                    "The description of "
                            + connection.td().url()
                            + " has no HTTP form to invoke '"
                            + name()
                            + "'");
        }
        URI uri = form.map(Form::target).orElseGet(() -> connection.td().url().resolve(name()));
        String method = form.map(Form::method).orElse(null);
        byte[] body = ClientJson.bytes(Inputs.json(input));
        Answer answer = connection.send(method == null ? "POST" : method, uri, body);
        if (answer.failed()) {
            Failures.check(answer, connection, "Failed to invoke action " + name() + ": ");
            throw new FailedToInvokeActionError(
                    answer.status(), refusal(answer), Connection.entries(answer));
        }
        return RemoteInvocation.follow(connection, affordance, answer);
    }

    private String refusal(Answer answer) {
        JsonNode detail = answer.jsonIfAny().path("detail");
        if (detail.isTextual()) {
            return detail.textValue();
        }
        JsonNode first = detail.path(0);
        if (!first.has("msg")) {
            return "The server answered " + answer.status() + ": " + answer.excerpt();
        }
        JsonNode loc = first.path("loc");
        String prefix = loc.size() >= 2 ? "'" + loc.get(1).asText() + "' - " : "";
        return prefix + first.path("msg").asText();
    }

    /**
     * Runs it and waits for its output, as long as it takes; an interrupt leaves it running.
     *
     * @param arguments by name, as for {@link #invoke(Map)}
     * @return JDK values, or a {@link org.labthings.api.Blob}
     * @throws ServerActionError when it failed
     * @throws org.labthings.api.InvocationCancelledError when it was cancelled
     * @throws InterruptedException when the thread is interrupted; the action goes on
     */
    public Object call(Map<String, ?> arguments) throws InterruptedException {
        return invoke(arguments).await();
    }

    /**
     * Runs it without arguments and waits, as {@link #call(Map)}.
     *
     * @return its output
     * @throws InterruptedException when the thread is interrupted; the action goes on
     */
    public Object call() throws InterruptedException {
        return invoke().await();
    }

    /**
     * Runs it and waits for its output at most so long; then it is asked to cancel.
     *
     * @param arguments by name, as for {@link #invoke(Map)}
     * @param limit for all of it
     * @return its output
     * @throws ThingUnavailableError when it took longer
     * @throws InterruptedException when the thread is interrupted; the action goes on
     */
    public Object call(Map<String, ?> arguments, Duration limit) throws InterruptedException {
        return invoke(arguments).await(limit);
    }
}
