package org.labthings.client.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * The requests of one client: each has a deadline, a bound, and the credential if it goes where
 * that belongs. From any thread.
 */
public final class Transport implements AutoCloseable {
    private static final String CLOSED = "its client was closed";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Settings settings;
    private final HttpClient http;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Set<CompletableFuture<?>> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * What requests are made with.
     *
     * @param home the origin of this URL gets the credential
     * @param connect deadline for a connection
     * @param request deadline for an answer, and for a silence within one
     * @param idle how long a stream may be silent
     * @param maxBody most bytes of an answer that is kept in memory
     * @param credential who asks
     * @param tls how servers are trusted, or null for as Java does
     * @param fingerprint of the only certificate that is trusted, or null
     */
    public record Settings(
            URI home,
            Duration connect,
            Duration request,
            Duration idle,
            long maxBody,
            Credential credential,
            SSLContext tls,
            String fingerprint) {}

    /** A transport without any connection yet. */
    public Transport(Settings settings) {
        this.settings = settings;
        ThreadFactory daemons = daemons("labthings-client-" + NUMBER.incrementAndGet());
        this.threads = Executors.newCachedThreadPool(daemons);
        this.timer = new ScheduledThreadPoolExecutor(1, daemons);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(settings.connect())
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1) // streams do not share a connection
                        .executor(threads);
        if (settings.fingerprint() != null) {
            builder.sslContext(PinnedCertificate.context(settings.fingerprint()));
        } else if (settings.tls() != null) {
            builder.sslContext(settings.tls());
        }
        http = builder.build();
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Runs what has to be done later; nothing that blocks. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs what may block. */
    public ExecutorService threads() {
        return threads;
    }

    /** How long a request may take. */
    public Duration deadline() {
        return settings.request();
    }

    private boolean isHome(URI uri) {
        URI home = settings.home();
        return home.getHost() != null
                && home.getHost().equalsIgnoreCase(uri.getHost())
                && port(home) == port(uri)
                && secure(home) == secure(uri);
    }

