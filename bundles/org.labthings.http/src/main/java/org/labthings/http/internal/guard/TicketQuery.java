package org.labthings.http.internal.guard;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.labthings.http.internal.exchange.PercentCoding;

/**
 * The ticket in a query: {@code ?ticket=...}. It is taken out before anybody else sees the request,
 * so that no driver or log gets it.
 *
 * @param secret decoded
 * @param query what is left, or null
 */
record TicketQuery(String secret, String query) {
    private static final String NAME = "ticket=";

    /** The ticket of a request, or null. */
    static TicketQuery of(Request request) {
        String query = request.getHttpURI().getQuery();
        if (query == null || !query.contains(NAME)) {
            return null;
        }
        String secret = null;
        StringBuilder rest = new StringBuilder();
        for (String pair : query.split("&")) {
            if (pair.startsWith(NAME) && secret == null) {
                secret = PercentCoding.decodeQuery(pair.substring(NAME.length()));
            } else {
                rest.append(rest.isEmpty() ? "" : "&").append(pair);
            }
        }
        return secret == null
                ? null
                : new TicketQuery(secret, rest.isEmpty() ? null : rest.toString());
    }

    /** The same request without it. */
    Request without(Request request) {
        return Request.serveAs(request, HttpURI.build(request.getHttpURI()).query(query));
    }
}
