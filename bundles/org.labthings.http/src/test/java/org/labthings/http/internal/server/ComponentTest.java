package org.labthings.http.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labthings.core.Things;
import org.labthings.core.ThingsListener;
import org.labthings.http.fake.FakeGatekeeper;
import org.labthings.http.fake.FakeProperty;
import org.labthings.http.fake.FakeServer;
import org.labthings.http.fake.FakeThing;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** The component: when its port opens, what the launcher hears, what is plugged in beside it. */
class ComponentTest {
    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();
    private final List<HttpComponent> started = new ArrayList<>();
    private Runnable discarded;
    private final List<ThingsListener> listeners = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(HttpComponent::stop);
    }

    private HttpComponent start(HttpSettings settings) throws Exception {
        BundleContext context =
                fake(
                        BundleContext.class,
                        (method, args) -> method.equals("getBundle") ? bundle() : register(args));
        HttpComponent c =
                new HttpComponent(
                        settings, context, new FakeServer(""), new FakeGatekeeper(), told::add);
        c.follow(context);
        started.add(c);
        return c;
    }

    private static Bundle bundle() {
        return fake(Bundle.class, (method, args) -> Version.parseVersion("0.1.0.now"));
    }

    private ServiceRegistration<?> register(Object[] args) {
        assertEquals(ThingsListener.class, args[0]);
        @SuppressWarnings("unchecked") // as the class that it is registered under says
        var factory = (ServiceFactory<ThingsListener>) args[1];
        ThingsListener listener = factory.getService(null, null);
        listeners.add(listener);
        discarded = () -> factory.ungetService(null, null, listener);
        return fake(
                ServiceRegistration.class, (method, none) -> listeners.remove(listener) ? null : 1);
    }

    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> methods) {
        InvocationHandler handler = (proxy, m, args) -> methods.apply(m.getName(), args);
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void change(Things view) {
        listeners.get(listeners.size() - 1).thingsChanged(view);
    }

    private static Things view() {
        return FakeServer.view(new FakeThing("t").with(FakeProperty.memory("x", 1)));
    }

    private String url() {
        return (String) told.get(told.size() - 1).get("url");
    }

    private static HttpResponse<String> get(HttpClient.Version version, String url)
            throws Exception {
        return send(version, HttpRequest.newBuilder(URI.create(url)));
    }

    private static HttpResponse<String> send(HttpClient.Version version, HttpRequest.Builder b)
            throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .build()
                .send(b.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return get(HttpClient.Version.HTTP_1_1, url);
    }

    @Test
    void thePortOpensOnceTheThingsAreSettled() throws Exception {
        HttpComponent c = start(fixed("127.0.0.1", 0, false, 1024));
        change(new Things(Map.of(), Map.of(), false));
        assertEquals(List.of(), told);
        change(view());
        assertEquals("listening", told.get(0).get("event"));
        assertEquals("", told.get(0).get("prefix"));
        assertTrue(url().matches("http://127\\.0\\.0\\.1:[1-9]\\d+"), url());
        assertEquals("1", get(url() + "/t/x").body());
        change(FakeServer.view());
        assertEquals(404, get(url() + "/t/x").statusCode());
        assertEquals(1, told.size());
        started.remove(c);
        c.stop();
        assertEquals(List.of(), listeners);
        assertThrows(ConnectException.class, () -> get(url() + "/t/x"));
    }

    @Test
    void whatIsToldAfterTheStopOpensNoPort() throws Exception {
        HttpComponent c = start(fixed("127.0.0.1", 0, false, 1024));
        ThingsListener late = listeners.get(0);
        c.stop();
        late.thingsChanged(view());
        assertEquals(List.of(), told, "a port was opened that nobody closes");
    }

    @Test
    void whatNobodyStopsEndsWithItsBundle() throws Exception {
        started.remove(start(fixed("127.0.0.1", 0, false, 1024)));
        change(view());
        assertEquals("1", get(url() + "/t/x").body());
        discarded.run();
        assertThrows(ConnectException.class, () -> get(url() + "/t/x"));
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpComponent c = start(fixed("127.0.0.1", other.getLocalPort(), false, 1024));
            change(view());
            assertEquals(
                    Map.of(
                            "event",
                            "failed",
                            "exit",
                            3,
                            "message",
                            "Cannot listen on host 127.0.0.1, port "
                                    + other.getLocalPort()
                                    + ": the port is in use. Stop the program that has it, or"
                                    + " choose another one with --port (0 is any free one)"),
                    told.get(0));
        }
    }

    @Test
    void anUnknownHostIsOneSentence() throws Exception {
        start(fixed("no such host", 0, true, 1024));
        change(view());
        String message = (String) told.get(0).get("message");
        assertTrue(
                message.startsWith("Cannot listen on host no such host, port 0: there is no host"),
                message);
        assertEquals(3, told.get(0).get("exit"));
        start(fixed("192.0.2.1", 0, true, 1024));
        change(view());
        message = (String) told.get(1).get("message");
        assertTrue(message.contains("this machine does not have that address"), message);
    }

    @Test
    void otherMachinesNeedInsecure() throws Exception {
        start(fixed("0.0.0.0", 0, false, 1024));
        change(view());
        assertEquals("failed", told.get(0).get("event"));
        assertTrue(((String) told.get(0).get("message")).contains("--insecure"));
        start(fixed("0.0.0.0", 0, true, 1024));
        change(view());
        assertEquals("1", get(url() + "/t/x").body());
    }

    @Test
    void itMovesToAnotherPort() throws Exception {
        HttpComponent c = start(fixed("127.0.0.1", 0, false, 1024));
        change(view());
        String first = url();
        c.modified(fixed("127.0.0.1", 0, false, 1024));
        assertEquals(1, told.size(), "nothing changed");
        int free;
        try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = s.getLocalPort();
        }
        c.modified(fixed("127.0.0.1", free, false, 1024));
        assertEquals("http://127.0.0.1:" + free, url());
        assertEquals("1", get(url() + "/t/x").body());
        assertThrows(ConnectException.class, () -> get(first + "/t/x"));
        c.modified(fixed("127.0.0.1", free, false, 2048));
        assertEquals("1", get(url() + "/t/x").body(), "other limits, same port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            c.modified(fixed("127.0.0.1", taken.getLocalPort(), false, 2048));
            assertEquals("failed", told.get(told.size() - 1).get("event"));
            assertEquals("1", get("http://127.0.0.1:" + free + "/t/x").body(), "still there");
        }
    }

    @Test
    void otherLimitsMoveNoPortThatWasAnyFreeOne() throws Exception {
        HttpComponent c = start(fixed("127.0.0.1", 0, false, 1024));
        change(view());
        String first = url();
        c.modified(fixed("127.0.0.1", 0, false, 2048));
        assertEquals(2, told.size());
        assertEquals(first, url());
        assertEquals("1", get(first + "/t/x").body());
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bothVersionsOfHttpAreSpoken(HttpClient.Version version) throws Exception {
        start(fixed("127.0.0.1", 0, false, 100_000));
        change(view());
        HttpResponse<String> r = get(version, url() + "/things/");
        assertEquals(version, r.version());
        assertEquals("{\"t\":\"" + url() + "/t/\"}", r.body());
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(url() + "/t/x"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(" ".repeat(50_000) + "5"));
        assertEquals(201, send(version, put).statusCode());
        assertEquals("5", get(version, url() + "/t/x").body());
        assertEquals(404, get(version, url() + "/nothing").statusCode());
    }

    @Test
    void theServletWorldIsServedBehindTheThings() throws Exception {
        HttpComponent c = start(fixed("127.0.0.1", 0, false, 1024));
        change(view());
        assertEquals(404, get(url() + "/console").statusCode());
        HttpServlet console = new Console();
        EventListener events = new EventListener() {};
        c.bindEvents(events);
        c.bindServlet(console);
        assertEquals("console /console", get(url() + "/console").body());
        assertEquals("1", get(url() + "/t/x").body());
        HttpResponse<String> missing = get(url() + "/console/missing");
        assertEquals(404, missing.statusCode());
        assertEquals("{\"detail\":\"Not Found\"}", missing.body());
        assertEquals("application/json", missing.headers().firstValue("content-type").get());
        HttpResponse<String> broken = get(url() + "/console/broken");
        assertEquals(500, broken.statusCode());
        assertEquals("{\"detail\":\"Server Error\"}", broken.body());
        HttpResponse<String> odd = get(url() + "/console/%2e%2e/x");
        assertEquals(404, odd.statusCode());
        HttpResponse<String> foreign =
                send(
                        HttpClient.Version.HTTP_1_1,
                        HttpRequest.newBuilder(URI.create(url() + "/console"))
                                .header("Origin", "http://elsewhere.example"));
        assertEquals(
                List.of(),
                foreign.headers().allValues("access-control-allow-origin"),
                "the console is nobody else's");
        c.unbindServlet(console);
        assertEquals(404, get(url() + "/console").statusCode());
        c.bindServlet(new Console());
        assertEquals("console /console", get(url() + "/console").body());
    }

    @Test
    void aStoppingServerAnswersNobodyButServesItsDocumentsBefore() throws Exception {
        start(fixed("127.0.0.1", 0, false, 1024));
        change(new Things(Map.of(), Map.of(), true));
        assertTrue(get(url() + "/openapi.json").body().startsWith("{\"openapi\":\"3.1"));
        assertEquals(200, get(url() + "/docs").statusCode());
        assertEquals(200, get(url() + "/.well-known/wot").statusCode());
        String there = url();
        listeners.get(listeners.size() - 1).serverStopping();
        assertThrows(IOException.class, () -> get(there + "/x"));
    }

    private static final class Console extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest rq, HttpServletResponse rs) throws IOException {
            if (rq.getRequestURI().endsWith("broken")) {
                throw new IllegalStateException("secret");
            }
            if (rq.getRequestURI().endsWith("missing")) {
                rs.sendError(404);
                return;
            }
            rs.getWriter().print("console " + rq.getRequestURI());
        }
    }

    /** Settings as ConfigAdmin would have them. */
    private static HttpSettings fixed(String host, int port, boolean insecure, int maxBodySize) {
        return TestSettings.with(
                Map.of(
                        "host", host,
                        "port", port,
                        "insecure", insecure,
                        "max_body_size", maxBodySize,
                        "worker_threads", 8,
                        "mdns", false,
                        "stop_timeout", 500));
    }
}
