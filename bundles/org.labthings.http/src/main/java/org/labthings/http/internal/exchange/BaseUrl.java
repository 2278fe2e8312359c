package org.labthings.http.internal.exchange;

import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Where a client reaches this server, as it says so itself: scheme of the connection, then the
 * {@code Host} header (LabThings specification 1.3.1). Nothing built from it may be kept for
 * others.
 */
public final class BaseUrl {
    private BaseUrl() {}

    /** {@code http://host:port}, without a slash at the end. */
    public static String of(Request request) {
        return scheme(request) + "://" + authority(request);
    }

    private static String authority(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        if (host == null || host.isBlank()) {
            host = request.getHttpURI().getAuthority();
        }
        if (host == null || host.isBlank()) {
            String address = Request.getLocalAddr(request);
            boolean bare6 = address.indexOf(':') >= 0 && !address.startsWith("[");
            host = (bare6 ? "[" + address + "]" : address) + ":" + Request.getLocalPort(request);
        }
        return host;
    }

    private static String scheme(Request request) {
        String own = request.isSecure() ? "https" : "http";
        String forwarded = request.getHeaders().get("X-Forwarded-Proto");
        if (forwarded == null || !isLoopback(request)) {
            return own;
        }
        return switch (forwarded.trim().toLowerCase(java.util.Locale.ROOT)) {
            case "https", "wss" -> "https";
            case "http", "ws" -> "http";
            default -> own;
        };
    }

    /** A proxy on this machine may say how it was reached; nobody else is believed. */
    private static boolean isLoopback(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress()
                        instanceof InetSocketAddress peer
                && peer.getAddress() != null
                && peer.getAddress().isLoopbackAddress();
    }
}
