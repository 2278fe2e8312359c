package org.labthings.http.internal.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.labthings.schema.Json;

/** A way to log in to this server, as descriptions of it name it. */
public enum Login {
    /** Name and password with each request. */
    BASIC("basic"),
    /** A token with each request. */
    BEARER("bearer");

    private final String scheme;

    Login(String scheme) {
        this.scheme = scheme;
    }

    /** Its name in documents. */
    public String id() {
        return scheme + "_auth";
    }

    /** Its OpenAPI security scheme. */
    public ObjectNode openApi() {
        return Json.MAPPER.createObjectNode().put("type", "http").put("scheme", scheme);
    }

    /** Its security definition in a Thing Description. */
    public ObjectNode thingDescription() {
        return Json.MAPPER.createObjectNode().put("scheme", scheme).put("in", "header");
    }
}
