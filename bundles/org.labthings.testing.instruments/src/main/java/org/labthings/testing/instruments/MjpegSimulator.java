package org.labthings.testing.instruments;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A network camera: {@code /stream} is MJPEG, at some frames per second, of a moving square. */
public final class MjpegSimulator implements Closeable {
    private static final String USER = "viewer:secret";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private volatile HttpServer server;
    private volatile boolean stalled;
    private volatile boolean hangUp;
    private volatile boolean locked;
    private volatile int served;

    /** Listens at a free port. */
    public MjpegSimulator() throws IOException {
        server = start(0);
        port = server.getAddress().getPort();
    }

    private HttpServer start(int at) throws IOException {
        HttpServer s =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 5);
        s.setExecutor(threads);
        s.createContext("/stream", this::stream);
        s.createContext("/moved", e -> answer(e, 302, "/stream"));
        s.createContext("/page", e -> answer(e, 200, null));
        s.start();
        return s;
    }

    /** URL of the stream. */
    public String url() {
        return "http://127.0.0.1:" + port + "/stream";
    }

    /** Whether a user and a password are needed: viewer, secret. */
    public void lock(boolean yes) {
        locked = yes;
    }

    /** Sends no frames, but keeps the connection. */
    public void stall(boolean yes) {
        stalled = yes;
    }

    /** Ends the streams that are open. */
    public void hangUp() {
        hangUp = true;
    }

    /** How many frames it has sent. */
    public int served() {
        return served;
    }

    /** As when it loses its power. */
    public void switchOff() {
        hangUp = true;
        server.stop(0);
    }

    /** As when it gets it back. */
    public void switchOn() throws IOException {
        hangUp = false;
        server = start(port);
    }

    @Override
    public void close() {
        switchOff();
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, int status, String location)
            throws IOException {
        if (location != null) {
            exchange.getResponseHeaders().set("Location", location);
        }
        exchange.getResponseHeaders().set("Content-Type", "text/html");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private boolean mayWatch(HttpExchange exchange) {
        String wanted =
                "Basic "
                        + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.UTF_8));
        return !locked || wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!mayWatch(exchange)) {
            answer(exchange, 401, null);
            return;
        }
        hangUp = false;
        exchange.getResponseHeaders()
                .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!hangUp) {
                if (!stalled) {
                    byte[] jpeg = picture(served);
                    out.write(
                            ("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: "
                                            + jpeg.length
                                            + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.write(jpeg);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                    served++;
                }
                TimeUnit.MILLISECONDS.sleep(10); // its frame rate
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    /** The n-th picture: its brightness counts. */
    public static byte[] picture(int n) {
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        int grey = 32 + n * 8 % 192;
        g.setColor(new Color(grey, grey, grey));
        g.fillRect(0, 0, 640, 480);
        g.setColor(Color.RED);
        g.fillRect(n * 10 % 600, 200, 40, 40);
        g.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
