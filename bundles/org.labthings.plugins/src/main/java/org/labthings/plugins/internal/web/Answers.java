package org.labthings.plugins.internal.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.labthings.plugins.Plugin;
import org.labthings.plugins.PluginChange;
import org.labthings.schema.Json;

/** What is said about plugins, as JSON. */
final class Answers {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final HttpServletResponse response;

    Answers(HttpServletResponse response) {
        this.response = response;
    }

    void plugins(List<Plugin> plugins) throws IOException {
        ArrayNode array = NODES.arrayNode();
        plugins.forEach(p -> array.add(json(p)));
        write(200, "application/json", Json.bytes(array));
    }

    void plugin(Plugin plugin) throws IOException {
        write(200, "application/json", Json.bytes(json(plugin)));
    }

    void change(int status, PluginChange change) throws IOException {
        ObjectNode object = NODES.objectNode();
        object.set("plugin", json(change.plugin()));
        object.put("replaced", change.replaced());
        write(status, "application/json", Json.bytes(object));
    }

    void allow(String methods) {
        response.setHeader("Allow", methods);
    }

    void problem(int status, String title, String detail) throws IOException {
        ObjectNode problem = NODES.objectNode();
        problem.put("detail", detail);
        problem.putNull("type");
        problem.put("status", status);
        problem.put("title", title);
        if (status == 503) {
            response.setHeader("Retry-After", "5");
        }
        write(status, "application/problem+json", Json.bytes(problem));
    }

    private void write(int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static ObjectNode json(Plugin plugin) {
        ObjectNode object = NODES.objectNode();
        object.put("name", plugin.name());
        object.put("version", plugin.version());
        object.put("file", plugin.file());
        object.put("state", plugin.state().name().toLowerCase(Locale.ROOT));
        object.put("reason", plugin.reason());
        object.put("previous", plugin.previous());
        ArrayNode things = object.putArray("things");
        plugin.things().forEach(things::add);
        object.put("shipped", plugin.shipped());
        return object;
    }
}
