package org.labthings.listeners.internal.route;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.labthings.listeners.Change;
import org.labthings.listeners.DebounceMode;
import org.labthings.listeners.EventCallback;
import org.labthings.listeners.Frame;
import org.labthings.listeners.FrameHandle;
import org.labthings.listeners.FrameResult;
import org.labthings.listeners.Route;
import org.labthings.listeners.RoutedEvent;

/** A router, and callbacks that can be held. */
abstract class RouterFixture {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final Duration LONG = Duration.ofSeconds(100);

    final Router router = new Router("test", 10_000);
    final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void end() {
        release.countDown();
        router.shutdown(LIMIT);
    }

    static Route plain(EventCallback callback) {
        return Route.to(callback)
                .debounce(Duration.ZERO, DebounceMode.LEADING)
                .delay(Duration.ZERO);
    }

    static RoutedEvent event(String name) {
        return RoutedEvent.of("/data", name, Change.MODIFIED);
    }

    static FrameResult get(FrameHandle handle) throws Exception {
        return handle.result().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    Object hold(RoutedEvent event, Frame frame) throws InterruptedException {
        release.await();
        return event.name();
    }
}
