package org.labthings.config.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Values that are not for logs, messages and error pages: those with a telling name. */
public final class Secrets {
    /** What stands in place of one. */
    public static final String HIDDEN = "(hidden)";

    private static final Pattern NAMES =
            Pattern.compile(
                    "passw|passphrase|secret|token|credential|api[_-]?key|private[_-]?key"
                            + "|authorization",
                    Pattern.CASE_INSENSITIVE);

    /** Names of Things say nothing about their values. */
    private static final Pattern THING = Pattern.compile("^things\\.[^.]*");

    private Secrets() {}

    /** Whether what is at a path is not to be shown. */
    public static boolean isSecret(String path) {
        return NAMES.matcher(THING.matcher(path).replaceFirst("")).find();
    }

    /** A value for a message; cut when it is long. */
    public static String excerpt(Place place, JsonNode value) {
        return isSecret(place.toString()) ? HIDDEN : JsonText.excerpt(value);
    }
}
