package org.labthings.http.internal.discovery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import org.labthings.http.internal.openapi.Login;
import org.labthings.schema.Json;

/**
 * The server itself as a Thing, with links to its Things. It is no Thing Directory in W3C's sense,
 * to which anybody could add: what is served is what runs here.
 */
final class Introduction {
    /** Both forms, because validators and clients disagree on which one is right. */
    private static final String[] CONTEXT = {
        "https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"
    };

    private final String prefix;
    private final String version;
    private final Supplier<Set<Login>> logins;

    /**
     * Introduces one server.
     *
     * @param prefix of the paths of Things
     * @param version of the server
     * @param logins the ways to log in; none if nobody has to
     */
    Introduction(String prefix, String version, Supplier<Set<Login>> logins) {
        this.prefix = prefix;
        this.version = version;
        this.logins = logins;
    }

    /**
     * Its description.
     *
     * @param baseUrl as the client reaches the server, without a slash at the end
     * @param things names of what runs
     */
    byte[] document(String baseUrl, Collection<String> things) {
        ObjectNode td = Json.MAPPER.createObjectNode();
        ArrayNode context = td.putArray("@context");
        for (String c : CONTEXT) {
            context.add(c);
        }
        td.put("title", "LabThings server");
        td.put("description", "Serves laboratory instruments: each link of type item is a Thing.");
        td.putObject("version").put("instance", version);
        td.put("base", baseUrl + "/");
        Login.describe(td, logins.get(), null);
        ObjectNode properties = td.putObject("properties");
        property(properties, "things", "URLs of the Things, by name", "object", "/things/");
        property(
                properties,
                "thing_descriptions",
                "Descriptions of the Things, by name",
                "object",
                "/thing_descriptions/");
        property(
                properties,
                "thing_status",
                "How each configured Thing is, by name",
                "object",
                "/things/?status");
        property(
                properties,
                "action_invocations",
                "Runs of actions",
                "array",
                "/action_invocations");
        ArrayNode links = td.putArray("links");
        for (String thing : things) {
            link(links, "item", prefix + "/" + thing + "/", "application/td+json");
        }
        link(links, "service-desc", "/openapi.json", "application/json");
        link(links, "service-doc", "/docs", "text/html");
        return Json.bytes(td);
    }

    private void property(
            ObjectNode properties, String name, String title, String type, String path) {
        ObjectNode property = properties.putObject(name);
        property.put("title", title).put("type", type).put("readOnly", true);
        property.putArray("forms")
                .addObject()
                .put("href", prefix + path)
                .put("contentType", "application/json")
                .putArray("op")
                .add("readproperty");
    }

    private static void link(ArrayNode links, String relation, String href, String type) {
        links.addObject().put("rel", relation).put("href", href).put("type", type);
    }
}
