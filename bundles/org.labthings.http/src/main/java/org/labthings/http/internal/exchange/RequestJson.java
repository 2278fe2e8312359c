package org.labthings.http.internal.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/**
 * A request body as JSON (LabThings specification 1.4, with its deviations): JSON media types and
 * bodies without one are parsed; anything else is handed on as the text that it is, so that a form
 * on a foreign page cannot invoke an action.
 */
public final class RequestJson {
    private RequestJson() {}

    /**
     * Reads a body.
     *
     * @param contentType the header, or null
     * @return null when there is no body; a JSON null when the body says so
     * @throws ValidationException when it should be JSON and is not
     * @throws Refusal when it is no UTF-8
     */
    public static JsonNode parse(String contentType, byte[] body) throws Refusal {
        if (body.length == 0) {
            return null;
        }
        String text = text(body);
        return contentType == null || isJson(contentType)
                ? Json.parse(text)
                : TextNode.valueOf(text);
    }

    /** {@code application/json} or {@code application/…+json}, whatever its parameters. */
    static boolean isJson(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        type = type.trim().toLowerCase(Locale.ROOT);
        return type.equals("application/json")
                || type.startsWith("application/") && type.endsWith("+json");
    }

    private static String text(byte[] body) throws Refusal {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "There was an error parsing the body: it is not UTF-8");
        }
    }
}
