package org.example.scanner;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.labthings.api.Action;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.MjpegStream;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingSlot;
import org.labthings.hardware.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Scans along one axis: moves a stage from point to point, and measures at each of them. */
@Component(service = Thing.class, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Scanner.Config.class, factory = true)
public class Scanner implements Thing {
    /** The keyword arguments in the configuration file: {@code axis}, {@code full_scale}. */
    @ObjectClassDefinition(name = "Scanner", description = "Scans along one axis")
    public @interface Config {
        /** Axis. */
        @AttributeDefinition(description = "The axis of the stage along which it scans")
        String axis() default "x";

        /** Counts. */
        @AttributeDefinition(
                description = "The largest signal of the detector, in counts",
                min = "1")
        int fullScale() default 1000;
    }

    /** How many readings are averaged at each point. It survives a restart. */
    public final DataSetting<Integer> averages = DataSetting.of(4).range(1, 1000);

    /** The running scan as a picture, a new one at each point. */
    public final MjpegStream plot = MjpegStream.create();

    private final ThingSlot<Stage> stage = ThingSlot.required(Stage.class);
    private final ReentrantLock hardware = new ReentrantLock(); // one reading at a time
    private final ReentrantLock scanning = new ReentrantLock(); // and one scan
    private final Config config;
    private final IntFunction<Detector> detectors;
    private volatile ThingContext context;
    private volatile Detector detector;

    /** Called by the platform: reads the configuration, touches no hardware. */
    @Activate
    public Scanner(Config config) {
        this.config = config;
        this.detectors = fullScale -> new SimulatedDetector(this::position, fullScale);
    }

    /** For tests, with another detector. */
    Scanner(Config config, IntFunction<Detector> detectors) {
        this.config = config;
        this.detectors = detectors;
    }

    @Override
    public void open(ThingContext newContext) { // acquire the hardware here
        context = newContext;
        detector = detectors.apply(config.fullScale());
        context.logger().info("Scans along {}", config.axis());
    }

    @Override
    public void close() throws IOException { // and release it here
        detector.close();
    }

    /** Signal of the detector now, in counts. */
    @Property
    public int signal() throws IOException {
        hardware.lock();
        try {
            return detector.read();
        } finally {
            hardware.unlock();
        }
    }

    /**
     * Scans a line from where the stage is, and comes back.
     *
     * @param points how many to measure
     * @param step from one to the next, in steps of the stage
     * @return the mean signal at each point, in counts
     */
    @Action
    public List<Integer> scan(@Default("20") @Min(2) @Max(1000) int points, @Default("50") int step)
            throws IOException, InterruptedException {
        if (!scanning.tryLock()) {
            throw new InvocationError("A scan is running. Wait for its end, or cancel it.");
        }
        try {
            return scanFrom(stage.get().position(), points, step);
        } finally {
            scanning.unlock();
        }
    }

    private List<Integer> scanFrom(Map<String, Integer> start, int points, int step)
            throws IOException, InterruptedException {
        try {
            List<Integer> readings = new ArrayList<>();
            for (int i = 0; i < points; i++) {
                Invocation.raiseIfCancelled();
                if (i > 0) {
                    stage.get().moveRelative(Map.of(config.axis(), step));
                }
                readings.add(mean());
                plot.addFrame(Plot.jpeg(readings, points, config.fullScale()));
                Invocation.progress((i + 1.0) / points, "point " + (i + 1) + " of " + points);
            }
            context.logger().info("Scanned {} points", points);
            return readings;
        } finally {
            stage.get().moveAbsolute(start); // also after a failure or a cancellation
        }
    }

    private int mean() throws IOException {
        long sum = 0;
        int readings = averages.get();
        for (int i = 0; i < readings; i++) {
            sum += signal();
        }
        return (int) (sum / readings);
    }

    private int position() {
        return stage.get().position().getOrDefault(config.axis(), 0);
    }
}
