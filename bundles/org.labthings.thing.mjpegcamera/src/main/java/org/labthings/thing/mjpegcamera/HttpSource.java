package org.labthings.thing.mjpegcamera;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import org.labthings.driver.mjpeg.FrameConnection;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.driver.mjpeg.JpegReader;

/** Opens the stream at a URL. Redirects are not followed: credentials stay where they belong. */
final class HttpSource implements FrameFeed.Source {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI url;
    private final String authorization;
    private final int largestFrame;
    private final ExecutorService threads;
    private final HttpClient client;

    /**
     * A stream.
     *
     * @param authorization value of that header, or null
     * @param threads of the client; whoever made them ends them
     */
    HttpSource(URI url, String authorization, int largestFrame, ExecutorService threads) {
        this.url = url;
        this.authorization = authorization;
        this.largestFrame = largestFrame;
        this.threads = threads;
        this.client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public FrameConnection connect() throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", "*/*");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<InputStream> response = send(request.build());
        InputStream body = response.body();
        try {
            check(response);
        } catch (IOException e) {
            body.close();
            throw e;
        }
        return new FrameConnection(new JpegReader(body, largestFrame), body);
    }

    private HttpResponse<InputStream> send(HttpRequest request)
            throws IOException, InterruptedException {
        if (threads.isShutdown()) {
            throw new IOException("is not wanted any more");
        }
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (HttpConnectTimeoutException e) {
            throw new IOException("does not accept a connection. Is it switched on?", e);
        } catch (HttpTimeoutException e) {
            throw new IOException(
                    "does not answer within " + PATIENCE.toSeconds() + " s. Check the URL", e);
        } catch (ConnectException e) {
            boolean unknown =
                    e.getCause() instanceof UnresolvedAddressException
                            || e.getCause() instanceof ConnectException c
                                    && c.getCause() instanceof UnresolvedAddressException;
            throw new IOException(
                    unknown
                            ? "has a host name that is not known. Check the URL"
                            : "refuses the connection. Is it switched on, and the port right?",
                    e);
        } catch (IOException e) {
            throw new IOException("cannot be reached: " + e.getMessage(), e);
        }
    }

    private static void check(HttpResponse<?> response) throws IOException {
        int status = response.statusCode();
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (status == 401 || status == 403) {
            throw new IOException("refuses user and password (status " + status + ")");
        }
        if (status >= 300 && status < 400) {
            throw new IOException(
                    "has its stream elsewhere: set the URL to "
                            + response.headers().firstValue("Location").orElse("that"));
        }
        if (status != 200) {
            throw new IOException("answers with status " + status + ". Check the URL");
        }
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new IOException(
                    "has no stream there but '"
                            + type
                            + "'. Check the URL: it must be that of"
                            + " the MJPEG stream");
        }
    }
}
