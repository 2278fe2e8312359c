package org.labthings.thing.simcamera;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.Blob;
import org.labthings.api.DataSetting;
import org.labthings.api.MediaType;
import org.labthings.api.MjpegStream;
import org.labthings.api.Name;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.Camera;
import org.labthings.hardware.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A camera that exists only in the computer, over a slide of blood without end.
 *
 * <p>With a stage in its slot the picture follows the stage: x and y move the slide, one pixel for
 * each step, and z leaves the focus, which is at 0. It rests while nobody watches.
 */
@ThingType(title = "Simulated camera")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=labthings:SimulatedCamera")
@Designate(ocd = SimulatedCamera.Config.class, factory = true)
public class SimulatedCamera implements Thing, Camera {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final double USUAL_EXPOSURE = 10;

    /** What a configuration may say about a simulated camera. */
    @ObjectClassDefinition(
            name = "Simulated camera",
            description = "A camera over a simulated slide; its slot 'stage' takes a stage")
    public @interface Config {
        /** Another number is another slide. */
        @AttributeDefinition(description = "Which slide it looks at: any number")
        long seed() default 1;
    }

    /** Live picture. */
    public final MjpegStream mjpegStream = MjpegStream.create();

    /** Frames per second. A long exposure makes them fewer. */
    public final DataSetting<Double> frameRate = DataSetting.of(30.0).range(0.1, 120);

    /** Size of the picture in pixels. */
    public final DataSetting<FrameSize> frameSize = DataSetting.of(new FrameSize(640, 480));

    /** Exposure time in milliseconds. 10 is right at gain 1. */
    public final DataSetting<Double> exposure = DataSetting.of(USUAL_EXPOSURE).range(0.1, 1000);

    /** Gain. It makes the picture brighter, and its noise stronger. */
    public final DataSetting<Double> gain = DataSetting.of(1.0).range(0.1, 64);

    /** JPEG quality, 1 to 100. Better pictures are larger. */
    public final DataSetting<Integer> jpegQuality = DataSetting.of(80).range(1, 100);

    final ThingSlot<Stage> stage = ThingSlot.optional(Stage.class);

    private final long seed;
    private volatile FrameLoop loop;

    /**
     * Called by Declarative Services, once for each configured camera.
     *
     * @param config this camera's configuration
     */
    @Activate
    public SimulatedCamera(Config config) {
        seed = config.seed();
    }

    @Override
    public void open(ThingContext context) {
        FrameLoop frames = new FrameLoop(this, seed, context.logger());
        loop = frames;
        context.startThread(context.name() + "-frames", frames);
    }

    /** Takes a picture. It is exposed after the call, and returned as a JPEG file. */
    @Action
    @Name("grab_jpeg")
    public @MediaType("image/jpeg") Blob grabJpegBlob()
            throws InterruptedException, TimeoutException {
        return Blob.fromBytes(grabJpeg(), "image/jpeg");
    }

    @Override
    public MjpegStream mjpegStream() {
        return mjpegStream;
    }

    @Override
    public byte[] grabJpeg() throws InterruptedException, TimeoutException {
        FrameLoop frames = loop;
        boolean early = frames != null && frames.isExposing();
        byte[] jpeg = mjpegStream.grabFrame(PATIENCE);
        return early
                ? mjpegStream.grabFrame(PATIENCE)
                : jpeg; // the first was begun before the call
    }

    /** Where the stage holds the slide; empty without a stage. */
    Map<String, Integer> stagePosition() {
        return stage.find().map(Stage::hardwarePosition).orElse(Map.of());
    }

    FrameLoop loop() {
        return loop;
    }

    double brightness() {
        return exposure.get() / USUAL_EXPOSURE * gain.get();
    }

    double secondsPerFrame() {
        return Math.max(1 / frameRate.get(), exposure.get() / 1000);
    }

    @Override
    public Map<String, Object> state() {
        return Map.of(
                "exposure", exposure.get(),
                "gain", gain.get(),
                "width", frameSize.get().width(),
                "height", frameSize.get().height());
    }
}
