package org.labthings.thing.simmicroscope;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Literal;
import org.labthings.api.NumericArray;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.BackgroundDetector;
import org.labthings.hardware.Illuminated;
import org.labthings.hardware.Stage;
import org.labthings.hardware.camera.CameraThing;
import org.labthings.hardware.image.RgbImage;
import org.labthings.hardware.ui.ActionButton;
import org.labthings.hardware.ui.PropertyControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The camera of a simulated microscope, over a slide with coloured blobs.
 *
 * <p>The picture follows the stage in its slot: at 40x a step in x or y is two pixels, and z leaves
 * the focus, which is at 0 of the stage's hardware.
 */
@ThingType(title = "SimulatedCamera")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.camera.simulation:SimulatedCamera")
@Designate(ocd = SimulatedCamera.Config.class, factory = true)
public class SimulatedCamera extends CameraThing implements Illuminated {
    private static final Duration BLINK = Duration.ofMillis(200);
    private static final String COLOUR = "#b937b9";
    private static final int CHANNELS = 3;
    private static final int LARGEST = 8192;

    /** What a configuration may say about a simulated microscope camera. */
    @ObjectClassDefinition(
            name = "Simulated microscope camera",
            description = "A camera over a slide with blobs; its slot 'stage' takes a stage")
    public @interface Config {
        /** Size of the picture. */
        @AttributeDefinition(description = "Size of the picture: height, width, 3")
        int[] shape() default {616, 820, 3};

        /** Size of the sample. */
        @AttributeDefinition(description = "Size of the sample in pixels: height, width, 3")
        int[] canvasShape() default {1500, 2000, 3};

        /** Time from frame to frame. */
        @AttributeDefinition(description = "Seconds from frame to frame")
        double frameInterval() default 0.1;

        /** Which sample. */
        @AttributeDefinition(
                description = "Which sample it looks at: any number; 0 is another one each time")
        long seed() default 0;

        /** How far the stage goes. */
        @AttributeDefinition(
                description =
                        "End stops of the stage in steps of its hardware: least x, most x, least y,"
                                + " most y. Beyond them its motors go on, and the picture stays."
                                + " Without, there are none",
                required = false)
        int[] stageTravel() default {};

        /** Where the height of the focus turns. */
        @AttributeDefinition(
                description =
                        "Where the height of the focus turns: x, y in steps of the stage's"
                                + " hardware")
        int[] focusMiddle() default {0, 0};

        /** How the height of the focus curves. */
        @AttributeDefinition(
                description =
                        "How the height of the focus curves: steps of z for a squared step from the"
                                + " middle; 0 is a flat sample")
        double focusCurvature() default 0;
    }

    /** Noise of the picture: standard deviation of its values. */
    public final DataProperty<Double> noiseLevel = DataProperty.of(2.0).range(0, 50).finite();

