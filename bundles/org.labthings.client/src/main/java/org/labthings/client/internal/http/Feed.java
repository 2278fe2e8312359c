package org.labthings.client.internal.http;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * An answer that does not end: its bytes are handed on as they come, on a thread of the client. A
 * sink that takes its time slows the sender down.
 */
public final class Feed implements BodySubscriber<Void> {
    private final Sink sink;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;
    private volatile long lastNanos = System.nanoTime();

    /** Takes bytes. */
    @FunctionalInterface
    public interface Sink {
        /**
         * The next bytes.
         *
         * @throws IOException when they are not what they should be: the feed ends
         */
        void accept(ByteBuffer bytes) throws IOException;
    }

    Feed(Sink sink) {
        this.sink = sink;
    }

    /** Completes when it has ended, exceptionally when it broke; also after {@link #close}. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Ends it; from any thread. */
    public void close() {
        end(new IOException("The stream was closed"));
    }

    /** Ends it with a failure. */
    void end(Throwable failure) {
        closed = true;
        Flow.Subscription s = subscription;
        if (s != null) {
            s.cancel();
        }
        ended.completeExceptionally(failure);
    }

    /** How long nothing has come. */
    long idleNanos() {
        return System.nanoTime() - lastNanos;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        if (closed) {
            return;
        }
        lastNanos = System.nanoTime();
        try {
            for (ByteBuffer bytes : item) {
                sink.accept(bytes);
            }
            lastNanos = System.nanoTime();
            subscription.request(1);
        } catch (IOException | RuntimeException e) {
            end(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedFuture(null); // the answer is there with its head
    }
}
