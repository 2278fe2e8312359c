package org.labthings.thing.autofocus;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labthings.api.Action;
import org.labthings.api.Default;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.api.Tuple;
import org.labthings.hardware.Autofocus;
import org.labthings.hardware.Camera;
import org.labthings.hardware.GalleryProvider;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Unreported;
import org.labthings.hardware.data.DataFolder;
import org.labthings.hardware.image.Resolution;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Finds the focus by moving the stage, and takes focus stacks.
 *
 * <p>How sharp a picture is, is told by the size of the low-resolution stream's frames.
 */
@ThingType(title = "AutofocusThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.autofocus:AutofocusThing")
public class AutofocusThing implements Thing, Autofocus {
    private static final int JPEG_SIZE = 1;

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class);
    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);

    private volatile ThingContext context;

    /** Where the range of a sweep is. */
    public enum Start {
        /** Around the present position. */
        CENTRE,
        /** Above it. */
        BASE
    }

    /**
     * Heights and sizes of frames.
     *
     * @param heights z of each, in steps
     * @param sizes bytes of each
     */
    @Tuple
    public record Heights(List<Double> heights, List<Integer> sizes) {}

    /**
     * What a smart stack came to.
     *
     * @param success whether the stack holds the focus
     * @param z of the sharpest picture
     * @param images how many were taken
     */
    @Tuple
    public record StackOutput(boolean success, int z, int images) {}

    /**
     * What a basic stack came to.
     *
     * @param finalZ where the stage is
     * @param z of each picture
     */
    @Tuple
    public record BasicStackOutput(int finalZ, List<Integer> z) {}

    /**
     * How pictures of a stack are taken and saved.
     *
     * @param imagesDir within the camera's data folder
     * @param captureMode one of the camera's capture modes
     */
    public record CaptureParameters(
            @Pattern(regexp = DataFolder.RELATIVE) String imagesDir,
            @Default("\"standard\"") String captureMode) {}

    /**
     * The autofocus between two attempts.
     *
     * @param dz range in steps
     * @param sharpnessMethod 1: size of the JPEG
     */
    public record AutofocusParameters(int dz, @Default("1") int sharpnessMethod) {}

    @Override
    public void open(ThingContext newContext) {
        context = newContext;
    }

    private static void requireMetric(int metric, Optional<Integer> recorded) {
        if ((metric & recorded.orElse(metric)) != metric || metric == 0) {
            throw new IllegalArgumentException(
                    "Sharpness metric "
                            + metric
                            + " is not among those that are recorded, "
                            + recorded.orElse(metric));
        }
        if (recorded.orElse(metric) != JPEG_SIZE) {
            throw new IllegalArgumentException(
                    "The camera has no figure of merit of its own. Use metric 1, the size of the"
                            + " JPEG.");
        }
    }

    private SharpnessMonitor monitor() {
        return new SharpnessMonitor(camera.get().loresMjpegStream(), stage.get(), context);
    }

    private Sweeps sweeps(SharpnessMonitor monitor) {
        return new Sweeps(stage.get(), monitor, context.logger());
    }

    /**
     * Moves through a range in z once, then to the sharpest place.
     *
     * @param dz range in steps
     * @param start where the range is
     * @param sharpnessMetric 1: size of the JPEG
     * @param record what is recorded; without it that metric
     */
    @Action
    public SharpnessData fastAutofocus(
            @Default("2000") @PositiveOrZero int dz,
            @Default("\"centre\"") Start start,
            @Default("1") int sharpnessMetric,
            Optional<Integer> record)
            throws InterruptedException {
        requireMetric(sharpnessMetric, record);
        try (SharpnessMonitor monitor = monitor()) {
            Unreported.call(() -> sweeps(monitor).fast(dz, start == Start.CENTRE));
            return monitor.data();
        }
    }

    /**
     * Moves through ranges in z until the sharpest place is well within one, then there.
     *
     * @param dz range in steps
     * @param start where the first range is
     * @param sharpnessMetric 1: size of the JPEG
     * @param record what is recorded; without it that metric
     */
    @Action
    public Heights loopingAutofocus(
            @Default("2000") @PositiveOrZero int dz,
            @Default("\"centre\"") Start start,
            @Default("1") int sharpnessMetric,
            Optional<Integer> record)
            throws InterruptedException {
        requireMetric(sharpnessMetric, record);
        try (SharpnessMonitor monitor = monitor()) {
            Curve curve = Unreported.call(() -> sweeps(monitor).looping(dz, start == Start.CENTRE));
            return new Heights(
                    Arrays.stream(curve.z()).boxed().toList(),
                    Arrays.stream(curve.sizes()).mapToObj(size -> (int) size).toList());
        }
    }

    /**
     * Moves in z, one distance after the other, and watches how sharp the picture is.
     *
     * @param dz steps of each move
     * @param wait seconds of rest between two moves
     */
    @Action
    public SharpnessData zMoveAndMeasureSharpness(
            List<Integer> dz, @Default("0") @PositiveOrZero double wait)
            throws InterruptedException {
        try (SharpnessMonitor monitor = monitor()) {
            for (int i = 0; i < dz.size(); i++) {
                int steps = dz.get(i);
                if (i > 0) {
                    Invocation.sleep(seconds(wait));
                }
                monitor.during(() -> stage.get().moveRelative(Map.of("z", steps)));
            }
            return monitor.data();
        }
    }

    /**
     * Moves down and up in z, and goes on watching how sharp the picture is.
     *
     * @param delay seconds to watch afterwards
     * @param dz steps
     */
    @Action
    public SharpnessData measureSettlingTime(
            @Default("2") @PositiveOrZero double delay, @Default("800") int dz)
            throws InterruptedException {
        try (SharpnessMonitor monitor = monitor()) {
            monitor.during(() -> stage.get().moveRelative(Map.of("z", -dz)));
            monitor.during(() -> stage.get().moveRelative(Map.of("z", dz)));
            Invocation.sleep(seconds(delay));
            return monitor.data();
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /**
     * Takes a stack of pictures around the focus, and saves the sharpest.
     *
     * @param stackParameters how the stack is taken
     * @param captureParameters how pictures are taken and saved
     * @param autofocusParameters the autofocus between two attempts
     */
    @Action
    public StackOutput runSmartStack(
            SmartStackParameters stackParameters,
            CaptureParameters captureParameters,
            AutofocusParameters autofocusParameters)
            throws InterruptedException {
        requireMetric(autofocusParameters.sharpnessMethod(), Optional.empty());
        Path folder = folder(captureParameters);
        StackResult result =
                Unreported.call(
                        () ->
                                smartStack(
                                        stackParameters,
                                        folder,
                                        captureParameters.captureMode(),
                                        autofocusParameters.dz()));
        return new StackOutput(result.focused(), result.z(), result.images());
    }

    /**
     * Takes and saves a stack of pictures.
     *
     * @param stackParameters how the stack is taken
     * @param captureParameters how pictures are taken and saved
     */
    @Action
    public BasicStackOutput runBasicStack(
            BasicStackParameters stackParameters, CaptureParameters captureParameters)
            throws InterruptedException {
        int[] z =
                basicStack(
                        stackParameters,
                        folder(captureParameters),
                        captureParameters.captureMode());
        return new BasicStackOutput(z[z.length - 1], Arrays.stream(z).boxed().toList());
    }

    /** In the data folder of the camera; of a camera that has none, in our own. */
    private Path folder(CaptureParameters parameters) {
        try {
            DataFolder base =
                    camera.get() instanceof GalleryProvider g
                            ? DataFolder.at(g.galleryFolder())
                            : DataFolder.of(context);
            return Files.createDirectories(base.resolve(parameters.imagesDir()));
        } catch (IOException e) {
            throw new InvocationError("There can be no folder for pictures: " + e);
        }
    }

    @Override
    public int fastAutofocus(int dz) throws InterruptedException {
        try (SharpnessMonitor monitor = monitor()) {
            return sweeps(monitor).fast(dz, true);
        }
    }

    @Override
    public int loopingAutofocus(int dz) throws InterruptedException {
        try (SharpnessMonitor monitor = monitor()) {
            sweeps(monitor).looping(dz, true);
            return stage.get().position().getOrDefault("z", 0);
        }
    }

    @Override
    public StackResult smartStack(
            SmartStackParameters stack, Path folder, String captureMode, int autofocusDz)
            throws InterruptedException {
        return smartStack(stack, folder, captureMode, Optional.empty(), autofocusDz);
    }

    @Override
    public StackResult smartStack(
            SmartStackParameters stack,
            Path folder,
            String captureMode,
            Optional<Resolution> saveResolution,
            int autofocusDz)
            throws InterruptedException {
        return stacks(captureMode, saveResolution)
                .smart(stack, folder, () -> loopingAutofocus(autofocusDz));
    }

    @Override
    public int[] basicStack(BasicStackParameters stack, Path folder, String captureMode)
            throws InterruptedException {
        return basicStack(stack, folder, captureMode, Optional.empty());
    }

    @Override
    public int[] basicStack(
            BasicStackParameters stack,
            Path folder,
            String captureMode,
            Optional<Resolution> saveResolution)
            throws InterruptedException {
        return stacks(captureMode, saveResolution).basic(stack, folder);
    }

    private SmartStack stacks(String captureMode, Optional<Resolution> saveResolution) {
        return new SmartStack(
                new SmartStack.Capturing(camera.get(), captureMode, saveResolution),
                stage.get(),
                context);
    }
}
