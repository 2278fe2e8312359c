package org.labthings.thing.scpi.table;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One action of the table.
 *
 * @param name on the wire
 * @param title for people, or null
 * @param description for people, or null
 * @param message command or query, with {@code {parameter}} where values go
 * @param query whether an answer is its output
 * @param waits whether it lasts until the instrument says that the operation is complete
 * @param abort is sent when it is cancelled, or null
 * @param timeout for the answer; null: that of the instrument
 * @param output form of the answer; null for commands and blocks of data
 * @param mediaType of the answer, which is a block of data; null otherwise
 * @param parameters forms of its parameters, by name
 * @param defaults of parameters that may be left out
 */
record ActionRow(
        String name,
        String title,
        String description,
        String message,
        boolean query,
        boolean waits,
        String abort,
        Duration timeout,
        Form output,
        String mediaType,
        Map<String, Form> parameters,
        Map<String, Object> defaults) {

    static ActionRow of(String name, Row row) {
        String command = row.message("command");
        String query = row.message("query");
        if ((command == null) == (query == null)) {
            throw new IllegalArgumentException(
                    row.path() + " needs either a 'command' or a 'query'");
        }
        Map<String, Form> parameters = new LinkedHashMap<>();
        Map<String, Object> defaults = new LinkedHashMap<>();
        row.rows("parameters")
                .forEach(
                        (parameter, form) -> {
                            parameters.put(parameter, Form.of(form));
                            if (form.has("default")) {
                                defaults.put(parameter, form.any("default"));
                            }
                            form.end();
                        });
        String mediaType = row.text("media_type");
        if (mediaType != null && query == null) {
            throw row.wrong("media_type", "is for queries", mediaType);
        }
        boolean waits = row.flag("wait");
        Double timeout = row.number("timeout");
        if (timeout != null && !(timeout >= 0.001 && timeout <= 86_400)) {
            throw row.wrong("timeout", "must be 0.001 to 86400 seconds", timeout);
        }
        Form answer = Form.of(row);
        ActionRow action =
                new ActionRow(
                        name,
                        row.text("title"),
                        row.text("description"),
                        command == null ? query : command,
                        query != null,
                        waits,
                        row.message("abort"),
                        timeout == null ? null : Duration.ofMillis((long) (timeout * 1000)),
                        query != null && mediaType == null ? answer : null,
                        mediaType,
                        parameters,
                        defaults);
        row.end();
        return action;
    }

    /** Schema of its input; null without parameters. */
    Map<String, Object> input() {
        if (parameters.isEmpty()) {
            return null;
        }
        Map<String, Object> members = new LinkedHashMap<>();
        parameters.forEach(
                (parameter, form) -> {
                    Map<String, Object> schema = form.schema();
                    if (defaults.containsKey(parameter)) {
                        schema.put("default", defaults.get(parameter));
                    }
                    members.put(parameter, schema);
                });
        List<String> required =
                parameters.keySet().stream().filter(p -> !defaults.containsKey(p)).toList();
        return Map.of("type", "object", "properties", members, "required", required);
    }

    /** Schema of its output; null for commands. */
    Map<String, Object> schema() {
        if (mediaType != null) {
            Map<String, Object> text = Map.of("type", "string");
            return Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of(
                            "href",
                            text,
                            "media_type",
                            Map.of("type", "string", "default", mediaType)),
                    "required",
                    List.of("href", "media_type"));
        }
        return output == null ? null : output.schema();
    }

    /** The message for these arguments, which fit. */
    String filled(Map<String, Object> arguments) {
        String filled = message;
        for (Map.Entry<String, Form> parameter : parameters.entrySet()) {
            Object value =
                    arguments.getOrDefault(parameter.getKey(), defaults.get(parameter.getKey()));
            filled = Messages.fill(filled, parameter.getKey(), parameter.getValue().write(value));
        }
        return filled;
    }
}
