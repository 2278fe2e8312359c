package org.labthings.schema;

import java.util.List;
import java.util.stream.Collectors;

/** A value from outside, or from a driver, does not fit its declared type. */
public class ValidationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 10;

    private final transient List<Issue> issues;

    /** With every issue found. */
    public ValidationException(List<Issue> issues) {
        this.issues = List.copyOf(issues);
    }

    /** What is wrong, in order of fields. */
    public List<Issue> issues() {
        return issues;
    }

    /** The first issues in words; composed when asked for, as most are sent as issues instead. */
    @Override
    public String getMessage() {
        String text =
                issues.stream()
                        .limit(SHOWN)
                        .map(i -> where(i.loc()) + i.msg() + " (got " + brief(i) + ")")
                        .collect(Collectors.joining("; "));
        int more = issues.size() - SHOWN;
        return more > 0 ? text + "; and " + more + " more" : text;
    }

    private static String where(List<Object> loc) {
        String path = loc.stream().skip(1).map(String::valueOf).collect(Collectors.joining("."));
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String brief(Issue issue) {
        String s = String.valueOf(issue.input());
        return s.length() > 80 ? s.substring(0, 77) + "..." : s;
    }
}
