package org.labthings.thing.picamera;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.DataSetting;
import org.labthings.api.NumericArray;
import org.labthings.api.Property;
import org.labthings.api.Setting;
import org.labthings.api.ThingContext;
import org.labthings.api.Tuple;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.mjpeg.FeedCamera;
import org.labthings.driver.mjpeg.FrameFeed;
import org.labthings.driver.mjpeg.FrameProcess;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.CaptureMode;
import org.labthings.hardware.StreamingMode;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.image.RgbImage;

/**
 * A camera at a Raspberry Pi's camera port. Exposure, gain and the gains of colours are as they are
 * set; nothing is automatic, because pictures must compare.
 *
 * <p>The programs of rpicam-apps, each in a process of its own, drive it: rpicam-vid makes the live
 * picture, rpicam-still pictures of all pixels, for which the live picture rests. A setting that
 * changes starts rpicam-vid anew, which takes half a second.
 */
public abstract class PiCamera extends FeedCamera {
    private static final String FULL_RESOLUTION = "full_resolution";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long ENOUGH_BYTES = 250_000_000;
    private static final long RAW_BYTES = 380_000_000;

    /** Parameters of libcamera's algorithms, with what was calibrated. */
    public final DataSetting<Map<String, Object>> tuning =
            DataSetting.of(Map.<String, Object>of()).readOnly().withoutGlobalLock();

    /**
     * Gains of red and blue.
     *
     * @param red 0 to 32
     * @param blue 0 to 32
     */
    @Tuple
    public record ColourGains(@Min(0) @Max(32) double red, @Min(0) @Max(32) double blue) {}

    private final Sensor sensor;
    private final PiCameraConfig config;
    private final Programs programs;
    private final Backoff backoff;
    private final PiStream stream;
    private volatile Exposure exposure = new Exposure(500, 1, 1, 1);
    private volatile int jpegQuality = 90;
    private volatile double frameRate = 30;
    private volatile String mode = DEFAULT;
    private volatile String prefix = "rpicam-";
    private volatile Path folder; // while it is open
    private volatile StillCamera still;

    PiCamera(Sensor sensor, PiCameraConfig config, Backoff backoff) {
        if (!config.camera_board().isEmpty() && !config.camera_board().equals(sensor.board)) {
            throw new IllegalArgumentException(
                    "'camera_board' is '%s', and %s drives '%s'. %s"
                            .formatted(
                                    config.camera_board(),
                                    getClass().getSimpleName(),
                                    sensor.board,
                                    "Configure the class of the camera: PiCameraV2 or PiCameraHQ"));
        }
        if (config.camera_num() < 0) {
            throw new IllegalArgumentException(
                    "'camera_num' must be 0 or more, not " + config.camera_num());
        }
        this.sensor = sensor;
        this.config = config;
        this.backoff = backoff;
        programs = new Programs(config.programs(), config.camera_num(), PATIENCE);
        stream = new PiStream(new Starter());
    }

