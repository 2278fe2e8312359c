package org.labthings.openflexure.internal.v2;

import java.util.List;
import org.labthings.http.extension.ServerRoute;

/** What the routes of the old API have in common. */
final class V2 {
    /** Where all of it is, whatever the server's prefix. */
    static final String ROOT = "/api/v2";

    private V2() {}

    /** A route with and without a slash at its end: clients use either, and follow no redirect. */
    static List<ServerRoute> both(String method, String path, ServerRoute.Handler handler) {
        return List.of(
                new ServerRoute(method, ROOT + path, handler),
                new ServerRoute(method, ROOT + path + "/", handler));
    }

    /** All of several lists. */
    static List<ServerRoute> all(List<List<ServerRoute>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
