package org.labthings.http.internal.mjpeg;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.labthings.api.MjpegStream;
import org.labthings.http.internal.observe.fixture.FakeThing;
import org.labthings.http.internal.observe.fixture.HttpWire;
import org.labthings.http.internal.observe.fixture.RouteServer;
import org.labthings.http.metrics.StreamCounters;

/**
 * The long form of {@link SlowClientTest}: 32 clients at 30 frames/s of 100 kB each while 16 more
 * never read, with the processor use of the server. The clients are a process of their own.
 *
 * <pre>java -cp ... StreamBenchmark [seconds] [readers] [never reading] [frames/s] [bytes]</pre>
 */
public final class StreamBenchmark {
    private static final String PATH = "/camera/stream";
    private static final int WARM_UP_SECONDS = 5;

    private StreamBenchmark() {}

    /** Runs it and prints figures; ends with status 1 when a warm reader missed a frame. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("clients")) {
            clients(args);
            return;
        }
        int seconds = argument(args, 0, 20);
        int readers = argument(args, 1, 32);
        int stuck = argument(args, 2, 16);
        int rate = argument(args, 3, 30);
        int size = argument(args, 4, 100_000);
        RouteServer server = new RouteServer();
        MjpegStream camera = MjpegStream.create();
        LiveStreams streams =
                new LiveStreams(
                        StreamSettings.DEFAULT,
                        server.server().getThreadPool(),
                        server.server().getScheduler());
        streams.thingsChanged(
                FakeThing.running(new FakeThing("camera").withStream("stream", camera)));
        server.route(PATH, streams.stream("camera", "stream")).start();
        Process clients = startClients(server.port(), readers, stuck, size, rate);
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(clients.getInputStream(), StandardCharsets.UTF_8));
        System.out.println(said.readLine());
        boolean complete = produce(camera, streams, seconds * rate, rate, size);
        camera.stop();
        String result = said.readLine();
        System.out.println(result);
        clients.waitFor(20, TimeUnit.SECONDS);
        clients.destroy();
        server.stop();
        System.exit(complete && result.contains(" 0 missed after") ? 0 : 1);
    }

    private static int argument(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static boolean produce(
            MjpegStream camera, LiveStreams streams, int frames, int rate, int size) {
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            pictures.add(i < 64 ? Jpegs.numbered(i, size) : pictures.get(i - 64));
        }
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long[] took = new long[frames];
        long start = System.nanoTime();
        int warm = Math.min(frames / 2, WARM_UP_SECONDS * rate);
        long cpu = 0;
        long measured = 0;
        for (int n = 0; n < frames; n++) {
            if (n == warm) {
                cpu = system.getProcessCpuTime();
                measured = System.nanoTime();
            }
            long due = start + n * 1_000_000_000L / rate;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long before = System.nanoTime();
            camera.addFrame(pictures.get(n));
            took[n] = System.nanoTime() - before;
        }
        double used = (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - measured);
        Arrays.sort(took);
        System.out.printf(
                "server: %.1f %% of one core; addFrame %.1f us (median), %.1f us (99 %%)%n",
                100 * used, took[frames / 2] / 1e3, took[frames * 99 / 100] / 1e3);
        StreamCounters c = streams.counters();
        System.out.println(c);
        return c.framesIn() == frames;
    }

    private static Process startClients(int port, int readers, int stuck, int size, int rate)
            throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StreamBenchmark.class.getName(),
                        "clients",
                        "" + port,
                        "" + readers,
                        "" + stuck,
                        "" + size,
                        "" + rate)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void clients(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        int readers = Integer.parseInt(args[2]);
        int stuck = Integer.parseInt(args[3]);
        int size = Integer.parseInt(args[4]);
        int warm = WARM_UP_SECONDS * Integer.parseInt(args[5]);
        List<HttpWire> silent = new ArrayList<>();
        for (int i = 0; i < stuck; i++) {
            silent.add(HttpWire.send(port, "GET", PATH, 0));
        }
        List<Callable<int[]>> tasks = new ArrayList<>();
        for (int i = 0; i < readers; i++) {
            HttpWire wire = HttpWire.send(port, "GET", PATH, 0);
            wire.status();
            tasks.add(() -> read(wire, size, warm));
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(readers + " clients read, " + stuck + " never do");
        ExecutorService pool = Executors.newFixedThreadPool(readers);
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        int missed = 0;
        int missedWarm = 0;
        for (Future<int[]> result : pool.invokeAll(tasks)) {
            fewest = Math.min(fewest, result.get()[0]);
            most = Math.max(most, result.get()[0]);
            missed += result.get()[1];
            missedWarm += result.get()[2];
        }
        out.printf(
                "readers: %d to %d frames each, %d missed while their JVM was cold, %d missed"
                        + " after %d s%n",
                fewest, most, missed - missedWarm, missedWarm, WARM_UP_SECONDS);
        System.exit(0); // with the silent ones still connected
    }

    /**
     * Frames read, how many are missing between them, and how many of these after the warm-up;
     * pictures are numbered modulo 64.
     */
    private static int[] read(HttpWire wire, int size, int warm) throws IOException {
        int frames = 0;
        int missed = 0;
        int missedWarm = 0;
        InputStream body = wire.body();
        while (true) {
            byte[] jpeg;
            try {
                jpeg = Jpegs.next(body, size);
            } catch (IOException e) {
                return new int[] {frames, missed, missedWarm};
            }
            int gap = Math.floorMod(Jpegs.number(jpeg) - frames - missed, 64);
            missed += gap;
            missedWarm += frames + missed > warm ? gap : 0;
            frames++;
        }
    }
}
