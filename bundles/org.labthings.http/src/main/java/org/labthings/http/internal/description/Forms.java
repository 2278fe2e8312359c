package org.labthings.http.internal.description;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.http.internal.observe.Observations;
import org.labthings.schema.Json;

/**
 * The forms of one affordance. Consumers take the first that has the operation they want and a
 * scheme they speak, so plain HTTP is added first, then Server-Sent Events, then the WebSocket.
 */
final class Forms {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    private final ArrayNode forms = Json.MAPPER.createArrayNode();

    /** Requests by the method that is usual for the operations. */
    Forms http(String href, String... operations) {
        form(href, operations);
        return this;
    }

    /** Requests by a method that consumers could not know. */
    Forms request(String method, String href, String operation) {
        form(href, operation).put("htv:methodName", method);
        return this;
    }

    /** A stream of events, which ends when the consumer closes it. */
    Forms events(String href, String... operations) {
        form(href, operations).put("subprotocol", "sse");
        return this;
    }

    /** The WebSocket of the Thing; see {@code docs/observing.md} for what it carries. */
    Forms socket(String thingPath, String... operations) {
        form(OpenText.SOCKET + thingPath + "/ws", operations)
                .put("subprotocol", Observations.SUBPROTOCOL);
        return this;
    }

    private ObjectNode form(String href, String... operations) {
        ObjectNode form = forms.addObject().put("href", href);
        ArrayNode op = form.putArray("op");
        for (String operation : operations) {
            op.add(operation);
        }
        return form;
    }

    /** Says what the last form answers, other than that it is JSON. */
    Forms type(String contentType) {
        last().putObject("response").put("contentType", contentType);
        return this;
    }

    /** Says what the last form answers: a definition of {@link InvocationSchemas}. */
    Forms answers(boolean success, String contentType, String definition) {
        last().withArray("/additionalResponses")
                .addObject()
                .put("success", success)
                .put("contentType", contentType)
                .put("schema", definition);
        return this;
    }

    private ObjectNode last() {
        return (ObjectNode) forms.get(forms.size() - 1);
    }

    ArrayNode all() {
        return forms;
    }
}
