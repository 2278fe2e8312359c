package org.labthings.thing.autofocus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.MjpegStream;
import org.labthings.api.ThingContext;
import org.labthings.hardware.Autofocus.BasicStackParameters;
import org.labthings.hardware.Autofocus.SmartStackParameters;
import org.labthings.hardware.Autofocus.StackResult;
import org.labthings.hardware.BacklashCompensation;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.MoveOptions;
import org.labthings.hardware.NoFocusFoundError;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Unreported;
import org.labthings.hardware.image.CapturedImage;
import org.labthings.hardware.image.Resolution;

/** Takes pictures at equal distances in z, judges and saves them. One action; blocks. */
final class SmartStack {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_TESTED = 9;

    private final Capturing capturing;
    private final Stage stage;
    private final ThingContext context;
    private int taken;

    /**
     * How pictures are taken.
     *
     * @param saveResolution of their files; empty: what the capture mode says
     */
    record Capturing(Camera camera, String captureMode, Optional<Resolution> saveResolution) {
        CapturedImage image() throws InterruptedException {
            CapturedImage image = camera.captureImage(captureMode);
            return saveResolution.map(image::withSaveResolution).orElse(image);
        }
    }

    /** Finds the focus between two attempts. */
    interface Refocus {
        void run() throws InterruptedException;
    }

    /** A picture and where it was taken. */
    private record Slice(CapturedImage image, Map<String, Integer> position, double sharpness) {
        int z() {
            return position.getOrDefault("z", 0);
        }

        String fileName() {
            return "img_"
                    + position.getOrDefault("x", 0)
                    + "_"
                    + position.getOrDefault("y", 0)
                    + "_"
                    + z()
                    + ".jpeg";
        }
    }

    private record Stack(boolean success, List<Slice> slices) {
        int sharpest() {
            double[] sharpness = slices.stream().mapToDouble(Slice::sharpness).toArray();
            return new Curve(sharpness, sharpness).sharpest();
        }
    }

    SmartStack(Capturing capturing, Stage stage, ThingContext context) {
        this.capturing = capturing;
        this.stage = stage;
        this.context = context;
    }

    StackResult smart(SmartStackParameters p, Path folder, Refocus refocus)
            throws InterruptedException {
        check(p);
        Stack stack = null;
        for (int attempt = 1; attempt <= Math.max(1, p.maxAttempts()); attempt++) {
            stack = null; // the pictures of the attempt before may go
            lower(undershoot(p));
            int firstZ = z();
            stack = take(p);
            if (stack.success || attempt >= p.maxAttempts()) {
                break;
            }
            context.logger().info("Stack {} does not hold the focus: looking for it", attempt);
            stage.moveAbsolute(Map.of("z", firstZ));
            try {
                refocus.run();
            } catch (NoFocusFoundError e) {
                context.logger().warn("{}", e.getMessage());
                break;
            }
        }
        int best = stack.sharpest();
        if (stack.success || p.saveOnFailure()) {
            int side = (p.imagesToSave() - 1) / 2;
            List<Slice> all = stack.slices;
            save(
                    all.subList(Math.max(best - side, 0), Math.min(all.size(), best + side + 1)),
                    folder);
        }
        return new StackResult(stack.success, stack.slices.get(best).z(), taken);
    }

    private static void check(SmartStackParameters p) {
        int tested = p.minImagesToTest();
        if (tested % 2 == 0 || tested < 3 || tested > MOST_TESTED) {
            throw new IllegalArgumentException(
                    "min_images_to_test must be odd, 3 to 9, not " + tested);
        }
        if (p.imagesToSave() % 2 == 0 || p.imagesToSave() < 1 || p.imagesToSave() > tested) {
            throw new IllegalArgumentException(
                    "images_to_save must be odd, 1 to min_images_to_test, not " + p.imagesToSave());
        }
    }

    private static int undershoot(SmartStackParameters p) {
        return (int)
                (p.imgUndershoot() * (double) p.stackDz()
                        + p.stackDz() * (p.minImagesToTest() - 1) / 2.0);
    }

    private void lower(int steps) throws InterruptedException {
        stage.moveRelative(Sweeps.up(-steps), MoveOptions.compensated(BacklashCompensation.Z_ONLY));
    }

    private int z() {
        return stage.position().getOrDefault("z", 0);
    }

