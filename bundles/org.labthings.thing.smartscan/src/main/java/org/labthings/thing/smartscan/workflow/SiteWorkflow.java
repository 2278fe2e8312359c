package org.labthings.thing.smartscan.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.DataSetting;
import org.labthings.api.Endpoint;
import org.labthings.api.InvocationError;
import org.labthings.api.Name;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.Autofocus;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CameraStageMapping;
import org.labthings.hardware.ScanPlanner;
import org.labthings.hardware.ScanWorkflow;
import org.labthings.hardware.Stage;
import org.labthings.hardware.image.JpegDecoder;
import org.labthings.hardware.image.Resolution;
import org.labthings.hardware.image.RgbImage;
import org.labthings.hardware.ui.UserInterface;
import org.labthings.thing.smartscan.planner.Steps;
import org.slf4j.Logger;

/**
 * What all workflows of this bundle share: pictures at sites whose distance follows from an
 * overlap.
 */
abstract class SiteWorkflow implements Thing, ScanWorkflow {
    private static final String OWN_RESOLUTION = "own_save_resolution";
    private static final double STITCHING_SIDE = 700;

    /** How much of a picture its neighbour shows as well, as a fraction of its size. */
    public final DataSetting<Double> overlap;

    /** Range of an autofocus in steps. */
    public final DataSetting<Integer> autofocusDz = DataSetting.of(1000).range(400, 3000);

    /** Steps from picture to picture of a stack. */
    public final DataSetting<Integer> stackDz;

    /** How many pictures of a stack are saved; odd. */
    public final DataSetting<Integer> stackImagesToSave;

    /** How the camera takes pictures. */
    public final DataSetting<String> captureMode = DataSetting.of(Camera.STANDARD);

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class);
    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
    final ThingSlot<Autofocus> autofocus = ThingSlot.required(Autofocus.class);
    final ThingSlot<CameraStageMapping> mapping = ThingSlot.required(CameraStageMapping.class);

    private volatile ThingContext context;
    private volatile UserInterface ui;

    SiteWorkflow(double overlap, int stackDz, int stackImagesToSave) {
        this.overlap = DataSetting.of(overlap).range(0.1, 0.7);
        this.stackDz = DataSetting.of(stackDz).range(10, Math.max(400, stackDz));
        this.stackImagesToSave = DataSetting.of(stackImagesToSave).range(1, 9);
    }

    @Override
    public void open(ThingContext newContext) {
        context = newContext;
        ui = new UserInterface(newContext);
    }

    final Logger logger() {
        return context.logger();
    }

    final String name() {
        return context.name();
    }

    /** Name for people. */
    @Override
    @Property
    public abstract String displayName();

    /** What it does, for people. */
    @Override
    @Property
    public abstract String uiBlurb();

    /** Whether a scan can start. */
    @Override
    @Property
    public boolean ready() {
        return mapping.get().imageToStageDisplacementMatrix().isPresent();
    }

    /** The controls of the settings. */
    @Endpoint
    @Name("settings_ui")
    public List<Map<String, Object>> settingsUiJson() {
        return ui.toJson(settingsUi());
    }

    @Override
    public final Run prepare() throws InterruptedException {
        return prepare(Optional.empty());
    }

    @Override
    public final Run prepare(Optional<Resolution> saveResolution) throws InterruptedException {
        checkBeforeStart();
        Map<String, Object> frozen = new LinkedHashMap<>();
        SavedSize saved = SavedSize.of(camera.get().captureImage(captureMode.get()));
        Resolution size =
                saveResolution.map(wanted -> saved.as(wanted, logger())).orElse(saved.usual());
        frozen.put("capture_mode", captureMode.get());
        frozen.put("save_width", size.width());
        frozen.put("save_height", size.height());
        if (saveResolution.isPresent()) {
            frozen.put(OWN_RESOLUTION, true);
        }
        Steps steps = steps();
        frozen.put("dx", steps.dx());
        frozen.put("dy", steps.dy());
        frozen.put("overlap", overlap.get());
        frozen.put("autofocus_dz", autofocusDz.get());
        frozen.put("stack_dz", stackDz.get());
        frozen.put("stack_images_to_save", odd(stackImagesToSave, "stack_images_to_save"));
        freeze(frozen);
        return run(new FrozenSettings(frozen));
    }

    @Override
    public final Run resume(Map<String, Object> settings) {
        checkBeforeStart();
        return run(new FrozenSettings(settings));
    }

    Steps steps() {
        return StepSize.of(mapping.get(), overlap.get());
    }

    /**
     * Checks what must be so before a scan starts.
     *
     * @throws WorkflowStartError when it is not
     */
    void checkBeforeStart() {
        if (!camera.get().captureModes().containsKey(captureMode.get())) {
            throw new WorkflowStartError(
                    "The camera has no capture mode '"
                            + captureMode.get()
                            + "'; it has "
                            + String.join(", ", camera.get().captureModes().keySet())
                            + ". Change the workflow's capture_mode.");
        }
        if (mapping.get().imageToStageDisplacementMatrix().isEmpty()) {
            throw new WorkflowStartError("Camera Stage Mapping is not calibrated.");
        }
    }

    /** Adds the settings of this kind of workflow to those of a scan. */
    abstract void freeze(Map<String, Object> settings);

    abstract Run run(FrozenSettings settings);

    /** Raises an even count by one, and stores it. */
    final int odd(DataSetting<Integer> setting, String name) {
        int value = setting.get();
        if (value % 2 == 0) {
            value++;
            logger().warn("{} must be odd: it is now {}", name, value);
            setting.set(value);
        }
        return value;
    }

    /**
     * A frame of the stream in low resolution that was exposed after this call; blocks for about
     * two frames, because the first may have begun before.
     */
    final RgbImage loresFrame() throws InterruptedException {
        try {
            camera.get().loresMjpegStream().grabFrame();
            return JpegDecoder.decode(camera.get().loresMjpegStream().grabFrame());
        } catch (TimeoutException | IOException e) {
            throw new InvocationError(
                    "The camera '"
                            + camera.thingName().orElse("?")
                            + "' gave no frame to look for sample in: "
                            + e.getMessage()
                            + ". Check that it streams.");
        }
    }

    /** One scan of such a workflow. */
    abstract class SiteRun implements Run {
        final FrozenSettings settings;
        final Steps steps;

        SiteRun(FrozenSettings settings) {
            this.settings = settings;
            this.steps = new Steps(settings.integer("dx"), settings.integer("dy"));
        }

        @Override
        public Map<String, Object> settings() {
            return settings.values();
        }

        @Override
        public Resolution saveResolution() {
            return new Resolution(settings.integer("save_width"), settings.integer("save_height"));
        }

        /** What the scan wants instead of the size that the capture mode says. */
        final Optional<Resolution> ownResolution() {
            return Boolean.TRUE.equals(settings.values().get(OWN_RESOLUTION))
                    ? Optional.of(saveResolution())
                    : Optional.empty();
        }

        @Override
        public Optional<Stitching> stitching() {
            Resolution size = saveResolution();
            double sides = Math.sqrt((double) size.width() * size.height()) / STITCHING_SIDE;
            return Optional.of(
                    new Stitching(1 / Math.max(1, Math.rint(sides)), settings.number("overlap")));
        }

        @Override
        public abstract ScanPlanner plan(Map<String, Integer> start);

        @Override
        public void preScan() throws InterruptedException {
            autofocus.get().loopingAutofocus(settings.integer("autofocus_dz"));
        }

        @Override
        public abstract Acquisition acquire(Path images) throws InterruptedException;
    }
}
