package org.labthings.testing.replay.server;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Answers with how often it was started on its folder, and its last argument. */
final class TinyServer {
    private TinyServer() {}

    public static void main(String[] args) throws Exception {
        if (!Files.readString(Path.of(args[1])).contains("/settings")) {
            throw new IllegalArgumentException("not a configuration: " + args[1]);
        }
        Path starts = Path.of(args[2]);
        Files.writeString(starts, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        String text = "[" + Files.size(starts) + ",\"" + args[args.length - 1] + "\"]";
        InetAddress here = InetAddress.getLoopbackAddress();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(here, Integer.parseInt(args[0])), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }
}
