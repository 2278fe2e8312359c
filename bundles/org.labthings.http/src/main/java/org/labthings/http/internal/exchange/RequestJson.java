package org.labthings.http.internal.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.labthings.http.internal.reply.Refusal;
import org.labthings.schema.Issue;
import org.labthings.schema.Json;
import org.labthings.schema.ValidationException;

/**
 * A request body as JSON (LabThings specification 1.4, with its deviations): JSON media types and
 * bodies without one are parsed; anything else is handed on as the text that it is, so that a form
 * on a foreign page cannot invoke an action.
 */
public final class RequestJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
        return contentType == null || isJson(contentType) ? json(text) : TextNode.valueOf(text);
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

    private static JsonNode json(String text) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid(text, e);
        }
        if (tree.isMissingNode()) { // blanks only
            throw invalid(JsonSyntax.find(text));
        }
        if (hasHalfCharacter(text)) {
            throw invalid(new JsonSyntax.Mistake(0, "Unpaired surrogate escape"));
        }
        return tree;
    }

    private static ValidationException invalid(String text, JsonProcessingException e) {
        JsonSyntax.Mistake mistake = JsonSyntax.find(text);
        if (mistake != null) {
            return invalid(mistake);
        }
        // Python would take it; our limits (depth, digits of a number) do not
        long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
        return invalid(
                new JsonSyntax.Mistake(
                        (int) Math.min(offset, text.length()), e.getOriginalMessage()));
    }

    private static ValidationException invalid(JsonSyntax.Mistake mistake) {
        ObjectNode ctx = NODES.objectNode().put("error", mistake.message());
        return new ValidationException(
                List.of(
                        new Issue(
                                "json_invalid",
                                List.of("body", mistake.position()),
                                "JSON decode error",
                                NODES.objectNode(),
                                ctx)));
    }

    /**
     * Whether an escape stands for half of a character. JSON's grammar allows it, but no UTF-8 text
     * can say it: such a string could be stored and never be read again.
     */
    private static boolean hasHalfCharacter(String text) {
        int i = text.indexOf("\\u");
        boolean openHigh = false;
        int after = -1;
        while (i >= 0) {
            if (isEscape(text, i)) {
                char c = (char) Integer.parseInt(text.substring(i + 2, i + 6), 16);
                if (openHigh != Character.isLowSurrogate(c) || openHigh && i != after) {
                    return true;
                }
                openHigh = Character.isHighSurrogate(c);
                after = i + 6;
            }
            i = text.indexOf("\\u", i + 2);
        }
        return openHigh;
    }

    /** A backslash that is not itself escaped: an even number of them before it. */
    private static boolean isEscape(String text, int at) {
        int before = at;
        while (before > 0 && text.charAt(before - 1) == '\\') {
            before--;
        }
        return (at - before) % 2 == 0;
    }
}
