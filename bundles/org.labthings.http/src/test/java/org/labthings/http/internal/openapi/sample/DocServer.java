package org.labthings.http.internal.openapi.sample;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.labthings.http.internal.reply.Reply;
import org.labthings.http.internal.reply.StandardFields;
import org.labthings.http.internal.route.Registration;
import org.labthings.http.internal.route.Resource;
import org.labthings.http.internal.route.RouteTable;

/** Serves routes on a free port as the product does, and asks for them. */
public final class DocServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public DocServer(List<Registration> routes) throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        RouteTable table = new RouteTable("", routes, Map.of(), Map.of());
        server.setHandler(
                new Handler.Abstract.NonBlocking() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback)
                            throws Exception {
                        response.getHeaders().add(StandardFields.VARY_ORIGIN);
                        Resource found = table.find(request.getHttpURI().getPath());
                        if (found == null) {
                            Reply.detail(request, response, callback, 404, "Not Found");
                        } else {
                            found.route(request.getMethod()).handle(request, response, callback);
                        }
                        return true;
                    }
                });
        server.start();
    }

    public String base() {
        return "http://127.0.0.1:" + connector.getLocalPort();
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    public HttpResponse<byte[]> send(String method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base() + path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(
                request.method(method, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
