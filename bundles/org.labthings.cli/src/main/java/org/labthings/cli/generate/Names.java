package org.labthings.cli.generate;

import java.util.Locale;
import java.util.Set;

/** Names of the wire as names of programming languages. */
final class Names {
    private static final Set<String> JAVA =
            Set.of(
                    ("abstract assert boolean break byte case catch char class const continue"
                                    + " default do double else enum extends final finally float for"
                                    + " goto if implements import instanceof int interface long"
                                    + " native new package private protected public return short"
                                    + " static strictfp super switch synchronized this throw throws"
                                    + " transient try void volatile while true false null var"
                                    + " record yield _ getClass hashCode toString equals notify"
                                    + " notifyAll wait clone finalize close client arguments value"
                                    + " next at")
                            .split(" "));
    private static final Set<String> PYTHON =
            Set.of(
                    ("False None True and as assert async await break class continue def del elif"
                                    + " else except finally for from global if import in is lambda"
                                    + " nonlocal not or pass raise return try while with yield self"
                                    + " match case type url")
                            .split(" "));
    private static final Set<String> TYPESCRIPT =
            Set.of(
                    ("break case catch class const continue debugger default delete do else enum"
                                    + " export extends false finally for function if import in"
                                    + " instanceof new null return super switch this throw true try"
                                    + " typeof var void while with constructor")
                            .split(" "));

    private Names() {}

    /** {@code frame_size} to {@code FrameSize}. */
    static String type(String wire) {
        StringBuilder out = new StringBuilder();
        boolean upper = true;
        for (char c : wire.toCharArray()) {
            if (!letter(c) && !Character.isDigit(c)) {
                upper = true;
            } else {
                out.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return out.isEmpty() || Character.isDigit(out.charAt(0)) ? "T" + out : out.toString();
    }

    private static boolean letter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static String camel(String wire) {
        String type = type(wire);
        return type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    /** {@code frame_size} to {@code frameSize}. */
    static String java(String wire) {
        String name = camel(wire);
        return JAVA.contains(name) ? name + "_" : name;
    }

    /** {@code frame_size} to {@code frameSize}. */
    static String typescript(String wire) {
        String name = camel(wire);
        return TYPESCRIPT.contains(name) ? name + "_" : name;
    }

    /** What is a name in Python stays. */
    static String python(String wire) {
        StringBuilder out = new StringBuilder();
        for (char c : wire.toCharArray()) {
            out.append(letter(c) || Character.isDigit(c) || c == '_' ? c : '_');
        }
        if (out.isEmpty() || Character.isDigit(out.charAt(0))) {
            out.insert(0, '_');
        }
        return PYTHON.contains(out.toString()) ? out + "_" : out.toString();
    }

    /** A constant. */
    static String constant(String value) {
        StringBuilder out = new StringBuilder();
        for (char c : value.toCharArray()) {
            out.append(letter(c) || Character.isDigit(c) ? Character.toUpperCase(c) : '_');
        }
        if (out.isEmpty() || Character.isDigit(out.charAt(0))) {
            out.insert(0, '_');
        }
        return out.toString().equals("_") ? "EMPTY" : out.toString();
    }

    /** A text in double quotes, as all three languages have it. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 32 || c > 126) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
