package org.labthings.web.internal.reload;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.FutureCallback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/**
 * {@code /livereload}: turns a request into a WebSocket of the server's own Jetty, which the
 * request came through. The gate of the server has looked at it before.
 */
final class SocketServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final long HANDSHAKE_SECONDS = 10;

    private final transient LiveClients clients;

    SocketServlet(LiveClients clients) {
        this.clients = clients;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean socket =
                "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                        || request.getMethod().equals("CONNECT"); // over HTTP/2
        if (!socket) {
            response.setHeader("Upgrade", "websocket");
            response.sendError(426);
            return;
        }
        if (!clients.hasRoom()) {
            response.setHeader("Retry-After", "10");
            response.sendError(503, "As many pages are open as live reload may tell");
            return;
        }
        ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(request);
        Server server = jetty.getConnectionMetaData().getConnector().getServer();
        FutureCallback done = new FutureCallback();
        boolean upgraded =
                ServerWebSocketContainer.get(server.getContext())
                        .upgrade(
                                (rq, rs, cb) -> new LiveClient(clients),
                                jetty,
                                jetty.getServletContextResponse(),
                                done);
        if (!upgraded) {
            response.sendError(400, "This is no WebSocket handshake");
            return;
        }
        try {
            done.get(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The WebSocket handshake failed", e);
        }
    }
}
