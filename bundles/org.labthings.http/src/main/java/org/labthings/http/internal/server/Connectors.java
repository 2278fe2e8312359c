package org.labthings.http.internal.server;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.labthings.security.Gatekeeper.Certificate;

/** Makes the connectors of a server: HTTP/1.1 and HTTP/2, plain or with TLS, within the limits. */
final class Connectors {
    private static final int SEND_BUFFER = 256 * 1024;

    /** How long a connection without a request stays open once the server stops. */
    static final int SHUTDOWN_IDLE_MILLIS = 100;

    private final Server server;
    private final Limits limits;

    Connectors(Server server, Limits limits) {
        this.server = server;
        this.limits = limits;
    }

    /** One for an address; it is not open yet. */
    ServerConnector make(Address address, Certificate certificate)
            throws Address.UnavailableException {
        HttpConfiguration http = configuration();
        List<ConnectionFactory> protocols =
                certificate == null
                        ? plain(http)
                        : TlsConnections.of(http, certificate, limits.http2());
        ServerConnector next =
                new ServerConnector(server, 1, 1, protocols.toArray(ConnectionFactory[]::new));
        next.setHost(address.resolve().getAddress().getHostAddress());
        next.setPort(address.port());
        next.setIdleTimeout(limits.idle().toMillis());
        next.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        next.setAcceptedSendBufferSize(SEND_BUFFER);
        next.addBean(new NetworkConnectionLimit(limits.connections(), next));
        next.addBean(new SlowHeads(next, server.getScheduler(), limits.head()));
        return next;
    }

    private List<ConnectionFactory> plain(HttpConfiguration http) {
        List<ConnectionFactory> protocols = new ArrayList<>();
        protocols.add(new HttpConnectionFactory(http));
        if (limits.http2()) {
            protocols.add(new HTTP2CServerConnectionFactory(http));
        }
        return protocols;
    }

    /** How HTTP/1.1 is spoken. */
    HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Paths are looked up as they are: whatever is odd about one, it is simply not there.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setRequestHeaderSize(limits.maxHeaderSize());
        return http;
    }
}
