package org.labthings.http.internal.openapi;

import java.util.HashSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of operations, each there once, which generators of clients make methods of. */
final class OperationIds {
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_]");

    private final Set<String> taken = new HashSet<>();

    /** A name of these words that nothing else has. */
    String next(String... words) {
        StringJoiner joined = new StringJoiner("_");
        Stream.of(words).filter(w -> !w.isEmpty()).forEach(joined::add);
        String wanted = OTHER.matcher(joined.toString()).replaceAll("_");
        String id = wanted;
        for (int i = 2; !taken.add(id); i++) {
            id = wanted + "_" + i;
        }
        return id;
    }
}
