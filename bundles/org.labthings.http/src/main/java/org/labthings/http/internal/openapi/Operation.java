package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.labthings.http.internal.openapi.schema.Markdown;
import org.labthings.schema.Json;

/** One operation of the document while it is written. */
final class Operation {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    private final ObjectNode json = Json.MAPPER.createObjectNode();
    private final ObjectNode responses = Json.MAPPER.createObjectNode();

    /**
     * An operation.
     *
     * @param id unique in the document
     * @param tag the Thing
     * @param summary of any length; becomes one line
     * @param description or null
     */
    Operation(String id, String tag, String summary, String description) {
        json.put("operationId", id);
        json.putArray("tags").add(tag);
        json.put("summary", Markdown.line(summary));
        if (description != null) {
            json.put("description", Markdown.text(description));
        }
    }

    /** Adds a parameter; {@code in} is {@code path} or {@code query}. */
    Operation parameter(String name, String in, boolean required, JsonNode schema) {
        ObjectNode parameter = json.withArray("/parameters").addObject();
        parameter.put("name", name).put("in", in).put("required", required);
        parameter.set("schema", schema);
        return this;
    }

    /** The schema of a text: of a stream of events, for instance. */
    static ObjectNode text() {
        return Json.MAPPER.createObjectNode().put("type", "string");
    }

    /** Says what the JSON body is. */
    Operation body(JsonNode schema, boolean required) {
        ObjectNode body = json.putObject("requestBody").put("required", required);
        body.putObject("content").putObject(JSON).set("schema", schema);
        return this;
    }

    /**
     * Adds an answer with a body, or another media type of it.
     *
     * @param schema null says nothing
     */
    Operation answer(int status, String description, String mediaType, JsonNode schema) {
        ObjectNode answer = (ObjectNode) responses.get(Integer.toString(status));
        if (answer == null) {
            answer = responses.putObject(Integer.toString(status)).put("description", description);
            answer.putObject("content");
        }
        ObjectNode media = ((ObjectNode) answer.get("content")).putObject(mediaType);
        if (schema != null) {
            media.set("schema", schema);
        }
        return this;
    }

    /** Adds an answer without a body. */
    Operation empty(int status, String description) {
        responses.putObject(Integer.toString(status)).put("description", description);
        return this;
    }

    /** Adds an answer that is described among the components. */
    Operation refer(int status, String component) {
        responses
                .putObject(Integer.toString(status))
                .put("$ref", "#/components/responses/" + component);
        return this;
    }

    /** Says what every other status means: a driver's errors may have one of their own. */
    Operation otherwise(String component) {
        responses.putObject("default").put("$ref", "#/components/responses/" + component);
        return this;
    }

    /** Says what can be done with an answer: a link among the components. */
    Operation link(int status, String name, String component) {
        ObjectNode answer = (ObjectNode) responses.get(Integer.toString(status));
        ObjectNode links = (ObjectNode) answer.get("links");
        links = links == null ? answer.putObject("links") : links;
        links.putObject(name).put("$ref", "#/components/links/" + component);
        return this;
    }

    /** What every operation of a Thing may answer. */
    Operation failures() {
        return refer(404, "NotFound")
                .refer(500, "Failed")
                .refer(503, "NotNow")
                .refer(504, "NoAnswer");
    }

    /** The operation, answers in order of their status. */
    ObjectNode build() {
        ObjectNode out = json.putObject("responses");
        responses.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> out.set(e.getKey(), e.getValue()));
        return json;
    }
}
