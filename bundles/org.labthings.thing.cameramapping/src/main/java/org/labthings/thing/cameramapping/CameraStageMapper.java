package org.labthings.thing.cameramapping;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.labthings.api.Action;
import org.labthings.api.CatchAll;
import org.labthings.api.DataSetting;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.CSMUncalibratedError;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CameraStageMapping;
import org.labthings.hardware.CaptureError;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Uncancellable;
import org.labthings.hardware.Unreported;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Converts between displacements in the picture and displacements of the stage.
 *
 * <p>It must be calibrated once, over a sample with detail, in focus.
 */
@ThingType(title = "CameraStageMapper")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.camera_stage_mapping:CameraStageMapper")
public class CameraStageMapper implements Thing, CameraStageMapping {
    /** Result of the last calibration. */
    public final DataSetting<Optional<Calibration>> lastCalibration =
            DataSetting.of(Optional.<Calibration>empty()).readOnly();

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class);
    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);

    private volatile ThingContext context;

    @Override
    public void open(ThingContext newContext) {
        context = newContext;
    }

    /** Whether it must be calibrated before it is used. */
    @Property
    public boolean calibrationRequired() {
        return lastCalibration.get().isEmpty();
    }

    /** Whether it can be calibrated. */
    @Property
    public boolean canCalibrate() {
        return true;
    }

    /**
     * Finds out how the stage moves the picture.
     *
     * <p>It takes a minute, over a sample with detail, in focus. Afterwards the stage is where it
     * was.
     */
    @Action
    public Calibration calibrateXy() throws InterruptedException {
        return Unreported.call(this::calibrate); // what a move reports says nothing of the whole
    }

    private Calibration calibrate() throws InterruptedException {
        int downsampling = camera.get().downsampling();
        Map<String, Integer> start = stage.get().position();
        boolean done = false;
        try {
            Calibration found = Calibration.run(new RealBench(downsampling), downsampling);
            lastCalibration.set(Optional.of(found));
            done = true;
            return found;
        } finally {
            if (!done) {
                Uncancellable.run(() -> stage.get().moveAbsolute(xy(start)));
            }
        }
    }

    private static Map<String, Integer> xy(Map<String, Integer> position) {
        Map<String, Integer> target = new HashMap<>();
        target.put("x", position.getOrDefault("x", 0));
        target.put("y", position.getOrDefault("y", 0));
        return target;
    }

    /**
     * Moves the stage by a displacement in the picture.
     *
     * @param x pixels to the right
     * @param y pixels down
     */
    @Override
    @Action
    public void moveInImageCoordinates(double x, double y) throws InterruptedException {
        stage.get().moveRelative(imageToStage(x, y));
    }

    /**
     * A displacement in the picture as one of the stage.
     *
     * @param x pixels to the right
     * @param y pixels down
     * @param others are ignored
     */
    @Action
    public Map<String, Integer> convertImageToStageCoordinates(
            double x, double y, @CatchAll Map<String, Double> others) {
        return imageToStage(x, y);
    }

    /**
     * A displacement of the stage as one in the picture.
     *
     * @param x steps
     * @param y steps
     * @param others are ignored
     */
    @Action
    public Map<String, Double> convertStageToImageCoordinates(
            double x, double y, @CatchAll Map<String, Double> others) {
        return stageToImage(x, y);
    }

    @Override
    public Map<String, Integer> imageToStage(double x, double y) {
        return mapping().orElseThrow(CSMUncalibratedError::new).toStage(x, y);
    }

    @Override
    public Map<String, Double> stageToImage(double x, double y) {
        return mapping().orElseThrow(CSMUncalibratedError::new).toImage(x, y);
    }

    /** The matrix that turns (row, column) in pixels into (x, y) in steps. */
    @Override
    @Property
    public Optional<double[][]> imageToStageDisplacementMatrix() {
        return mapping().map(Mapping::matrix);
    }

    /** Height and width of the pictures that the matrix refers to. */
    @Override
    @Property
    public Optional<int[]> imageResolution() {
        return lastCalibration
                .get()
                .map(c -> c.imageResolution().stream().mapToInt(Integer::intValue).toArray());
    }

    private Optional<Mapping> mapping() {
        return lastCalibration
                .get()
                .map(c -> c.cameraStageMappingCalibration().imageToStageDisplacement())
                .map(Mapping::new);
    }

    /** What the stitching program reads in pictures. */
    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new HashMap<>();
        state.put(
                "image_to_stage_displacement_matrix", mapping().map(Mapping::toList).orElse(null));
        state.put(
                "image_resolution",
                lastCalibration.get().map(Calibration::imageResolution).orElse(null));
        return state;
    }

    private final class RealBench implements Bench {
        private final int downsampling;

        RealBench(int downsampling) {
            this.downsampling = downsampling;
        }

        @Override
        public int[] position() {
            Map<String, Integer> p = stage.get().position();
            return new int[] {
                p.getOrDefault("x", 0), p.getOrDefault("y", 0), p.getOrDefault("z", 0)
            };
        }

        @Override
        public void moveTo(int[] position) throws InterruptedException {
            stage.get().moveAbsolute(Map.of("x", position[0], "y", position[1]));
        }

        @Override
        public Grey picture() throws InterruptedException {
            try {
                camera.get().settle();
            } catch (TimeoutException e) {
                throw new CaptureError("The camera delivers no picture: " + e.getMessage());
            }
            return Grey.of(camera.get().captureImage("quick").image().blockMeans(downsampling));
        }

        @Override
        public void tell(String message) {
            context.logger().info(message);
        }
    }
}
