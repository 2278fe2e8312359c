package org.labthings.openflexure.internal.legacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import org.labthings.api.EndpointResponse;
import org.labthings.api.HttpError;
import org.labthings.http.extension.ServerRequest;
import org.labthings.schema.Json;

/** JSON in and out. */
public final class Answers {
    private static final int LONGEST = 60;

    private Answers() {}

    /** JSON that must not be kept. */
    public static EndpointResponse json(JsonNode value) {
        return EndpointResponse.bytes(Json.bytes(value), "application/json")
                .withHeader("Cache-Control", "no-store");
    }

    /** A picture that must not be kept. */
    public static EndpointResponse jpeg(byte[] data) {
        return EndpointResponse.bytes(data, "image/jpeg").withHeader("Cache-Control", "no-store");
    }

    /**
     * The request's body; null when there is none.
     *
     * @throws HttpError 422 when it is no JSON
     */
    public static JsonNode body(ServerRequest request) throws IOException {
        byte[] body = request.body().readAllBytes();
        if (body.length == 0) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new HttpError(422, "The body is no JSON");
        }
    }

    /** A value for a message: not all of what may be long. */
    public static String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