    private static boolean secure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : secure(uri) ? 443 : 80;
    }

    private HttpRequest.Builder request(URI uri) {
        Credential who = isHome(uri) ? settings.credential() : Credential.NONE;
        HttpRequest.Builder request = HttpRequest.newBuilder(who.apply(uri));
        if (who.authorization() != null) {
            request.header("Authorization", who.authorization());
        }
        return request;
    }

    /**
     * Sends a request and waits for its whole answer.
     *
     * @param body JSON, or null for none
     * @throws HttpTimeoutException when it did not come in time
     * @throws IOException when there was no answer, or it is too long
     */
    public Answer send(String method, URI uri, byte[] body)
            throws IOException, InterruptedException {
        return await(sendAsync(method, uri, body), settings.request());
    }

    /** As {@link #send}, with a deadline of its own. */
    public Answer send(String method, URI uri, byte[] body, Duration limit)
            throws IOException, InterruptedException {
        return await(sendAsync(method, uri, body, limit), limit);
    }

    /** Sends a request; the future fails with an {@link IOException} within the deadline. */
    public CompletableFuture<Answer> sendAsync(String method, URI uri, byte[] body) {
        return sendAsync(method, uri, body, settings.request());
    }

    private CompletableFuture<Answer> sendAsync(
            String method, URI uri, byte[] body, Duration limit) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException(CLOSED));
        }
        HttpRequest.Builder request = request(uri).timeout(limit);
        BodyPublisher sent = BodyPublishers.noBody();
        if (body != null) {
            request.header("Content-Type", "application/json");
            sent = BodyPublishers.ofByteArray(body);
        }
        request.header("Accept", "application/json, */*;q=0.8");
        CompletableFuture<HttpResponse<byte[]>> exchange =
                http.sendAsync(
                        request.method(method, sent).build(),
                        head -> new BoundedBody(settings.maxBody()));
        // the request's own timeout ends with the head of the answer
        ScheduledFuture<?> late =
                timer.schedule(
                        () -> exchange.cancel(true), limit.toMillis() + 50, TimeUnit.MILLISECONDS);
        pending.add(exchange);
        if (closed) {
            exchange.cancel(true);
        }
        return exchange.handle(
                (r, failure) -> {
                    late.cancel(false);
                    pending.remove(exchange);
                    if (failure != null) {
                        throw new CompletionException(failure(failure));
                    }
                    return new Answer(
                            uri,
                            r.statusCode(),
                            r.headers().firstValue("Content-Type").orElse(""),
                            r.headers().firstValue("Location").orElse(null),
                            r.body());
                });
    }

    /** Waits for a future, with its own exceptions. */
    private static <R> R await(CompletableFuture<R> future, Duration limit)
            throws IOException, InterruptedException {
        try {
            return future.get(limit.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new HttpTimeoutException("No answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    /** What made a future fail, as an exception of input and output. */
    public static IOException failure(Throwable failure) {
        Throwable e = failure;
        while (e instanceof CompletionException && e.getCause() != null) {
            e = e.getCause();
        }
        if (e instanceof CancellationException) {
            return new HttpTimeoutException("The answer did not come in time");
        }
        return e instanceof IOException io ? io : new IOException(String.valueOf(e), e);
    }

    /**
     * Opens a download; blocks until its head is there.
     *
     * @throws IOException when it is refused, or there is no answer in time
     */
    public InputStream open(URI uri) throws IOException {
        if (closed) {
            throw new IOException(CLOSED);
        }
        HttpRequest request = request(uri).timeout(settings.request()).GET().build();
        HttpResponse<InputStream> answer;
        try {
            answer =
                    await(
                            http.sendAsync(request, BodyHandlers.ofInputStream()),
                            settings.request());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + uri + " was opened", e);
        }
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException(uri + " answers with the status " + answer.statusCode());
        }
        return new TimedInput(answer.body(), settings.request(), timer);
    }

    /** Takes the bytes of a stream. */
    @FunctionalInterface
    public interface TypedSink {
        /**
         * The next bytes.
         *
         * @param contentType of the answer
         * @throws IOException when they are not what they should be: the stream ends
         */
        void accept(String contentType, ByteBuffer bytes) throws IOException;
    }

    /** The head of a stream that was opened, with the stream. */
    public record Opened(int status, String contentType, Feed feed) {}

    /**
     * Opens a stream that may last; the future completes with its head.
     *
     * @param accept content type that is wanted
     * @param lastEventId of an event stream that goes on, or null
     * @param sink told of every byte of a successful answer, of no other
     */
    public CompletableFuture<Opened> openFeed(
            URI uri, String accept, String lastEventId, TypedSink sink) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException(CLOSED));
        }
        HttpRequest.Builder request = request(uri).timeout(settings.request());
        request.header("Accept", accept);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        Feed[] made = new Feed[1];
        CompletableFuture<HttpResponse<Void>> exchange =
                http.sendAsync(
                        request.GET().build(),
                        head -> {
                            String type = head.headers().firstValue("Content-Type").orElse("");
                            made[0] =
                                    new Feed(
                                            head.statusCode() == 200
                                                    ? bytes -> sink.accept(type, bytes)
                                                    : bytes -> {});
                            return made[0];
                        });
        return exchange.thenApply(
                r -> {
                    Feed feed = Objects.requireNonNull(made[0]);
                    if (r.statusCode() == 200) {
                        watch(feed);
                    } else {
                        feed.close();
                    }
                    return new Opened(
                            r.statusCode(),
                            r.headers().firstValue("Content-Type").orElse(""),
                            feed);
                });
    }

    private void watch(Feed feed) {
        long limit = settings.idle().toNanos();
        long look = Math.max(10, settings.idle().toMillis() / 4);
        ScheduledFuture<?> watch =
                timer.scheduleWithFixedDelay(
                        () -> {
                            if (feed.idleNanos() > limit) {
                                feed.end(
                                        new HttpTimeoutException(
                                                "Nothing came for "
                                                        + settings.idle().toMillis()
                                                        + " ms"));
                            }
                        },
                        look,
                        look,
                        TimeUnit.MILLISECONDS);
        feed.ended().whenComplete((done, failure) -> watch.cancel(false));
    }

    /** Opens a WebSocket. */
    public CompletableFuture<WebSocket> openSocket(URI uri, WebSocket.Listener listener) {
        if (closed) {
            return CompletableFuture.failedFuture(new IOException(CLOSED));
        }
        Credential who = isHome(uri) ? settings.credential() : Credential.NONE;
        WebSocket.Builder builder =
                http.newWebSocketBuilder()
                        .connectTimeout(settings.connect())
                        .subprotocols("labthings");
        if (who.authorization() != null) {
            builder.header("Authorization", who.authorization());
        }
        return builder.buildAsync(who.apply(uri), listener);
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        pending.forEach(exchange -> exchange.cancel(true));
        timer.shutdownNow();
        threads.shutdown();
        HttpClients.close(http);
    }
}
