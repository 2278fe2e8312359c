package org.labthings.client.internal.http;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;

/** What newer Java versions can do with a client. */
final class HttpClients {
    private HttpClients() {}

    /**
     * Ends a client's threads at once, where Java can (since 21); before, they end when it is
     * garbage.
     */
    static void close(HttpClient client) {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(client);
        } catch (NoSuchMethodException e) {
            // Java before 21
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("HttpClient.shutdownNow is public", e);
        }
    }
}
