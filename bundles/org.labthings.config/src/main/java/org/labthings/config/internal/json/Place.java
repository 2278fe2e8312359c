package org.labthings.config.internal.json;

/**
 * A place in a configuration: a path such as {@code things.camera.kwargs.fps}, and the line on
 * which its value stands.
 */
public final class Place {
    private final LocatedJson document;
    private final String path;

    Place(LocatedJson document, String path) {
        this.document = document;
        this.path = path;
    }

    /** A member of the object that stands here. */
    public Place member(String name) {
        return new Place(document, LocatedJson.join(path, name));
    }

    /** An element of the array that stands here. */
    public Place element(int index) {
        return member(String.valueOf(index));
    }

    /** The path; empty for the whole. */
    String path() {
        return path;
    }

    /** For the end of a message; empty when the value stands in no file. */
    String line() {
        int line = document.line(path);
        String origin = document.origin(path);
        String of = origin.isEmpty() ? "" : " of " + origin;
        return line == 0 ? "" : " (line " + line + of + ")";
    }

    @Override
    public String toString() {
        return path.isEmpty() ? "(the whole)" : path;
    }
}
