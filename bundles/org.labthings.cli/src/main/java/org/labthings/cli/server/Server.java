package org.labthings.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import org.labthings.cli.command.CommandException;
import org.labthings.cli.command.ExitStatus;

/**
 * A running server over HTTP. From one thread, or several; each method blocks until its answer is
 * there, at most for the time-out. Things are found below the API prefix, which is asked for when
 * the URL has none.
 */
public final class Server {
    private static final int CONNECT_MILLIS = 5000;

    static {
        // Java would otherwise send a POST a second time when the connection breaks
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final Whereabouts where;
    private final int timeoutMillis;
    private final LocalCertificate certificate;
    private volatile String prefix;

    /** A server; nothing is asked yet. */
    public Server(Whereabouts where, double timeoutSeconds) {
        this.where = where;
        this.timeoutMillis = (int) Math.min(Integer.MAX_VALUE, Math.ceil(timeoutSeconds * 1000));
        this.certificate = new LocalCertificate(where);
        String path = where.url().getPath();
        this.prefix = path == null || path.isEmpty() ? null : path;
    }

    /** How it is called in messages. */
    public URI url() {
        return where.url();
    }

    /** A name as a part of a path. */
    public static String part(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks for something below the API prefix: {@code /counter/step}.
     *
     * @param body JSON, or null for none
     */
    public Reply things(String method, String path, JsonNode body)
            throws CommandException, IOException {
        byte[] bytes = body == null ? null : Documents.bytes(body);
        if (prefix != null) {
            return send(method, prefix + path, bytes);
        }
        Reply reply = send(method, path, bytes);
        if (reply.status() == 404) {
            prefix = askPrefix();
            return prefix.isEmpty() ? reply : send(method, prefix + path, bytes);
        }
        prefix = "";
        return reply;
    }

    /** The server says on a page without prefix where its Things are. */
    private String askPrefix() throws CommandException, IOException {
        Reply reply = send("GET", "/.well-known/wot", null);
        JsonNode forms = reply.json().at("/properties/things/forms/0/href");
        String href = forms.asText("/things/");
        return href.endsWith("/things/") ? href.substring(0, href.length() - 8) : "";
    }

    /**
     * Asks for something that is not below the prefix: {@code /system/plugins}.
     *
     * @param json the body, or null for none
     */
    public Reply system(String method, String path, JsonNode json)
            throws CommandException, IOException {
        return send(method, path, json == null ? null : Documents.bytes(json));
    }

    /** Uploads a file. */
    public Reply upload(String path, Path file, String contentType)
            throws CommandException, IOException {
        HttpURLConnection connection = connection("POST", path);
        connection.setRequestProperty("Content-Type", contentType);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(Files.size(file));
        return answered(
                () -> {
                    try (OutputStream out = connection.getOutputStream()) {
                        Files.copy(file, out);
                    } catch (IOException e) {
                        if (!hasAnswer(connection)) { // refused before all of it was sent
                            throw e;
                        }
                    }
                    return Reply.read(connection);
                });
    }

    private static boolean hasAnswer(HttpURLConnection connection) {
        try {
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Opens an answer that comes bit by bit, which must be closed. Between two bits may be any
     * time.
     *
     * @param body JSON, or null for a GET
     */
    public Stream stream(String method, String path, JsonNode body, String accept)
            throws CommandException, IOException {
        HttpURLConnection connection = connection(method, path);
        connection.setRequestProperty("Accept", accept);
        return answered(
                () -> {
                    sendBody(connection, body == null ? null : Documents.bytes(body));
                    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                        throw Reply.read(connection).failure(where.url());
                    }
                    connection.setReadTimeout(0);
                    return new Stream(connection, connection.getInputStream());
                });
    }

    /** A stream below the API prefix. */
    public Stream thingStream(String path, String accept) throws CommandException, IOException {
        if (prefix == null) {
            things("GET", "/things/", null); // finds the prefix
        }
        return stream("GET", (prefix == null ? "" : prefix) + path, null, accept);
    }

    /** An answer that is read while it comes. */
    public record Stream(HttpURLConnection connection, InputStream in) implements AutoCloseable {
        @Override
        public void close() {
            connection.disconnect();
        }
    }

    private Reply send(String method, String path, byte[] body)
            throws CommandException, IOException {
        HttpURLConnection connection = connection(method, path);
        return answered(
                () -> {
                    sendBody(connection, body);
                    return Reply.read(connection);
                });
    }

    private static void sendBody(HttpURLConnection connection, byte[] body) throws IOException {
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
    }

    private HttpURLConnection connection(String method, String path) throws IOException {
        URI root = where.url();
        URI target = URI.create(root.getScheme() + "://" + root.getRawAuthority() + path);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            certificate.trust(secure);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(Math.min(CONNECT_MILLIS, timeoutMillis));
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false); // a token goes nowhere else
        where.token().ifPresent(t -> connection.setRequestProperty("Authorization", "Bearer " + t));
        return connection;
    }

    private interface Exchange<T> {
        T run() throws CommandException, IOException;
    }

    private <T> T answered(Exchange<T> exchange) throws CommandException, IOException {
        try {
            return exchange.run();
        } catch (ConnectException e) {
            throw new CommandException(
                    ExitStatus.NO_SERVER,
                    "no server answers at "
                            + where.url()
                            + ". Start one, or name it with --url or --data");
        } catch (SocketTimeoutException e) {
            throw new CommandException(
                    ExitStatus.NO_SERVER,
                    where.url()
                            + " has not answered within "
                            + timeoutMillis / 1000.0
                            + " s; see --timeout");
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException(
                    ExitStatus.NO_SERVER, where.url() + " cannot be reached: " + e.getMessage());
        }
    }
}
