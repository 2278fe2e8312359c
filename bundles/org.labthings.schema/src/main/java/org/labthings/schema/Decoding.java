package org.labthings.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One run of validation: where it stands, and the issues so far. Used by one thread. */
public final class Decoding {
    /** How many issues are kept; a hostile body must not become an answer many times its size. */
    private static final int MOST_KEPT = 1000;

    /** The same for one alternative of a union. */
    private static final int MOST_KEPT_OF_FORK = 100;

    private final List<Object> location;
    private final List<Issue> issues = new ArrayList<>();
    private final BlobLinks blobs;
    private final RunBudget budget;
    private final int mostKept;
    private int count;
    private Fit fit = Fit.EXACT;
    private int fields = -1;

    /** How well a value fitted, worst part first; unions prefer the alternative that fits best. */
    public enum Fit {
        /** Only by a coercion. */
        LAX,
        /** Without loss, an integer for a float for instance. */
        STRICT,
        /** As declared. */
        EXACT
    }

    /**
     * A run that starts at a root.
     *
     * @param blobs where blob links are looked up
     * @param root {@code "body"}, or {@code "path"} or {@code "query"} and a parameter's name
     */
    public Decoding(BlobLinks blobs, Object... root) {
        this(blobs, new RunBudget(), new ArrayList<>(List.of(root)), MOST_KEPT);
    }

    private Decoding(BlobLinks blobs, RunBudget budget, List<Object> location, int mostKept) {
        this.blobs = blobs;
        this.budget = budget;
        this.location = location;
        this.mostKept = mostKept;
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
        count++;
        if (issues.size() < mostKept) {
            issues.add(new Issue(type, location, msg, budget.echo(input), ctx));
        }
    }

    /** Takes over the issues of a fork. */
    public void addAll(List<Issue> more) {
        count += more.size();
        issues.addAll(more.subList(0, Math.min(more.size(), mostKept - issues.size())));
    }

    /** Whether one more alternative of a union may be tried; false when a value costs too much. */
    public boolean attempt() {
        return budget.attempt();
    }

    /** Notes that some part fitted no better than this. */
    public void fits(Fit atBest) {
        if (atBest.compareTo(fit) < 0) {
            fit = atBest;
        }
    }

    /** How well everything so far fitted. */
    public Fit fit() {
        return fit;
    }

    /** Notes how many declared members a model was given. */
    public void given(int members) {
        fields = Math.max(fields, 0) + members;
    }

    /** How many declared members the models so far were given, -1 if there was no model. */
    public int given() {
        return fields;
    }

    /**
     * A run with issues of its own, for an alternative that may not apply. It moves through the
     * same location: end where it began before going on with this one.
     */
    public Decoding fork() {
        return new Decoding(blobs, budget, location, MOST_KEPT_OF_FORK);
    }

    /** How many issues there are: compare before and after to see whether a part failed. */
    public int count() {
        return count;
    }

    /** The issues so far, the first thousand of them. */
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
