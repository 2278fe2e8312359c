package org.labthings.run.storm;

import java.nio.file.Path;
import org.labthings.run.lab.DriverJar;

/** The drivers that storms blow at. */
final class StormDrivers {
    private StormDrivers() {}

    /** The one that is upgraded: it knows its version, and fails when it is used while closed. */
    static Path probe(Path folder) throws Exception {
        return new DriverJar(folder)
                .build(
                        "lab.probe",
                        "0.0.0",
                        "Probe",
                        """
                        package lab.probe;
                        import java.time.Duration;
                        import org.labthings.api.*;
                        import org.osgi.framework.FrameworkUtil;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Probe implements Thing {
                            public final DataProperty<Integer> generation = DataProperty.of(-1);
                            public final DataSetting<Integer> kept = DataSetting.of(0);
                            public final MjpegStream mjpegStream = MjpegStream.create();
                            private final int version =
                                    FrameworkUtil.getBundle(Probe.class).getVersion().getMajor();
                            private volatile boolean open;
                            @Override public void open(ThingContext context) {
                                open = true;
                                context.startThread("generation", () -> {
                                    generation.set(version);
                                    try {
                                        while (true) {
                                            mjpegStream.addFrame(jpeg("FRAME %08d ".formatted(version)));
                                            Thread.sleep(50);
                                        }
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                    }
                                });
                            }
                            private static byte[] jpeg(String text) {
                                byte[] frame = ("..." + text + "..").getBytes();
                                frame[0] = (byte) 0xff;
                                frame[1] = (byte) 0xd8;
                                frame[frame.length - 2] = (byte) 0xff;
                                frame[frame.length - 1] = (byte) 0xd9;
                                return frame;
                            }
                            @Override public void close() { open = false; mjpegStream.stop(); }
                            @Property public int version() {
                                if (!open) { throw new IllegalStateException("used while closed"); }
                                return version;
                            }
                            @Action public void work() throws InterruptedException {
                                Invocation.sleep(Duration.ofMinutes(10));
                            }
                        }
                        """,
                        "Import-Package: *");
    }

    /** One that nobody touches: numbered frames at 25 a second, and a long action. */
    static Path neighbour(Path folder) throws Exception {
        return new DriverJar(folder)
                .build(
                        "lab.neighbour",
                        "1.0.0",
                        "Neighbour",
                        """
                        package lab.neighbour;
                        import java.nio.file.*;
                        import java.time.Duration;
                        import java.util.Arrays;
                        import java.util.concurrent.atomic.AtomicInteger;
                        import org.labthings.api.*;
                        import org.osgi.service.component.annotations.*;
                        @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
                        public class Neighbour implements Thing {
                            public final DataProperty<Integer> value = DataProperty.of(42);
                            public final MjpegStream mjpegStream = MjpegStream.create();
                            private final AtomicInteger resting = new AtomicInteger();
                            private Path folder;
                            @Override public void open(ThingContext context) {
                                folder = context.settingsFolder();
                                context.startThread("frames", this::frames);
                            }
                            @Override public void close() throws Exception {
                                mjpegStream.stop();
                                String when = resting.get() == 0 ? "after" : "before the end of";
                                Files.writeString(folder.resolve("closed"), when + " the actions");
                            }
                            private void frames() {
                                byte[] rest = new byte[20_000];
                                Arrays.fill(rest, (byte) 'x');
                                rest[0] = (byte) 0xff;
                                rest[1] = (byte) 0xd8;
                                rest[rest.length - 2] = (byte) 0xff;
                                rest[rest.length - 1] = (byte) 0xd9;
                                try {
                                    for (int i = 0; ; i++) {
                                        byte[] frame = rest.clone();
                                        byte[] mark = "FRAME %08d ".formatted(i).getBytes();
                                        System.arraycopy(mark, 0, frame, 3, mark.length);
                                        mjpegStream.addFrame(frame);
                                        Thread.sleep(40);
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            @Property public int computed() { return 7; }
                            @Action public int rest(int seconds) throws InterruptedException {
                                resting.incrementAndGet();
                                try {
                                    Invocation.sleep(Duration.ofSeconds(seconds));
                                    return seconds;
                                } finally {
                                    resting.decrementAndGet();
                                }
                            }
                        }
                        """);
    }
}
