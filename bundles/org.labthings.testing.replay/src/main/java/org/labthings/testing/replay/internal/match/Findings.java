package org.labthings.testing.replay.internal.match;

import java.util.ArrayList;
import java.util.List;

/** What a comparison found. Not for several threads. */
public final class Findings {
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** What had to match and does not. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /** What had better match and does not. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    public boolean matched() {
        return problems.isEmpty();
    }

    public void problem(String text) {
        problems.add(text);
    }

    /** Takes over what another one found, where nothing of it was required. */
    void preferred(Findings other) {
        notes.addAll(other.problems);
        notes.addAll(other.notes);
    }
}
