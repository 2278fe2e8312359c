package org.labthings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One run of validation: where it stands, and the issues so far. Used by one thread. */
public final class Decoding {
    private final List<Object> location = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();
    private final BlobLinks blobs;

    /**
     * A run that starts at a root.
     *
     * @param blobs where blob links are looked up
     * @param root {@code "body"}, or {@code "path"} or {@code "query"} and a parameter's name
     */
    public Decoding(BlobLinks blobs, Object... root) {
        this.blobs = blobs;
        location.addAll(List.of(root));
    }

    /** Where blob links are looked up. */
    public BlobLinks blobs() {
        return blobs;
    }

    /** Steps into a member, an index or an alternative; {@link #leave} steps out. */
    public void enter(Object part) {
        location.add(part);
    }

    /** Steps out of what {@link #enter} stepped into. */
    public void leave() {
        location.remove(location.size() - 1);
    }

    /** Notes an issue at the present location. */
    public void issue(String type, String msg, JsonNode input, ObjectNode ctx) {
        issues.add(
                new Issue(
                        type, location, msg, input == null ? NullNode.getInstance() : input, ctx));
    }

    /** Takes over the issues of a fork. */
    public void addAll(List<Issue> more) {
        issues.addAll(more);
    }

    /** A run of its own at the same location, for an alternative that may not apply. */
    public Decoding fork() {
        return new Decoding(blobs, location.toArray());
    }

    /** How many issues there are: compare before and after to see whether a part failed. */
    public int count() {
        return issues.size();
    }

    /** The issues so far. */
    public List<Issue> issues() {
        return List.copyOf(issues);
    }

    /** Ends the run with an exception when there are issues. */
    public void throwIfFailed() {
        if (!issues.isEmpty()) {
            throw new ValidationException(issues);
        }
    }
}
