package org.labthings.gogo.internal.session;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.labthings.schema.Json;

/**
 * Lets people type JSON where a command takes it. In the shell's own language braces are a command
 * and quotation marks vanish, so JSON arguments are put in single quotes before the shell sees
 * them:
 *
 * <pre>
 * invoke stage move_relative {"x": 2}   becomes   invoke stage move_relative '{"x": 2}'
 * </pre>
 *
 * <p>Only in commands that take JSON, and only what is complete JSON at the beginning of a word.
 *
 * <p>And words such as {@code 06365e72} or {@code 1234567d}, which begin the id of an invocation,
 * are put in quotes in all commands: the shell takes for a number whatever Java can read as one.
 */
final class JsonQuoting {
    private static final Set<String> COMMANDS = Set.of("set", "invoke", "connect", "create");
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[+-]?[.0-9][\\w.+-]*");
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,15})?");
    private static final String STATEMENT_ENDS = "|;&({\n";

    private final String line;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private boolean takesJson;
    private boolean commandNext = true;

    private JsonQuoting(String line) {
        this.line = line;
    }

    static String apply(String line) {
        JsonQuoting quoting = new JsonQuoting(line);
        while (quoting.at < line.length()) {
            quoting.step();
        }
        return quoting.out.toString();
    }

    private void step() {
        char c = line.charAt(at);
        if (Character.isWhitespace(c) && c != '\n') {
            copy(1);
        } else if (takesJson && startsJson(c) && jsonEnd() > at) {
            int end = jsonEnd();
            // an apostrophe in JSON can only be within a text, where it has another form
            out.append('\'').append(line.substring(at, end).replace("'", "\\u0027")).append('\'');
            at = end;
        } else if (STATEMENT_ENDS.indexOf(c) >= 0) {
            copy(1);
            commandNext = true;
            takesJson = false;
        } else {
            int end = wordEnd();
            if (!commandNext && isMangled(line.substring(at, end))) {
                out.append('\'').append(line, at, end).append('\'');
                at = end;
                return;
            }
            if (commandNext) {
                takesJson = COMMANDS.contains(line.substring(at, end).replaceFirst("^lab:", ""));
                commandNext = false;
            }
            copy(end - at);
        }
    }

    /** Whether the shell would take for a number, and print otherwise, what may be an id. */
    private static boolean isMangled(String word) {
        return LIKE_A_NUMBER.matcher(word).matches() && !PLAIN_NUMBER.matcher(word).matches();
    }

    private static boolean startsJson(char c) {
        return c == '{' || c == '[' || c == '"';
    }

    private void copy(int length) {
        out.append(line, at, at + length);
        at += length;
    }

    private int wordEnd() {
        int end = at;
        char quote = 0;
        for (; end < line.length(); end++) {
            char c = line.charAt(end);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (Character.isWhitespace(c) || STATEMENT_ENDS.indexOf(c) >= 0) {
                break;
            }
        }
        return Math.max(end, at + 1);
    }

    /** Where the JSON value that begins here ends; here, when there is none. */
    private int jsonEnd() {
        String rest = line.substring(at);
        try (JsonParser parser = Json.MAPPER.createParser(rest)) {
            parser.nextToken();
            parser.skipChildren();
            parser.finishToken();
            int end = at + (int) parser.currentLocation().getCharOffset();
            boolean alone =
                    end >= line.length()
                            || Character.isWhitespace(line.charAt(end))
                            || "|;&)}".indexOf(line.charAt(end)) >= 0;
            return alone ? end : at;
        } catch (IOException e) {
            return at;
        }
    }
}
