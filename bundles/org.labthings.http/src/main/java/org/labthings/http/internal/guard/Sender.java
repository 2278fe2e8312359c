package org.labthings.http.internal.guard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;
import org.labthings.security.Gatekeeper.Source;

/** Where a request comes from. */
final class Sender {
    private Sender() {}

    static Source of(Request request) {
        InetAddress address =
                request.getConnectionMetaData().getRemoteSocketAddress()
                                instanceof InetSocketAddress a
                        ? a.getAddress()
                        : null;
        boolean proxy = address != null && address.isLoopbackAddress();
        String forwarded = proxy ? request.getHeaders().get("X-Forwarded-For") : null;
        return new Source(address, forwarded == null ? null : last(forwarded));
    }

    /** What the proxy on this machine saw; what stands before, its client can have made up. */
    private static String last(String forwarded) {
        String value = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return value.matches("[0-9a-fA-F:.\\[\\]]{1,64}") ? value : "unknown";
    }
}
