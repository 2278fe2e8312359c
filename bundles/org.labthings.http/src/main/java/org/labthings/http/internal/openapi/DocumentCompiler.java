package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;
import org.labthings.core.ServedThing;
import org.labthings.core.Things;
import org.labthings.schema.Json;

/** Writes the document of a view of Things. Immutable; from any thread. */
final class DocumentCompiler {
    private static final String PREFIX = "{P}";

    private final String prefix;
    private final String version;
    private final boolean globalLock;
    private final Supplier<Set<Login>> logins;

    /**
     * A compiler for one server.
     *
     * @param prefix of the paths of Things
     * @param version of the server
     * @param globalLock whether it has a global lock
     * @param logins the ways to log in; none if nobody has to
     */
    DocumentCompiler(
            String prefix, String version, boolean globalLock, Supplier<Set<Login>> logins) {
        this.prefix = prefix;
        this.version = version;
        this.globalLock = globalLock;
        this.logins = logins;
    }

    ObjectNode compile(Things view) {
        ObjectNode document = skeleton();
        ObjectNode info = (ObjectNode) document.get("info");
        info.put("version", version);
        info.put("description", info.get("description").asText().replace(PREFIX, prefix));
        ObjectNode components = (ObjectNode) document.get("components");
        Draft draft = new Draft((ObjectNode) components.get("schemas"), globalLock);
        framework(draft, document.get("paths"));
        ArrayNode tags = (ArrayNode) document.get("tags");
        for (ServedThing thing : view.served().values()) {
            ThingOperations operations =
                    new ThingOperations(draft, thing, prefix + "/" + thing.name());
            operations.describe();
            tags.add(operations.tag());
        }
        document.set("paths", draft.paths().build());
        secure(document);
        new UsedComponents(document).keep();
        return document;
    }

    private static ObjectNode skeleton() {
        try (InputStream in = DocumentCompiler.class.getResourceAsStream("skeleton.json")) {
            return (ObjectNode) Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("This bundle is damaged", e);
        }
    }

    private void framework(Draft draft, JsonNode paths) {
        paths.properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                method ->
                                                        framework(
                                                                draft,
                                                                method.getKey(),
                                                                path.getKey(),
                                                                (ObjectNode) method.getValue())));
    }

    private void framework(Draft draft, String method, String path, ObjectNode operation) {
        draft.ids().next(operation.get("operationId").asText());
        String start = path.startsWith(PREFIX) ? prefix : "";
        String rest = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
        draft.paths().template(method, start, rest, operation);
    }

    /** Any of the ways to log in is enough. */
    private void secure(ObjectNode document) {
        Set<Login> any = logins.get();
        if (any.isEmpty()) {
            return;
        }
        ObjectNode schemes = (ObjectNode) document.at("/components/securitySchemes");
        for (Login login : any) {
            schemes.set(login.id(), login.openApi());
            document.withArray("/security").addObject().putArray(login.id());
        }
        for (JsonNode path : document.get("paths")) {
            for (JsonNode operation : path) {
                ObjectNode responses = (ObjectNode) operation.get("responses");
                responses.set("401", reference("Unauthorized"));
                responses.set("403", reference("Forbidden"));
            }
        }
    }

    private static ObjectNode reference(String response) {
        ObjectNode out = Json.MAPPER.createObjectNode();
        return out.set("$ref", TextNode.valueOf("#/components/responses/" + response));
    }
}
