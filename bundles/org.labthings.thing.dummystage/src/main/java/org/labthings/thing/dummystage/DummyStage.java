package org.labthings.thing.dummystage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Thing;
import org.labthings.api.ThingType;
import org.labthings.hardware.stage.StageThing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The stage of a simulated microscope.
 *
 * <p>A move takes its time, at constant speed. The position is known at every moment, and lost when
 * the stage is closed.
 */
@ThingType(title = "DummyStage")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=openflexure_microscope_server.things.stage.dummy:DummyStage")
@Designate(ocd = DummyStage.Config.class, factory = true)
public class DummyStage extends StageThing {
    private static final List<String> AXES = List.of("x", "y", "z");
    private static final long TICK = 10_000_000; // how often the position is told, in nanoseconds

    /** What a configuration may say about a dummy stage. */
    @ObjectClassDefinition(
            name = "Dummy stage",
            description = "The stage of a simulated microscope: three axes, constant speed")
    public @interface Config {
        /** Seconds for one step. */
        @AttributeDefinition(description = "Seconds for one step", min = "0")
        double stepTime() default 0.001;
    }

    /** The time, and how it passes; tests bring their own. */
    interface Clock extends LongSupplier {
        /** The real time; sleeping ends when the invocation is cancelled. */
        Clock REAL =
                new Clock() {
                    @Override
                    public long getAsLong() {
                        return System.nanoTime();
                    }

                    @Override
                    public void sleep(long nanos) throws InterruptedException {
                        Invocation.sleep(Duration.ofNanos(nanos));
                    }
                };

        void sleep(long nanos) throws InterruptedException;
    }

    private final double stepTime;
    private final Clock clock;
    private Map<String, Integer> rest; // guarded by this
    private Motion motion; // guarded by this; null at rest

    /**
     * Called by Declarative Services, once for each configured stage.
     *
     * @param config this stage's configuration
     */
    @Activate
    public DummyStage(Config config) {
        this(config.stepTime(), Clock.REAL);
    }

    DummyStage(double stepTime, Clock clock) {
        super(AXES, List.of("x"));
        if (!(stepTime > 0 && stepTime < 3600)) {
            throw new IllegalArgumentException(
                    "step_time is the time for one step in seconds, more than 0, not " + stepTime);
        }
        this.stepTime = stepTime;
        this.clock = clock;
        rest = new TreeMap<>(Map.of("x", 0, "y", 0, "z", 0));
    }

    @Override
    protected synchronized Map<String, Integer> currentHardwarePosition() {
        long now = clock.getAsLong();
        if (motion != null && motion.over(now)) {
            rest = motion.at(now);
            motion = null;
        }
        return motion == null ? rest : motion.at(now);
    }

    @Override
    protected Map<String, Integer> readHardwarePosition() {
        return currentHardwarePosition();
    }

    @Override
    protected void startHardware(Map<String, Integer> steps) {
        begin(steps);
    }

    private synchronized Motion begin(Map<String, Integer> steps) {
        rest = currentHardwarePosition();
        motion = Motion.begin(rest, steps, stepTime, clock.getAsLong());
        return motion;
    }

    @Override
    protected void moveHardware(Map<String, Integer> steps) throws InterruptedException {
        Motion own = begin(steps);
        try {
            while (runs(own)) {
                long left = own.nanosLeft(clock.getAsLong());
                Invocation.progress(1 - (double) left / own.nanos(), null);
                clock.sleep(Math.max(1, Math.min(TICK, left)));
                update();
            }
        } finally {
            stopHardware(); // cancelled, interrupted: where it is; otherwise it is there
        }
        if (!own.at(own.start() + own.nanos()).equals(currentHardwarePosition())) {
            throw new InvocationError(
                    "The stage was stopped at "
                            + position()
                            + " before it was there. Check that the way is free, then move it"
                            + " again.");
        }
    }

    private synchronized boolean runs(Motion which) {
        currentHardwarePosition();
        return motion == which;
    }

    @Override
    protected synchronized void stopHardware() {
        rest = currentHardwarePosition();
        motion = null;
    }

    @Override
    protected synchronized boolean hardwareMoves() {
        currentHardwarePosition();
        return motion != null;
    }

    @Override
    protected double estimateSeconds(Map<String, Integer> steps) {
        return Motion.seconds(steps, stepTime);
    }

    @Override
    protected synchronized void zeroHardware() {
        rest = new TreeMap<>(Map.of("x", 0, "y", 0, "z", 0));
        motion = null;
    }
}
