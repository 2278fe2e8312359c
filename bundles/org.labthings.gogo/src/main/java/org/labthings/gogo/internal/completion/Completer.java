package org.labthings.gogo.internal.completion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.felix.service.command.CommandSession;
import org.labthings.gogo.internal.guide.Guide;
import org.labthings.gogo.internal.guide.Guides;

/**
 * What could stand at the cursor: commands, options, and the arguments that a command's guide
 * names, from what is there now. Runs no driver code.
 */
public final class Completer {
    private static final int MOST = 200;
    private final Arguments arguments;

    /** Completes from what these know. */
    public Completer(Arguments arguments) {
        this.arguments = arguments;
    }

    /**
     * What could stand there.
     *
     * @param start where the word at the cursor begins
     * @param candidates all that begin like it, at most 200
     */
    public record Completion(int start, List<Candidate> candidates) {}

    /** Completes a line of a session. */
    public Completion complete(CommandSession session, String line, int cursor) {
        TypedLine typed = TypedLine.of(line, Math.min(Math.max(0, cursor), line.length()));
        Collection<Candidate> all =
                typed.words().isEmpty() ? commands(session) : forCommand(session, typed);
        List<Candidate> fitting =
                all.stream()
                        .filter(c -> c.value().startsWith(typed.current()))
                        .sorted(Comparator.comparing(Candidate::value))
                        .limit(MOST)
                        .toList();
        return new Completion(typed.start(), fitting);
    }

    private static Collection<Candidate> commands(CommandSession session) {
        Map<String, Candidate> found = new TreeMap<>();
        for (Guide guide : Guides.all()) {
            found.put(guide.name(), Candidate.of(guide.name(), guide.summary()));
        }
        if (session.get(".commands") instanceof Collection<?> names) {
            for (Object name : names) {
                String command = String.valueOf(name);
                String word = command.substring(command.indexOf(':') + 1);
                if (command.startsWith("felix:")) {
                    found.putIfAbsent(word, Candidate.of(word, null));
                }
            }
        }
        return found.values();
    }

    private Collection<Candidate> forCommand(CommandSession session, TypedLine typed) {
        String command = typed.words().get(0).replaceFirst("^" + Guides.SCOPE + ":", "");
        Optional<Guide> guide = Guides.find(command);
        if (guide.isEmpty()) {
            return List.of();
        }
        if (typed.current().startsWith("--")) {
            return guide.get().options().stream()
                    .map(o -> Candidate.of(o.word(), o.help()))
                    .toList();
        }
        List<String> before = words(guide.get(), typed.words());
        return guide.get()
                .argument(before.size())
                .map(a -> arguments.candidates(a.kind(), before, typed.current(), session))
                .orElse(List.of());
    }

    /** The arguments before the cursor, without options. */
    private static List<String> words(Guide guide, List<String> typed) {
        List<String> words = new ArrayList<>();
        boolean valueOfOption = false;
        for (String word : typed.subList(1, typed.size())) {
            Optional<Guide.Option> option = guide.option(word);
            if (option.isEmpty() && !valueOfOption) {
                words.add(word);
            }
            valueOfOption = option.isPresent() && option.get().value() != null;
        }
        return words;
    }
}