    /** Whether the sample has no end. */
    public final DataProperty<Boolean> repeating = DataProperty.of(false);

    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);

    private final int height;
    private final int width;
    private final int canvasHeight;
    private final int canvasWidth;
    private final long frameNanos;
    private final long seed;
    private final Mechanics mechanics;
    private final StagePosition place = new StagePosition(stage);
    private volatile int objective = 40;
    private volatile int blobDensity = 400;
    private volatile String colour = COLOUR;
    private volatile boolean lit = true;
    private volatile boolean streaming;
    private volatile Sample blank;
    private volatile Sample loaded;
    private volatile boolean removed;

    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public SimulatedCamera(Config config) {
        int[] shape = checked("shape", config.shape(), 1);
        int[] canvas = checked("canvas_shape", config.canvasShape(), 16);
        if (!(config.frameInterval() > 0 && config.frameInterval() < 3600)) {
            throw new IllegalArgumentException(
                    "frame_interval is in seconds, more than 0, not " + config.frameInterval());
        }
        height = shape[0];
        width = shape[1];
        canvasHeight = canvas[0];
        canvasWidth = canvas[1];
        frameNanos = Math.round(config.frameInterval() * 1e9);
        seed = config.seed();
        mechanics =
                new Mechanics(
                        config.stageTravel() == null ? new int[0] : config.stageTravel(),
                        config.focusMiddle(),
                        config.focusCurvature());
    }

    private static int[] checked(String name, int[] shape, int smallest) {
        boolean good = shape.length == CHANNELS && shape[2] == CHANNELS;
        for (int i = 0; i < 2 && good; i++) {
            good = shape[i] >= smallest && shape[i] <= LARGEST;
        }
        if (!good) {
            throw new IllegalArgumentException(
                    name
                            + " is height, width (each "
                            + smallest
                            + " to "
                            + LARGEST
                            + ") and 3, not "
                            + java.util.Arrays.toString(shape));
        }
        return shape;
    }

    @Override
    public void open(ThingContext context) throws Exception {
        super.open(context);
        blank = Sample.blank(canvasWidth, canvasHeight);
        buildSample();
        removed = false;
        startStreaming(streamingMode());
        context.startThread(
                context.name() + "-frames",
                new FrameLoop(this, new Optics(width, height, new Random()), context.logger()));
    }

    /** Streaming modes change only the name. */
    @Override
    protected void startStreaming(String mode) {
        streaming = true;
    }

    void frameLoopEnded() {
        streaming = false;
    }

    long frameNanos() {
        return frameNanos;
    }

    /**
     * A picture and when it was exposed.
     *
     * @param image the picture
     * @param time on the clock of {@link System#nanoTime()}
     */
    record Exposed(RgbImage image, long time) {}

    /** Makes a picture of what is under the lens now; on the thread of the optics. */
    Exposed expose(Optics optics) {
        if (!lit) {
            return new Exposed(new RgbImage(width, height), System.nanoTime());
        }
        StagePosition.Place at = mechanics.sample(place.now(context().logger()));
        Optics.View view =
                new Optics.View(
                        at.x(), at.y(), at.z(), objective, repeating.get(), noiseLevel.get());
        return new Exposed(optics.expose(removed ? blank : loaded, view), at.time());
    }

    @Override
    @Property
    public boolean streamActive() {
        return streaming;
    }

    /** A picture of its own: the stream goes on meanwhile. */
    @Override
    protected RgbImage takePicture(String captureMode) {
        return expose(new Optics(width, height, new Random())).image();
    }

    @Override
    protected NumericArray takeRawPicture(String captureMode) {
        throw new UnsupportedOperationException("A simulated camera has no raw pictures");
    }

    /** Every picture is exposed when it is asked for: there is nothing to discard. */
    @Override
    @Action
    public void discardFrames() {
        Invocation.raiseIfCancelled();
    }

    /** Power of the lens. */
    @Property(defaultValue = "40")
    public @Literal({"4", "10", "20", "40", "60", "100"}) Object objective() {
        return objective;
    }

    /** Changes the lens. */
    public void objective(Object power) {
        objective = ((Number) power).intValue();
    }

    /** Blobs in a million pixels. */
    @Property(defaultValue = "400")
    public @jakarta.validation.constraints.Min(0) int blobDensity() {
        return blobDensity;
    }

    /** Makes another sample, if there is one already. */
    public void blobDensity(int density) {
        blobDensity = density;
        rebuildSample();
    }

    /** Colour of the blobs as {@code #rrggbb}; several are separated by semicolons. */
    @Property(defaultValue = "\"#b937b9\"")
    public String colour() {
        return colour;
    }

    /** Makes another sample; what is no colour changes nothing. */
    public void colour(String text) {
        if (Colours.parse(text).isEmpty()) {
            context().logger().warn("'{}' is no colour such as #b937b9; '{}' stays.", text, colour);
            return;
        }
        colour = text;
        rebuildSample();
    }

    private void rebuildSample() {
        if (loaded != null) {
            buildSample();
        }
    }

    private void buildSample() {
        loaded =
                Sample.random(
                        canvasWidth,
                        canvasHeight,
                        blobDensity,
                        Colours.parse(colour).orElseThrow(),
                        seed == 0 ? new Random() : new Random(seed));
    }

    /** Takes the sample away: only background is seen. */
    @Action
    public void removeSample() {
        if (removed) {
            throw new InvocationError("The sample is already removed. Load it first.");
        }
        removed = true;
    }

    /** Puts the sample back. */
    @Action
    public void loadSample() {
        if (!removed) {
            throw new InvocationError("The sample is already in place. Remove it first.");
        }
        removed = false;
    }

    /** Removes the sample, learns what the background looks like, and loads the sample again. */
    @Action
    public void fullAutoCalibrate() throws Exception {
        removeSample();
        try {
            Invocation.sleep(BLINK);
            if (backgroundDetector().isPresent()) {
                setBackground();
            }
            Invocation.sleep(BLINK);
        } finally {
            removed = false;
        }
    }

    /** Whether the background must be learnt before scans. */
    @Override
    @Property
    public boolean calibrationRequired() {
        return !backgroundDetector().map(BackgroundDetector::ready).orElse(false);
    }

    @Override
    protected List<ActionButton> primaryCalibrationActions() {
        return List.of(
                ActionButton.of(thingName(), "full_auto_calibrate", "Full Auto-Calibrate")
                        .withNotice("Calibrated."));
    }

    @Override
    protected List<ActionButton> secondaryCalibrationActions() {
        return List.of(
                ActionButton.of(thingName(), "load_sample", "Load Sample").secondary(),
                ActionButton.of(thingName(), "remove_sample", "Remove Sample").secondary());
    }

    @Override
    protected List<PropertyControl> manualCameraSettings() {
        Map<String, Integer> powers = new LinkedHashMap<>();
        for (int power : new int[] {4, 10, 20, 40, 60, 100}) {
            powers.put(power + "x", power);
        }
        return List.of(
                PropertyControl.of(thingName(), "repeating", "Infinite Sample"),
                PropertyControl.of(thingName(), "blob_density", "Sample Density"),
                PropertyControl.of(thingName(), "colour", "Sample Colour"),
                PropertyControl.of(thingName(), "noise_level", "Noise Level"),
                PropertyControl.of(thingName(), "objective", "Objective Magnification")
                        .withOptions(powers));
    }

    private String thingName() {
        return context().name();
    }

    @Override
    public void setLed(boolean on) {
        lit = on;
    }
}
