package org.labthings.http.internal.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path in which some parts may be open: {@code {name}} stands for one or more characters without
 * a slash, {@code {name:path}} for any characters. Compared with decoded paths. Immutable.
 */
public final class PathPattern {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}:]+)(:path)?}");

    private final String template;
    private final String start;
    private final Pattern pattern;
    private final List<String> names;

    private PathPattern(String template, String start, Pattern pattern, List<String> names) {
        this.template = template;
        this.start = start;
        this.pattern = pattern;
        this.names = names;
    }

    /** A path without open parts, whatever characters it has. */
    public static PathPattern exact(String path) {
        return new PathPattern(path, path, null, List.of());
    }

    /**
     * A fixed start followed by a template.
     *
     * @param start taken as it is
     * @param template with placeholders
     */
    public static PathPattern of(String start, String template) {
        Matcher m = PLACEHOLDER.matcher(template);
        StringBuilder regex = new StringBuilder(Pattern.quote(start));
        List<String> names = new ArrayList<>();
        int literal = 0;
        int first = template.length();
        while (m.find()) {
            first = Math.min(first, m.start());
            regex.append(Pattern.quote(template.substring(literal, m.start())));
            regex.append(m.group(2) == null ? "([^/]+)" : "(.*)");
            names.add(m.group(1));
            literal = m.end();
        }
        if (names.isEmpty()) {
            return exact(start + template);
        }
        regex.append(Pattern.quote(template.substring(literal)));
        return new PathPattern(
                start + template,
                start + template.substring(0, first),
                Pattern.compile(regex.toString(), Pattern.DOTALL),
                List.copyOf(names));
    }

    /** The path as it was declared. */
    public String template() {
        return template;
    }

    /** Whether it stands for one path only. */
    public boolean isExact() {
        return pattern == null;
    }

    /** The values of the open parts, or null when a path is another one. */
    public Map<String, String> match(String path) {
        if (pattern == null) {
            return template.equals(path) ? Map.of() : null;
        }
        if (!path.startsWith(start)) {
            return null;
        }
        Matcher m = pattern.matcher(path);
        if (!m.matches()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), m.group(i + 1));
        }
        return values;
    }
}
