package org.labthings.launcher.internal.fallback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.labthings.launcher.internal.command.Options;

/**
 * Serves one page on the port of a server that did not start. It stands on the JDK alone, because
 * whatever failed may be the run-time set itself.
 */
public final class FallbackServer implements AutoCloseable {
    private static final int THREADS = 4;
    private static final String FLAG = "/labthings_fallback";
    private static final String RETRY = FLAG + "/retry";
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";

    private final FallbackPage page;
    private final Visitors visitors;
    private final Runnable retry;
    private final boolean encrypted;
    private final HttpServer server;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    THREADS,
                    task -> {
                        Thread thread = new Thread(task, "labthings-fallback");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Starts to serve.
     *
     * @param retry called on a worker when somebody wants to try again, after the answer was sent
     */
    public FallbackServer(Options options, FallbackPage page, Runnable retry) throws IOException {
        this.page = page;
        this.visitors = new Visitors(options);
        this.retry = retry;
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        Optional<SSLContext> tls =
                options.tls() ? FallbackTls.of(options.data()) : Optional.empty();
        encrypted = tls.isPresent();
        server = encrypted ? encrypted(address, tls.get()) : HttpServer.create(address, 0);
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    private static HttpServer encrypted(InetSocketAddress address, SSLContext tls)
            throws IOException {
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** Where it is. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return (encrypted ? "https://" : "http://")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + address.getPort()
                + "/";
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        boolean again;
        try (exchange) {
            again = answer(exchange);
        }
        if (again) {
            retry.run();
        }
    }

    /** Whether to try again. */
    private boolean answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        boolean read = method.equals("GET") || method.equals("HEAD");
        if (read && FLAG.equals(path)) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            send(exchange, 200, JSON, "true");
        } else if (!visitors.isKnownHost(exchange)) {
            refuse(exchange, 403, "This server is not known by that name");
        } else if (RETRY.equals(path)) {
            return method.equals("POST") ? retry(exchange) : notAllowed(exchange, "POST");
        } else if (!read) {
            notAllowed(exchange, "GET, HEAD");
        } else if ("/".equals(path)) {
            send(exchange, 500, HTML, html(exchange));
        } else {
            exchange.getResponseHeaders().set("Location", "/");
            exchange.sendResponseHeaders(307, -1);
        }
        return false;
    }

    private String html(HttpExchange exchange) {
        try {
            return page.html(visitors.isTrusted(exchange));
        } catch (RuntimeException e) {
            return PageFrame.LAST_RESORT;
        }
    }

    private boolean retry(HttpExchange exchange) throws IOException {
        if (!visitors.isSameOrigin(exchange)) {
            refuse(exchange, 403, "A page of another server may not do this");
            return false;
        }
        if (!visitors.isTrusted(exchange)) {
            refuse(exchange, 403, "Only who is on the machine itself may try again");
            return false;
        }
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        boolean browser = accept != null && accept.contains("text/html");
        send(exchange, 202, browser ? HTML : JSON, browser ? PageFrame.RETRYING : "true");
        return true;
    }

    private static boolean notAllowed(HttpExchange exchange, String methods) throws IOException {
        exchange.getResponseHeaders().set("Allow", methods);
        refuse(exchange, 405, "Method Not Allowed");
        return false;
    }

    private static void refuse(HttpExchange exchange, int status, String detail)
            throws IOException {
        send(exchange, status, JSON, "{\"detail\":\"" + detail + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
