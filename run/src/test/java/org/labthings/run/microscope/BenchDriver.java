package org.labthings.run.microscope;

import java.nio.file.Path;
import org.labthings.run.lab.DriverJar;

/**
 * A microscope of one Thing that needs no time: a disc of sample on glass, a stage that jumps, an
 * autofocus that knows the focus. Scans are tested with it to the pixel, and quickly.
 */
final class BenchDriver {
    /** Pixels; the disc's centre is at the stage's origin. */
    static final int DISC_RADIUS = 450;

    static final int WIDTH = 400;
    static final int HEIGHT = 300;

    private BenchDriver() {}

    static Path build(Path folder) throws Exception {
        return new DriverJar(folder)
                .build("lab.bench", "1.0.0", "Bench", SOURCE.replace("RADIUS", "" + DISC_RADIUS));
    }

    private static final String SOURCE =
            """
            package lab.bench;
            import java.nio.file.Path;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import org.labthings.api.*;
            import org.labthings.hardware.*;
            import org.labthings.hardware.image.*;
            import org.osgi.service.component.annotations.*;
            @Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
            public class Bench implements Thing, Camera, Stage, Autofocus, CameraStageMapping {
                private static final int W = 400, H = 300;
                public final MjpegStream mjpegStream = MjpegStream.create();
                /** How long each move takes, in ms. */
                public final DataProperty<Integer> pause = DataProperty.of(0).withoutGlobalLock();
                /** At which capture from now the camera fails; -1: never. */
                public final DataProperty<Integer> failAt = DataProperty.of(-1).withoutGlobalLock();
                private volatile Map<String, Integer> position = Map.of("x", 0, "y", 0, "z", 7);
                private volatile String mode = DEFAULT;
                private volatile ThingContext context;

                @Override public void open(ThingContext c) {
                    context = c;
                    c.startThread("frames", () -> {
                        try (JpegEncoder encoder = new JpegEncoder()) {
                            while (!Thread.currentThread().isInterrupted()) {
                                if (mjpegStream.awaitWatcher(Duration.ofSeconds(1))) {
                                    mjpegStream.addFrame(encoder.encode(view(), 90));
                                    Thread.sleep(2);
                                }
                            }
                        } catch (InterruptedException | java.io.IOException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                }
                @Override public Map<String, Object> state() {
                    return Map.of("position", position, "image_resolution", List.of(H, W),
                        "image_to_stage_displacement_matrix",
                        List.of(List.of(0.0, 0.5), List.of(-0.5, 0.0)));
                }
                // camera: image x = -2 stage x, image y = 2 stage y
                private RgbImage view() {
                    Map<String, Integer> at = position;
                    RgbImage image = new RgbImage(W, H);
                    Random noise = new Random(at.get("x") * 31L + at.get("y"));
                    for (int y = 0, i = 0; y < H; y++) {
                        for (int x = 0; x < W; x++) {
                            int gx = x - W / 2 + -2 * at.get("x");
                            int gy = y - H / 2 + 2 * at.get("y");
                            boolean sample = Math.hypot(gx, gy) < RADIUS
                                && (Math.floorMod(gx, 40) < 28) ^ (Math.floorMod(gy, 50) < 15);
                            int n = noise.nextInt(5) - 2;
                            image.data()[i++] = (byte) ((sample ? 185 : 220) + n);
                            image.data()[i++] = (byte) ((sample ? 55 : 215) + noise.nextInt(5) - 2);
                            image.data()[i++] = (byte) ((sample ? 185 : 217) - n);
                        }
                    }
                    return image;
                }
                @Override public MjpegStream mjpegStream() { return mjpegStream; }
                @Override public byte[] grabJpeg() throws InterruptedException, TimeoutException {
                    mjpegStream.grabFrame();
                    return mjpegStream.grabFrame();
                }
                @Override public Map<String, StreamingMode> streamingModes() {
                    return Map.of(DEFAULT, new StreamingMode("a"), "full_resolution", new StreamingMode("b"));
                }
                @Override @Property public String streamingMode() { return mode; }
                @Override public void changeStreamingMode(String m) { mode = m; }
                @Override public CapturedImage captureImage(String captureMode) {
                    int left = failAt.get();
                    if (left >= 0) {
                        failAt.set(left - 1);
                        if (left == 0) { throw new CaptureError("the lamp is broken"); }
                    }
                    return CapturedImage.of(view()).withThingStates(context.thingStates());
                }
                // stage
                @Override public List<String> axisNames() { return List.of("x", "y", "z"); }
                @Override @Property public Map<String, Integer> position() { return position; }
                @Override public boolean moving() { return false; }
                @Override @Action public void moveAbsolute(Map<String, Integer> target) throws InterruptedException {
                    Invocation.sleep(Duration.ofMillis(pause.get()));
                    Map<String, Integer> next = new HashMap<>(position);
                    next.putAll(target);
                    position = Map.copyOf(next);
                }
                @Override public void moveRelative(Map<String, Integer> distance) throws InterruptedException {
                    Map<String, Integer> next = new HashMap<>(position);
                    distance.forEach((axis, steps) -> next.merge(axis, steps, Integer::sum));
                    moveAbsolute(next);
                }
                @Override public void stop() { }
                // autofocus
                @Override public int fastAutofocus(int dz) throws InterruptedException {
                    moveAbsolute(Map.of("z", 0));
                    return 0;
                }
                @Override public int loopingAutofocus(int dz) throws InterruptedException { return fastAutofocus(dz); }
                @Override public StackResult smartStack(SmartStackParameters s, Path folder, String m, int dz)
                        throws InterruptedException {
                    return smartStack(s, folder, m, Optional.empty(), dz);
                }
                @Override public StackResult smartStack(SmartStackParameters s, Path folder, String m,
                        Optional<Resolution> size, int dz) throws InterruptedException {
                    fastAutofocus(dz);
                    save(folder, m, size);
                    return new StackResult(true, 0, 1);
                }
                private void save(Path folder, String m, Optional<Resolution> size) {
                    Map<String, Integer> at = position;
                    try {
                        CapturedImage image = captureImage(m);
                        size.map(image::withSaveResolution).orElse(image).save(folder.resolve(
                            "img_" + at.get("x") + "_" + at.get("y") + "_" + at.get("z") + ".jpeg"));
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
                @Override public int[] basicStack(BasicStackParameters s, Path folder, String m)
                        throws InterruptedException {
                    int[] z = new int[s.imagesToSave()];
                    for (int i = 0; i < z.length; i++) {
                        z[i] = i * s.stackDz();
                        moveAbsolute(Map.of("z", z[i]));
                        save(folder, m, Optional.empty());
                    }
                    return z;
                }
                // mapping
                @Override public Optional<double[][]> imageToStageDisplacementMatrix() {
                    return Optional.of(new double[][] {{0, 0.5}, {-0.5, 0}});
                }
                @Override public Optional<int[]> imageResolution() { return Optional.of(new int[] {H, W}); }
                @Override public Map<String, Integer> imageToStage(double x, double y) {
                    return Map.of("x", (int) Math.rint(-0.5 * x), "y", (int) Math.rint(0.5 * y));
                }
                @Override public Map<String, Double> stageToImage(double x, double y) {
                    return Map.of("x", -2 * x, "y", 2 * y);
                }
                @Override public void moveInImageCoordinates(double x, double y) throws InterruptedException {
                    moveRelative(imageToStage(x, y));
                }
            }
            """;
}
