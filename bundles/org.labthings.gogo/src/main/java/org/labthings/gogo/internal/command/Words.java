package org.labthings.gogo.internal.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.gogo.internal.guide.Guide;

/** The arguments of a command, checked against its guide: words, and options anywhere. */
final class Words {
    private final List<Object> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();

    private Words() {}

    /**
     * Sorts what was typed.
     *
     * @throws ShellException when it does not fit; it shows how the command is used
     */
    static Words of(Guide guide, Object[] given) throws ShellException {
        Words result = new Words();
        Iterator<Object> rest = Arrays.asList(given).iterator();
        while (rest.hasNext()) {
            Object next = rest.next();
            String text = next instanceof CharSequence s ? s.toString() : "";
            if (!text.startsWith("--")) {
                result.words.add(next);
                continue;
            }
            Guide.Option option =
                    guide.option(text)
                            .orElseThrow(() -> wrong(guide, "there is no option " + text));
            if (option.value() == null) {
                result.options.put(text, "");
            } else if (rest.hasNext()) {
                result.options.put(text, String.valueOf(rest.next()));
            } else {
                throw wrong(guide, text + " needs a value: " + option.value());
            }
        }
        if (result.words.size() < guide.least()) {
            throw wrong(guide, "an argument is missing");
        }
        if (result.words.size() > guide.most()) {
            throw wrong(guide, "what shall '" + result.words.get(guide.most()) + "' mean?");
        }
        return result;
    }

    private static ShellException wrong(Guide guide, String message) {
        return new ShellException(message + "\nusage: " + guide.usage());
    }

    int count() {
        return words.size();
    }

    String text(int index) {
        return String.valueOf(words.get(index));
    }

    Optional<String> maybe(int index) {
        return index < words.size() ? Optional.of(text(index)) : Optional.empty();
    }

    /** As it was given: a text, or what a pipe or a variable holds. */
    Object value(int index) {
        return words.get(index);
    }

    List<Object> from(int index) {
        return words.subList(Math.min(index, words.size()), words.size());
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    int number(String option, int otherwise) throws ShellException {
        String text = options.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new ShellException(option + " needs a number, not " + text);
        }
        throw new ShellException(option + " needs a positive number, not " + text);
    }
}
