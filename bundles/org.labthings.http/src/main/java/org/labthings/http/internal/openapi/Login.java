package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.labthings.schema.Json;

/** A way to log in to this server, as descriptions of it name it. */
public enum Login {
    /** Name and password with each request. */
    BASIC("basic"),
    /** A token with each request. */
    BEARER("bearer"),
    /** A short-lived ticket in the query, for what cannot send headers. */
    TICKET("apikey");

    private static final String QUERY = "ticket";
    private static final String ABOUT_TICKETS =
            "For reading only, and for a minute: POST /.well-known/labthings/ticket makes one";

    private final String scheme;

    Login(String scheme) {
        this.scheme = scheme;
    }

    /** Its name in documents. */
    public String id() {
        return this == TICKET ? "ticket" : scheme + "_auth";
    }

    /** Its OpenAPI security scheme. */
    public ObjectNode openApi() {
        ObjectNode out = Json.MAPPER.createObjectNode();
        return this == TICKET
                ? out.put("type", "apiKey")
                        .put("in", "query")
                        .put("name", QUERY)
                        .put("description", ABOUT_TICKETS)
                : out.put("type", "http").put("scheme", scheme);
    }

    /** Its security definition in a Thing Description. */
    public ObjectNode thingDescription() {
        ObjectNode out = Json.MAPPER.createObjectNode().put("scheme", scheme);
        return this == TICKET
                ? out.put("in", "query").put("name", QUERY).put("description", ABOUT_TICKETS)
                : out.put("in", "header");
    }

    /** Says in a Thing Description that any of these will do; or that nobody has to log in. */
    public static void describe(ObjectNode td, Set<Login> logins, String nobody) {
        ObjectNode definitions = td.putObject("securityDefinitions");
        if (logins.isEmpty()) {
            ObjectNode none = definitions.putObject("no_security");
            if (nobody != null) {
                none.put("description", nobody);
            }
            none.put("scheme", "nosec");
            td.put("security", "no_security");
            return;
        }
        logins.forEach(login -> definitions.set(login.id(), login.thingDescription()));
        if (logins.size() == 1) {
            td.put("security", logins.iterator().next().id());
        } else {
            ArrayNode either =
                    definitions.putObject("any_of_them").put("scheme", "combo").putArray("oneOf");
            logins.forEach(login -> either.add(login.id()));
            td.put("security", "any_of_them");
        }
    }
}