    private Stack take(SmartStackParameters p) throws InterruptedException {
        int tested = p.minImagesToTest();
        int side = (p.imagesToSave() - 1) / 2;
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < tested + p.stackHeightLimit(); i++) {
            slices.add(slice(p.settlingTime()));
            while (slices.size() > tested + side) {
                slices.remove(0); // its picture takes memory
            }
            if (slices.size() >= tested) {
                switch (StackJudge.judge(last(slices, tested), p.checkTurningPoints())) {
                    case SUCCESS -> {
                        complete(slices, tested, side, p);
                        return new Stack(true, slices);
                    }
                    case RESTART -> {
                        return new Stack(false, slices);
                    }
                    default -> {
                        // CONTINUE: higher
                    }
                }
            }
            stage.moveRelative(Map.of("z", p.stackDz()));
        }
        return new Stack(false, slices);
    }

    private static double[] last(List<Slice> slices, int count) {
        return slices.subList(slices.size() - count, slices.size()).stream()
                .mapToDouble(Slice::sharpness)
                .toArray();
    }

    /** Takes what is missing above the sharpest picture. */
    private void complete(List<Slice> slices, int tested, int side, SmartStackParameters p)
            throws InterruptedException {
        double[] judged = last(slices, tested);
        int above = tested - 1 - new Curve(judged, judged).sharpest();
        for (int i = above; i < side; i++) {
            stage.moveRelative(Map.of("z", p.stackDz()));
            slices.add(slice(p.settlingTime()));
        }
    }

    private Slice slice(double settlingTime) throws InterruptedException {
        Invocation.sleep(Duration.ofNanos(Math.round(settlingTime * 1e9)));
        Map<String, Integer> position = stage.position();
        long rested = System.nanoTime();
        CapturedImage image = capture();
        try {
            return new Slice(image, position, sharpness(rested));
        } catch (TimeoutException e) {
            throw new CaptureError("The camera streams no picture: " + e.getMessage());
        }
    }

    /**
     * Length of the next frame that was begun when the stage rested already. One that was under way
     * shows where the stage came from, and would make a neighbour the sharpest.
     */
    private int sharpness(long rested) throws InterruptedException, TimeoutException {
        MjpegStream stream = capturing.camera().loresMjpegStream();
        long end = System.nanoTime() + PATIENCE.toNanos();
        MjpegStream.Frame frame = stream.awaitFrame(stream.newestIndex() + 1, PATIENCE);
        while (frame.timestamp() - rested < 0) {
            frame = stream.awaitFrame(frame.index() + 1, Duration.ofNanos(end - System.nanoTime()));
        }
        return frame.jpeg().length;
    }

    private CapturedImage capture() throws InterruptedException {
        CapturedImage image = capturing.image();
        taken++;
        return image.thingStates().isEmpty() ? image.withThingStates(context.thingStates()) : image;
    }

    private static void save(List<Slice> slices, Path folder) {
        for (Slice slice : slices) {
            try {
                slice.image.save(folder.resolve(slice.fileName()));
            } catch (IOException e) {
                throw new InvocationError(e.getMessage() + " Check the disk and the folder.");
            }
        }
    }

    int[] basic(BasicStackParameters p, Path folder) throws InterruptedException {
        if (p.imagesToSave() < 1) {
            throw new IllegalArgumentException(
                    "images_to_save must be 1 or more, not " + p.imagesToSave());
        }
        int range = Math.multiplyExact(p.stackDz(), p.imagesToSave() - 1);
        int offset =
                switch (p.origin()) {
                    case START -> 0;
                    case CENTER -> Math.floorDiv(-range, 2);
                    case END -> -range;
                };
        if (offset != 0) {
            Unreported.call(
                    () -> {
                        lower(-offset);
                        return null;
                    });
        }
        int[] heights = new int[p.imagesToSave()];
        for (int i = 0; i < heights.length; i++) {
            if (i > 0) {
                Unreported.call(
                        () -> {
                            stage.moveRelative(Map.of("z", p.stackDz()));
                            return null;
                        });
            }
            Invocation.sleep(Duration.ofNanos(Math.round(p.settlingTime() * 1e9)));
            Map<String, Integer> position = stage.position();
            CapturedImage image = capture();
            heights[i] = position.getOrDefault("z", 0);
            save(List.of(new Slice(image, position, 0)), folder); // at once: any number fits
            Invocation.progress((i + 1.0) / heights.length, "picture " + (i + 1));
        }
        return heights;
    }
}