    @Override
    public void open(ThingContext context) throws Exception {
        folder = Files.createTempDirectory("labthings-picamera-");
        still = new StillCamera(folder);
        mode = streamingMode();
        super.open(context);
        if (Runtime.getRuntime().maxMemory() < ENOUGH_BYTES) {
            context.logger()
                    .info(
                            "Pictures of all pixels take much memory: when it runs out, start the"
                                    + " server with LABTHINGS_JAVA_OPTS=-Xmx512m.");
        }
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            if (still != null) {
                still.forget();
            }
        }
    }

    @Override
    protected FrameFeed feed() {
        return new FrameFeed("The Raspberry Pi camera", stream, mjpegStream, backoff);
    }

    private final class Starter implements PiStream.Starter {
        @Override
        public void prepare() throws IOException, InterruptedException {
            Programs.Found found = programs.find();
            if (!found.model().equals(sensor.model)) {
                throw new IOException(
                        "has the sensor %s, and %s drives %s. Configure the class of the camera"
                                .formatted(
                                        found.model(),
                                        PiCamera.this.getClass().getSimpleName(),
                                        sensor.model));
            }
            prefix = found.prefix();
            if (tuning.get().isEmpty()) {
                tuning.set(Tuning.load(config.tuning_file(), sensor).json());
            }
            writeTuning();
        }

        @Override
        public FrameProcess start() throws IOException {
            Resolution size = mode.equals(FULL_RESOLUTION) ? sensor.half() : sensor.live;
            return FrameProcess.start(
                    programs.live(
                            prefix,
                            sensor,
                            size.width(),
                            size.height(),
                            frameRate,
                            mode.equals(FULL_RESOLUTION) ? 95 : jpegQuality,
                            exposure,
                            tuningFile()),
                    "rpicam-vid",
                    Programs::explained);
        }
    }

    private Path tuningFile() {
        return folder.resolve("tuning.json");
    }

    private void writeTuning() throws IOException {
        new Tuning(tuning.get()).write(tuningFile());
    }

    final Tuning currentTuning() {
        return new Tuning(tuning.get());
    }

    /** As libcamera brings it. */
    final Tuning defaultTuning() throws IOException {
        return Tuning.load(config.tuning_file(), sensor);
    }

    /** Goes on with another tuning; the next picture has it. */
    final void retune(Tuning next) throws IOException, InterruptedException {
        stream.exclusively(
                () -> {
                    tuning.set(next.json());
                    writeTuning();
                    return null;
                });
    }

    /** Keeps the camera from all others. */
    final <T> T exclusively(PiStream.Task<T> task) throws IOException, InterruptedException {
        require();
        return stream.exclusively(task);
    }

    final Sensor sensor() {
        return sensor;
    }

    final Exposure exposure() {
        return exposure;
    }

    /** Goes on with another exposure. */
    final void expose(Exposure next) throws InterruptedException {
        exposure = next;
        stream.renew();
    }

    /** A raw picture; blocks for some seconds. */
    final AutoExposure.Shot rawShot(Exposure with) throws IOException, InterruptedException {
        return exclusively(
                () ->
                        still.raw(
                                file ->
                                        programs.still(
                                                prefix, sensor, with, tuningFile(), file, true)));
    }

    /**
     * Exposure time in microseconds, 5 s at most: the live picture waits for each frame. The sensor
     * takes the nearest that it can.
     */
    @Setting
    @Min(1)
    @Max(5_000_000)
    public int exposureTime() {
        return exposure.micros();
    }

    /** Exposes that long from now on. */
    public void exposureTime(int micros) throws InterruptedException {
        expose(exposure.withMicros(micros));
    }

    /** Analogue gain of the sensor; 1 is none. */
    @Setting
    @Min(1)
    @Max(64)
    public double analogueGain() {
        return exposure.gain();
    }

    /** Amplifies that much from now on. */
    public void analogueGain(double gain) throws InterruptedException {
        expose(exposure.withGain(gain));
    }

    /** Gains of red and blue, which make the white balance. */
    @Setting
    public ColourGains colourGains() {
        return new ColourGains(exposure.red(), exposure.blue());
    }

    /** Balances colours like that from now on. */
    public void colourGains(ColourGains gains) throws InterruptedException {
        expose(new Exposure(exposure.micros(), exposure.gain(), gains.red(), gains.blue()));
    }

    /** Quality of the live picture's JPEG frames, in percent. */
    @Setting
    @Min(1)
    @Max(100)
    public int previewJpegQuality() {
        return jpegQuality;
    }

    /** Encodes frames like that from now on. */
    public void previewJpegQuality(int quality) throws InterruptedException {
        jpegQuality = quality;
        stream.renew();
    }

    /** Frames per second of the live picture; the sensor may not be that fast. */
    @Setting
    @Min(1)
    @Max(120)
    public double frameRate() {
        return frameRate;
    }

    /** Makes that many frames from now on. */
    public void frameRate(double rate) throws InterruptedException {
        frameRate = rate;
        stream.renew();
    }

    /** Width and height of the sensor in pixels. */
    @Property
    public Resolution sensorResolution() {
        return sensor.full;
    }

    @Override
    @Property
    public Map<String, StreamingMode> streamingModes() {
        Map<String, StreamingMode> modes = new LinkedHashMap<>();
        modes.put(DEFAULT, new StreamingMode("The usual live picture, " + text(sensor.live)));
        modes.put(
                FULL_RESOLUTION,
                new StreamingMode(
                        "A live picture of "
                                + text(sensor.half())
                                + ", in which pictures are taken without a pause; slower"));
        return modes;
    }

    @Override
    @Property
    public Map<String, CaptureMode> captureModes() {
        Map<String, CaptureMode> modes = new LinkedHashMap<>();
        modes.put(
                STANDARD,
                new CaptureMode(
                        "All pixels, reduced to " + text(sensor.half()),
                        Optional.of(sensor.half())));
        modes.put("full", new CaptureMode("All pixels, " + text(sensor.full), Optional.empty()));
        modes.put("quick", new CaptureMode("A frame of the live picture", Optional.empty()));
        return modes;
    }

    private static String text(Resolution size) {
        return size.width() + " x " + size.height();
    }

    @Override
    protected void startStreaming(String newMode) throws InterruptedException {
        mode = newMode;
        stream.renew();
    }

    /**
     * A frame where that is enough; else all pixels, for which the live picture rests some seconds.
     */
    @Override
    protected RgbImage takePicture(String captureMode)
            throws InterruptedException, TimeoutException, IOException {
        boolean frame =
                captureMode.equals("quick")
                        || captureMode.equals(STANDARD) && mode.equals(FULL_RESOLUTION);
        if (frame) {
            return super.takePicture(captureMode);
        }
        RgbImage all =
                exclusively(
                        () ->
                                still.picture(
                                        file ->
                                                programs.still(
                                                        prefix,
                                                        sensor,
                                                        exposure,
                                                        tuningFile(),
                                                        file,
                                                        false)));
        // at once: nine pictures of a stack are in memory together
        return captureMode.equals(STANDARD)
                ? all.resized(sensor.half().width(), sensor.half().height())
                : all;
    }

    /** What the sensor gives, in all modes: rows of numbers of 10 or 12 bits. */
    @Override
    protected NumericArray takeRawPicture(String captureMode) throws InterruptedException {
        if (Runtime.getRuntime().maxMemory() < RAW_BYTES) {
            throw new CaptureError(
                    "Raw pictures as numbers need a heap of 400 MB: start the server with"
                            + " LABTHINGS_JAVA_OPTS=-Xmx512m");
        }
        try {
            return rawShot(exposure).image().toArray();
        } catch (IOException e) {
            throw new CaptureError(e.getMessage());
        }
    }

    @Override
    public Map<String, Object> state() {
        Exposure now = exposure;
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("exposure_time", now.micros());
        settings.put("colour_gains", List.of(now.red(), now.blue()));
        settings.put("analogue_gain", now.gain());
        if (!tuning.get().isEmpty()) {
            settings.put("gamma_correction", currentTuning().gamma());
        }
        Map<String, Object> state = new HashMap<>(super.state());
        state.put("camera_board", sensor.board);
        state.put("tuning", settings);
        return state;
    }
}
