package org.labthings.testing.replay.internal.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.labthings.testing.replay.internal.json.JsonText;
import org.labthings.testing.replay.internal.match.Capture;
import org.labthings.testing.replay.internal.match.Excerpt;
import org.labthings.testing.replay.internal.match.Findings;
import org.labthings.testing.replay.wire.HeaderFields;
import org.labthings.testing.replay.wire.RawAnswer;

/** Compares an HTTP answer with a recorded response: status, headers, body. */
final class AnswerCheck {
    private static final int SHOWN = 120;

    private AnswerCheck() {}

    static Findings check(JsonNode wanted, RawAnswer answer, Session session) {
        Findings findings = new Findings();
        if (answer.status() != wanted.path("status").asInt()) {
            String text = answer.text();
            findings.problem(
                    String.format(
                            "status: expected %s, got %d %s",
                            wanted.path("status"),
                            answer.status(),
                            text.substring(0, Math.min(SHOWN, text.length()))));
        }
        headers(wanted.path("headers"), answer.headers(), session, findings);
        if (wanted.has("raw_body")) {
            String bytes = session.variables.fill(wanted.get("raw_body").asText());
            if (!bytes.equals(answer.text())) {
                findings.problem(
                        "bytes: expected "
                                + Excerpt.of(bytes)
                                + ", got "
                                + Excerpt.of(answer.text()));
            }
        }
        if (wanted.has("body")) {
            JsonNode body = part(wanted, JsonText.parse(answer.body()));
            new Capture(session.variables).from(wanted.get("body"), body);
            session.comparison.compare(wanted.get("body"), body, "body", findings);
        }
        if (wanted.has("text")) {
            session.comparison.compare(
                    wanted.get("text"), TextNode.valueOf(answer.text()), "text", findings);
        }
        if (wanted.has("body_base64")) {
            byte[] bytes = Base64.getDecoder().decode(wanted.get("body_base64").asText());
            if (!Arrays.equals(bytes, answer.body())) {
                findings.problem(
                        "bytes: expected "
                                + bytes.length
                                + ", got "
                                + answer.body().length
                                + " that differ");
            }
        }
        if (wanted.has("bytes")) {
            session.comparison.compare(
                    wanted.get("bytes"), BinaryNode.valueOf(answer.body()), "bytes", findings);
        }
        return findings;
    }

    /** The media type counts without its parameters where a plain text was recorded. */
    private static void headers(
            JsonNode wanted, HeaderFields actual, Session session, Findings findings) {
        wanted.properties()
                .forEach(
                        e -> {
                            JsonNode expected = e.getValue();
                            JsonNode value = header(actual, e.getKey());
                            if (e.getKey().equals("content-type") && expected.isTextual()) {
                                expected = mediaType(expected);
                                value = mediaType(value);
                            }
                            session.comparison.compare(
                                    expected, value, "header " + e.getKey(), findings);
                        });
    }

    static JsonNode header(HeaderFields fields, String name) {
        return fields.get(name).<JsonNode>map(TextNode::valueOf).orElse(MissingNode.getInstance());
    }

    private static JsonNode mediaType(JsonNode value) {
        return value.isTextual()
                ? TextNode.valueOf(
                        value.textValue().split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                : value;
    }

    /** What of the body is compared: a place in it, some members left out. */
    private static JsonNode part(JsonNode wanted, JsonNode body) {
        JsonNode part = wanted.has("select") ? body.at(wanted.get("select").asText()) : body;
        if (wanted.has("without") && part.isObject()) {
            ObjectNode less = part.deepCopy();
            wanted.get("without").forEach(name -> less.remove(name.asText()));
            return less;
        }
        return part;
    }
}
