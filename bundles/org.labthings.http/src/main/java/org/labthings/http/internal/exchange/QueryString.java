package org.labthings.http.internal.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** The query of a request, decoded leniently. */
public final class QueryString {
    private QueryString() {}

    /** All parameters in order of appearance; unmodifiable. */
    public static Map<String, List<String>> parse(String query) {
        if (query == null || query.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int eq = pair.indexOf('=');
                String name = eq < 0 ? pair : pair.substring(0, eq);
                String value = eq < 0 ? "" : pair.substring(eq + 1);
                out.computeIfAbsent(PercentCoding.decodeQuery(name), k -> new ArrayList<>())
                        .add(PercentCoding.decodeQuery(value));
            }
        }
        return Collections.unmodifiableMap(out);
    }

    /** All parameters of a request. */
    public static Map<String, List<String>> of(Request request) {
        return parse(request.getHttpURI().getQuery());
    }
}
