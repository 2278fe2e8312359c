package org.labthings.http.internal.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.labthings.schema.Issue;
import org.labthings.schema.ValidationException;

/**
 * A UUID in a path (LabThings specification 1.5.5): with or without hyphens, in braces, as a URN,
 * in either case.
 */
public final class UuidParameter {
    private static final int[] GROUPS = {8, 4, 4, 4, 12};

    private UuidParameter() {}

    /**
     * Reads a parameter.
     *
     * @param name of the path parameter
     * @throws ValidationException when it is no UUID
     */
    public static UUID parse(String name, String text) {
        String plain = text;
        if (plain.toLowerCase(Locale.ROOT).startsWith("urn:uuid:")) {
            plain = plain.substring("urn:uuid:".length());
        } else if (plain.startsWith("{") && plain.endsWith("}")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        String mistake = mistake(plain);
        if (mistake == null) {
            String digits = plain.replace("-", "");
            return new UUID(
                    Long.parseUnsignedLong(digits.substring(0, 16), 16),
                    Long.parseUnsignedLong(digits.substring(16), 16));
        }
        throw new ValidationException(
                List.of(
                        new Issue(
                                "uuid_parsing",
                                List.of("path", name),
                                "Input should be a valid UUID, " + mistake,
                                TextNode.valueOf(text),
                                JsonNodeFactory.instance.objectNode().put("error", mistake))));
    }

    private static String mistake(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c > 'f' || Character.digit(c, 16) < 0)) {
                return "invalid character: found `"
                        + Character.toString(text.codePointAt(i))
                        + "` at "
                        + i;
            }
        }
        String[] groups = text.split("-", -1);
        if (groups.length == 1) {
            return text.length() == 32
                    ? null
                    : "invalid length: expected length 32 for simple format, found "
                            + text.length();
        }
        if (groups.length != GROUPS.length) {
            return "invalid group count: expected 5, found " + groups.length;
        }
        for (int i = 0; i < GROUPS.length; i++) {
            if (groups[i].length() != GROUPS[i]) {
                return "invalid group length in group "
                        + i
                        + ": expected "
                        + GROUPS[i]
                        + ", found "
                        + groups[i].length();
            }
        }
        return null;
    }
}
