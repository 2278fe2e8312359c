package org.labthings.run.microscope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.labthings.run.lab.Laboratory;
import org.labthings.schema.Json;

/**
 * OpenFlexure's web app, as far as a server sees it (LabThings specification 1.22.2): it reads the
 * Thing Descriptions once, takes every URL of a property or an action from their forms, and polls.
 */
final class WebApp {
    private static final String BASE = "/api/v3/";

    final Visitor http;
    private final JsonNode things;

    /** Connects; fails when this server is none that the app would use. */
    WebApp(Laboratory lab) throws Exception {
        http = new Visitor(lab.url());
        HttpResponse<String> answer = http.get(BASE + "thing_descriptions/");
        assertEquals(200, answer.statusCode());
        isJson(answer);
        things = Json.MAPPER.readTree(answer.body());
        assertTrue(things.has("camera") && things.has("system"), "the app would not connect");
    }

    /** All Thing Descriptions, by name. */
    JsonNode things() {
        return things;
    }

    static void isJson(HttpResponse<?> answer) {
        String type = Visitor.header(answer, "Content-Type");
        assertTrue(type != null && type.startsWith("application/json"), answer + ": " + type);
    }

    /** Where an operation of an affordance is; empty when it has no form for it. */
    Optional<String> url(String thing, String kind, String name, String operation) {
        JsonNode description = things.path(thing);
        JsonNode affordance = description.path(kind).path(name);
        assertTrue(affordance.isObject(), thing + " has no " + name);
        return StreamSupport.stream(affordance.path("forms").spliterator(), false)
                .filter(form -> hasOperation(form.path("op"), operation))
                .findFirst()
                .map(form -> absolute(description.path("base").asText(), form));
    }

    private static boolean hasOperation(JsonNode op, String operation) {
        return op.asText().equals(operation)
                || StreamSupport.stream(op.spliterator(), false)
                        .anyMatch(one -> one.asText().equals(operation));
    }

    private static String absolute(String base, JsonNode form) {
        String href = form.path("href").asText();
        return href.startsWith("http")
                ? href
                : base.replaceFirst("/$", "") + "/" + href.replaceFirst("^/", "");
    }

    /** The value of a property. */
    JsonNode read(String thing, String property) throws Exception {
        HttpResponse<String> answer =
                http.get(url(thing, "properties", property, "readproperty").orElseThrow());
        assertEquals(200, answer.statusCode(), answer.uri() + " " + answer.body());
        isJson(answer);
        return Json.MAPPER.readTree(answer.body());
    }

    boolean isWritable(String thing, String property) {
        return url(thing, "properties", property, "writeproperty").isPresent();
    }

    /** Sets a property, whose answer the app does not read. */
    HttpResponse<String> tryToWrite(String thing, String property, String json) throws Exception {
        return http.send(
                "PUT", url(thing, "properties", property, "writeproperty").orElseThrow(), json);
    }

    /** Sets a property, and reads it back. */
    void write(String thing, String property, String json) throws Exception {
        HttpResponse<String> answer = tryToWrite(thing, property, json);
        assertEquals(201, answer.statusCode(), answer.uri() + " " + answer.body());
        assertEquals("null", answer.body());
        assertEquals(Json.MAPPER.readTree(json), read(thing, property), thing + "." + property);
    }

    private String action(String thing, String action) {
        return url(thing, "actions", action, "invokeaction").orElseThrow();
    }

    /** Starts an action; the answer has what the app uses of it. */
    JsonNode start(String thing, String action, String arguments) throws Exception {
        HttpResponse<String> answer = http.send("POST", action(thing, action), arguments);
        assertEquals(201, answer.statusCode(), answer.uri() + " " + answer.body());
        isJson(answer);
        JsonNode started = Json.MAPPER.readTree(answer.body());
        String id = started.path("id").asText();
        assertTrue(started.path("href").asText().endsWith("action_invocations/" + id), id);
        assertTrue(started.path("log").isArray() && started.has("output"), answer.body());
        return started;
    }

    /** Polls an invocation while it is under way. */
    JsonNode poll(JsonNode started) throws Exception {
        return http.poll(started.path("href").asText(), "pending", "running");
    }

    /** Polls an invocation while it is under way, or until an answer is enough. */
    JsonNode poll(JsonNode started, Predicate<JsonNode> enough) throws Exception {
        while (true) {
            JsonNode state = http.json(started.path("href").asText());
            String status = state.path("status").asText();
            boolean over = !status.equals("pending") && !status.equals("running");
            if (enough.test(state) || over) {
                return state;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** Runs an action that must succeed. */
    JsonNode run(String thing, String action, String arguments) throws Exception {
        JsonNode ended = poll(start(thing, action, arguments));
        assertEquals("completed", ended.path("status").asText(), ended.toString());
        return ended.path("output");
    }

    /** Runs an action that must fail; what the app shows of it: its last log record. */
    String fail(String thing, String action, String arguments) throws Exception {
        JsonNode ended = poll(start(thing, action, arguments));
        assertEquals("error", ended.path("status").asText(), ended.toString());
        JsonNode log = ended.path("log");
        JsonNode last = log.path(log.size() - 1);
        assertEquals("ERROR", last.path("levelname").asText(), ended.toString());
        return last.path("message").asText();
    }

    /** After a reload of the page: where the run of an action is that is still under way. */
    Optional<String> underWay(String thing, String action) throws Exception {
        for (JsonNode run : http.json(action(thing, action))) {
            String status = run.path("status").asText();
            assertTrue(run.path("id").isTextual(), run.toString());
            if (status.equals("pending") || status.equals("running")) {
                for (JsonNode link : run.path("links")) {
                    if (link.path("rel").asText().equals("self")) {
                        return Optional.of(link.path("href").asText());
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A custom endpoint or a stream: not in the descriptions. */
    HttpResponse<String> get(String path) throws Exception {
        return http.get(BASE + path);
    }

    HttpResponse<byte[]> bytes(String path) throws Exception {
        return http.bytes("GET", path.startsWith("http") ? path : BASE + path, null);
    }

    HttpResponse<String> delete(String path) throws Exception {
        return http.send("DELETE", path.startsWith("http") ? path : BASE + path, null);
    }

    /** What the app shows when a request is refused. */
    static String refusal(HttpResponse<String> answer) throws Exception {
        JsonNode body = Json.MAPPER.readTree(answer.body());
        if (body.has("message")) {
            return body.get("message").asText();
        }
        JsonNode detail = body.path("detail");
        return detail.isArray() ? detail.path(0).path("msg").asText() : detail.asText();
    }
}
