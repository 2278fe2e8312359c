package org.labthings.testing.replay.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Where a server listens.
 *
 * @param host a name or number
 * @param port its TCP port
 */
public record Address(String host, int port) {
    private static final int CONNECT_MILLIS = 10_000;

    public static Address of(URI base) {
        return new Address(base.getHost(), base.getPort() < 0 ? 80 : base.getPort());
    }

    /** As the {@code Host} header says it. */
    @Override
    public String toString() {
        return host + ":" + port;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
