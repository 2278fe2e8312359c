package org.labthings.http.internal.observe;

import java.time.Duration;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.internal.observe.fixture.EventWire;
import org.labthings.http.internal.observe.fixture.FakePlatform;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.RouteServer;
import org.labthings.http.internal.observe.fixture.SocketWire;

/** A server with one Thing, {@code watch}, that is observed. */
final class ObserveFixture {
    static final ObserveSettings SETTINGS = ObserveSettings.DEFAULT;

    final FakePlatform platform = new FakePlatform();
    final RouteServer server = new RouteServer();
    final Observations observations;

    ObserveFixture(ObserveSettings settings) throws Exception {
        ServerWebSocketContainer sockets = ServerWebSocketContainer.ensure(server.server());
        sockets.setInvocationType(Invocable.InvocationType.NON_BLOCKING);
        observations =
                new Observations(
                        platform,
                        settings,
                        sockets,
                        server.server().getThreadPool(),
                        server.server().getScheduler());
        observations.thingsChanged(FakeThing.running(watch()));
        server.route("/watch/ws", observations.socket("watch"));
        server.route("/unknown/ws", observations.socket("unknown"));
        server.route("/watch/counter/sse", observations.property("watch", "counter"));
        server.route("/watch/func/sse", observations.property("watch", "func"));
        server.route("/watch/slow/sse", observations.action("watch", "slow"));
        server.route("/watch/alarm/sse", observations.event("watch", "alarm"));
        server.start();
    }

    /** The settings with other times. */
    static ObserveSettings times(
            Duration resumeWindow, Duration heartbeat, Duration ping, Duration stall) {
        return new ObserveSettings(
                SETTINGS.maxObservers(),
                SETTINGS.queueMessages(),
                SETTINGS.queueBytes(),
                SETTINGS.historyMessages(),
                SETTINGS.historyBytes(),
                resumeWindow,
                heartbeat,
                ping,
                stall,
                SETTINGS.maxRequest(),
                Duration.ofMillis(200));
    }

    /** The settings with other limits. */
    static ObserveSettings limits(int observers, int historyMessages) {
        return new ObserveSettings(
                observers,
                SETTINGS.queueMessages(),
                SETTINGS.queueBytes(),
                historyMessages,
                SETTINGS.historyBytes(),
                SETTINGS.resumeWindow(),
                SETTINGS.heartbeat(),
                SETTINGS.ping(),
                SETTINGS.stall(),
                SETTINGS.maxRequest(),
                SETTINGS.endGrace());
    }

    /** The Thing, new each time, as after an upgrade. */
    static FakeThing watch() {
        return watch(0);
    }

    /** The Thing with this value of its counter. */
    static FakeThing watch(int counter) {
        return new FakeThing("watch")
                .with(FakeProperty.memory("counter", counter))
                .with(FakeProperty.memory("model", 1))
                .with(FakeProperty.driver("func", () -> 0))
                .withAction("slow")
                .withAction("fail")
                .withEvent("alarm");
    }

    SocketWire socket(String... requests) throws Exception {
        SocketWire wire = SocketWire.connect(server.port(), "/watch/ws", 0);
        for (String request : requests) {
            wire.send(request);
        }
        return wire;
    }

    static String observe(String name) {
        return "{\"messageType\":\"addPropertyObservation\",\"data\":{\"" + name + "\":true}}";
    }

    static String observeAction(String name) {
        return "{\"messageType\":\"addActionObservation\",\"data\":{\"" + name + "\":true}}";
    }

    /** What a request that asks for nothing known is answered: it shows that all before is done. */
    static String fence() {
        return "{\"messageType\":\"addPropertyObservation\",\"data\":{\"fence\":1}}";
    }

    EventWire events(String path, String... headers) throws Exception {
        return new EventWire(HttpWire.send(server.port(), "GET", path, 0, headers));
    }

    void stop() throws Exception {
        observations.endAll();
        server.stop();
    }
}
