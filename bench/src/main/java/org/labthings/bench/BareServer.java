package org.labthings.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The ceiling: a bare non-blocking Jetty handler that answers every request with the very header
 * fields and bytes that another server gives for one URL. {@code BareServer PORT URL}
 */
public final class BareServer {
    private static final Set<String> BY_JETTY = Set.of("date", "connection", ":status");

    private BareServer() {}

    /** Runs until the process is killed. */
    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        HttpResponse<byte[]> model =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(args[1])).build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        List<HttpField> fields = new ArrayList<>();
        model.headers()
                .map()
                .forEach(
                        (name, values) -> {
                            if (!BY_JETTY.contains(name)) {
                                values.forEach(v -> fields.add(new PreEncodedHttpField(name, v)));
                            }
                        });
        Server server = new Server(new QueuedThreadPool(64, 4));
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(model.headers().firstValue("date").isPresent());
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Fixed(fields, model.body()));
        server.start();
        server.join();
    }

    private static final class Fixed extends Handler.Abstract.NonBlocking {
        private final List<HttpField> fields;
        private final byte[] body;

        Fixed(List<HttpField> fields, byte[] body) {
            this.fields = fields;
            this.body = body;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            for (HttpField field : fields) {
                response.getHeaders().put(field);
            }
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        }
    }
}
