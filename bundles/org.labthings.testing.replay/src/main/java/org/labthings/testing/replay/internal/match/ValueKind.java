package org.labthings.testing.replay.internal.match;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code {"$match": kind, ...}} asks for. */
final class ValueKind {
    static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?)([.,]\\d+)?(Z|[+-]\\d\\d(:?\\d\\d){0,2})?");

    private final Variables variables;

    ValueKind(Variables variables) {
        this.variables = variables;
    }

    /**
     * Whether the value is of the kind; bytes come as a binary node, what is absent as a missing
     * one.
     */
    boolean matches(JsonNode matcher, JsonNode value) {
        String kind = matcher.get("$match").asText();
        return switch (kind) {
            case "any" -> !value.isMissingNode();
            case "string" -> value.isTextual();
            case "integer" -> isWhole(value);
            case "number" -> value.isNumber();
            case "object" -> value.isObject();
            case "array" -> value.isArray() && hasSize(matcher, value.size());
            case "uuid" -> value.isTextual() && UUID.matcher(value.textValue()).matches();
            case "datetime" -> value.isTextual() && isDateTime(value.textValue());
            case "url" -> value.isTextual() && isUrl(matcher, value.textValue());
            case "one_of" -> elements(matcher, "values").anyMatch(v -> Equality.same(v, value));
            case "contains" ->
                    value.isTextual()
                            && elements(matcher, "text")
                                    .allMatch(t -> value.textValue().contains(t.asText()));
            case "tokens" -> value.isTextual() && hasTokens(matcher, value.textValue());
            case "bytes" -> value.isBinary() && areBytes(matcher, value);
            default -> throw new IllegalArgumentException("unknown matcher " + matcher);
        };
    }

    private static boolean isWhole(JsonNode value) {
        return value.isNumber()
                && (value.isIntegralNumber()
                        || value.doubleValue() == Math.rint(value.doubleValue()));
    }

    private static boolean hasSize(JsonNode matcher, int size) {
        return size >= matcher.path("min").asInt(0)
                && size <= matcher.path("max").asInt(Integer.MAX_VALUE);
    }

    static boolean isDateTime(String text) {
        Matcher m = DATE_TIME.matcher(text);
        if (!m.matches()) {
            return false;
        }
        try {
            LocalDateTime.parse(m.group(1));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An absolute URL of this server; {@code {uuid}} in the path stands for any UUID. */
    private boolean isUrl(JsonNode matcher, String text) {
        String base = matcher.has("base") ? matcher.get("base").asText() : variables.requestBase();
        String url = variables.fill(base) + variables.fill(matcher.path("path").asText());
        String pattern =
                Arrays.stream(url.split("\\{uuid\\}", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(UUID.pattern()));
        return text.matches(pattern);
    }

    private static boolean hasTokens(JsonNode matcher, String text) {
        Set<String> tokens =
                Arrays.stream(text.split(",")).map(String::strip).collect(Collectors.toSet());
        return elements(matcher, "contains").allMatch(t -> tokens.contains(t.asText()));
    }

    private static boolean areBytes(JsonNode matcher, JsonNode value) {
        try {
            byte[] bytes = value.binaryValue();
            String hex = HexFormat.of().formatHex(bytes);
            return bytes.length == matcher.path("length").asInt(bytes.length)
                    && hex.startsWith(matcher.path("prefix").asText())
                    && hex.endsWith(matcher.path("suffix").asText());
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<JsonNode> elements(JsonNode matcher, String member) {
        return StreamSupport.stream(matcher.path(member).spliterator(), false);
    }
}
