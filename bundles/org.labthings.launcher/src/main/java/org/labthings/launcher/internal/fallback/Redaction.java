package org.labthings.launcher.internal.fallback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that nobody has parsed: a configuration that may be no JSON, and log
 * lines. What has a telling name is hidden; the rest of the line stays.
 */
final class Redaction {
    /** What stands in place of a secret. */
    static final String HIDDEN = "(hidden)";

    private static final String NAMES =
            "(?:passw|passphrase|secret|token|credential|api[_-]?key|private[_-]?key|authorization)";
    private static final String KEY = "(?i)(\"[^\"\\n]*" + NAMES + "[^\"\\n]*\"\\s*:\\s*)";
    private static final Pattern SCALAR =
            Pattern.compile(KEY + "(\"(?:[^\"\\\\\\n]|\\\\.)*\"?|[^\\s,\\[{}\\]\"]+)");
    private static final Pattern CONTAINER = Pattern.compile(KEY + "[\\[{]");
    private static final Pattern LOGGED =
            Pattern.compile("(?i)(\\w*" + NAMES + "\\w*\\s*[=:]\\s*)(?:(?:basic|bearer)\\s+)?\\S+");

    private Redaction() {}

    /** JSON, whole or broken. */
    static String json(String text) {
        if (CONTAINER.matcher(text).find()) {
            return "(not shown: it has lists or objects of secrets)";
        }
        return SCALAR.matcher(text).replaceAll("$1\"" + Matcher.quoteReplacement(HIDDEN) + "\"");
    }

    /** Lines of a log. */
    static String log(String text) {
        return LOGGED.matcher(json(text)).replaceAll("$1" + Matcher.quoteReplacement(HIDDEN));
    }
}
