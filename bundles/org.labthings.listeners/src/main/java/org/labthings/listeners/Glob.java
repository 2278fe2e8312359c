package org.labthings.listeners;

import java.util.Arrays;
import java.util.List;
import org.labthings.listeners.internal.glob.GlobPattern;

/**
 * Patterns of names, as shells have them.
 *
 * <table>
 * <caption>What a pattern consists of</caption>
 * <tr><td>{@code *}</td><td>any characters of one component, but no leading dot</td></tr>
 * <tr><td>{@code **}</td><td>as a whole component: any number of components that are not hidden</td></tr>
 * <tr><td>{@code ?}, {@code [a-z]}, {@code [!a]}</td><td>one character of a component</td></tr>
 * <tr><td>{@code @(a|b)}, {@code ?(a|b)}, {@code *(a|b)}, {@code +(a|b)}</td><td>one, at most one, any
 *     number, at least one of these</td></tr>
 * <tr><td>{@code !(a|b)}</td><td>characters of one component that none of these match</td></tr>
 * <tr><td>a leading {@code !}</td><td>names that do not match the rest</td></tr>
 * <tr><td>{@code \x}</td><td>the character itself</td></tr>
 * </table>
 *
 * <p>Matching takes polynomial time, whatever the pattern. Immutable; from any thread.
 */
public final class Glob implements EventMatcher {
    /**
     * Everything but hidden files, {@code *.tmp} and {@code *~}, in folders that are not hidden.
     */
    public static final Glob VISIBLE = of("**/!(.*|*.tmp|*~)");

    private final List<GlobPattern> patterns;

    private Glob(List<GlobPattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Names that fit any of these patterns.
     *
     * @param patterns at least one of which a name must fit; without any, none fits
     * @return of all of them
     * @throws IllegalArgumentException when one of them is malformed
     */
    public static Glob of(String... patterns) {
        return new Glob(Arrays.stream(patterns).map(GlobPattern::parse).toList());
    }

    /**
     * Whether a name fits.
     *
     * @param name relative, with forward slashes
     * @return whether the whole of it fits one of the patterns
     */
    public boolean matches(String name) {
        for (GlobPattern pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean matches(RoutedEvent event) {
        return matches(event.name());
    }

    @Override
    public String toString() {
        return patterns.size() == 1 ? patterns.get(0).toString() : patterns.toString();
    }
}
