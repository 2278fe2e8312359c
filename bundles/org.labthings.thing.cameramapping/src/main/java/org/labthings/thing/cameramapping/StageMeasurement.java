package org.labthings.thing.cameramapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.labthings.api.Action;
import org.labthings.api.DataSetting;
import org.labthings.api.InvocationError;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.api.ThingType;
import org.labthings.hardware.Autofocus;
import org.labthings.hardware.CSMUncalibratedError;
import org.labthings.hardware.Camera;
import org.labthings.hardware.CameraStageMapping;
import org.labthings.hardware.Stage;
import org.labthings.hardware.Unreported;
import org.labthings.hardware.data.DataFolder;
import org.labthings.hardware.data.JsonText;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Measures a stage by what its camera sees: how far it goes, and where its middle is.
 *
 * <p>It needs a sample with detail everywhere, larger than the range of the stage, in focus, and a
 * calibrated camera-stage mapping.
 */
@ThingType(title = "StageMeasurementThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {
            Thing.CLASS + "=openflexure_microscope_server.things.stage_measure:RangeofMotionThing",
            Thing.CLASS
                    + "=openflexure_microscope_server.things.stage_measure:StageMeasurementThing"
        })
public class StageMeasurement implements Thing {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy_MM_dd_HH_mm_ss", Locale.ROOT);

    /** Steps that x and y can go from end to end, as the last test found them. */
    public final DataSetting<Optional<List<Integer>>> calibratedRange =
            DataSetting.of(Optional.<List<Integer>>empty()).readOnly();

    final ThingSlot<Camera> camera = ThingSlot.required(Camera.class);
    final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
    final ThingSlot<Autofocus> autofocus = ThingSlot.required(Autofocus.class);
    final ThingSlot<CameraStageMapping> mapping = ThingSlot.required(CameraStageMapping.class);

    private final Semaphore measuring = new Semaphore(1);
    private volatile ThingContext context;
    private volatile DataFolder data;

    @Override
    public void open(ThingContext newContext) throws IOException {
        context = newContext;
        data = DataFolder.of(newContext);
    }

    /** Something that takes long and moves everything. */
    private interface Measurement {
        void run(Terrain terrain) throws Exception;
    }

    private void alone(Measurement measurement) throws Exception {
        if (!measuring.tryAcquire()) {
            throw new InvocationError("Another measurement of the stage is running. Wait for it.");
        }
        try {
            if (mapping.get().imageToStageDisplacementMatrix().isEmpty()) {
                throw new CSMUncalibratedError();
            }
            RealTerrain terrain =
                    new RealTerrain(
                            camera.get(),
                            stage.get(),
                            autofocus.get(),
                            mapping.get(),
                            context.logger());
            Unreported.call(
                    () -> {
                        measurement.run(terrain);
                        return null;
                    });
        } finally {
            measuring.release();
        }
    }

    /**
     * Moves the stage to the middle of its range, and makes that its origin.
     *
     * <p>The middle is where the height of the focus turns, over x and over y.
     */
    @Action
    public void performRecentre() throws Exception {
        alone(
                terrain -> {
                    new Recentring(terrain).run();
                    stage.get().setZeroPosition();
                    context.logger().info("The middle is the new origin.");
                });
    }

    /**
     * Measures how far the stage goes along x and y, in both directions.
     *
     * <p>It moves until the view moves no more, which may take an hour. Afterwards the stage is
     * where it was.
     */
    @Action
    public Map<String, Object> performRomTest() throws Exception {
        Map<String, Object> result = new LinkedHashMap<>();
        alone(
                terrain -> {
                    long start = System.nanoTime();
                    RangeTest test = new RangeTest(terrain);
                    List<Integer> range = test.run();
                    double seconds = (System.nanoTime() - start) / 1e9;
                    calibratedRange.set(Optional.of(range));
                    result.put("Time", seconds);
                    result.put("CSM Matrix", matrix());
                    result.put("Step Range", range);
                    keep(test, range, seconds);
                });
        return result;
    }

    private List<List<Double>> matrix() {
        return mapping.get()
                .imageToStageDisplacementMatrix()
                .map(m -> Stream.of(m).map(r -> List.of(r[0], r[1])).toList())
                .orElse(null);
    }

    private static <A> Map<String, List<Map<String, Number>>> named(
            Map<String, List<A>> walks, Function<A, Map<String, Number>> names) {
        Map<String, List<Map<String, Number>>> all = new TreeMap<>();
        walks.forEach((walk, values) -> all.put(walk, values.stream().map(names).toList()));
        return all;
    }

    private void keep(RangeTest test, List<Integer> range, double seconds) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("calibrated_range", range);
        all.put(
                "stage_coords",
                named(test.positions(), p -> Map.of("x", p[0], "y", p[1], "z", p[2])));
        all.put("correlations", named(test.displacements(), d -> Map.of("x", d[1], "y", d[0])));
        all.put("csm_matrix", matrix());
        all.put("time", seconds);
        Path file = data.path().resolve("rom_data_" + TIME.format(LocalDateTime.now()) + ".json");
        Files.writeString(file, JsonText.of(all));
        context.logger().info("All that was measured is in {}.", file);
    }
}
