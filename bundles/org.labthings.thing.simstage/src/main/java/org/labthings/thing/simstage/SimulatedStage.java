package org.labthings.thing.simstage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Default;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationError;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.hardware.Stage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * A stage with three axes that exists only in the computer.
 *
 * <p>It behaves like a real one: a move takes its time, speeds up and slows down, its position can
 * be watched meanwhile, and it can be cancelled or stopped. One move at a time: another is refused.
 */
@ThingType(title = "Simulated stage")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = Thing.CLASS + "=labthings:SimulatedStage")
@Designate(ocd = SimulatedStage.Config.class, factory = true)
public class SimulatedStage implements Thing, Stage {
    private static final Duration TICK = Duration.ofMillis(25);

    /** What a configuration may say about a simulated stage. */
    @ObjectClassDefinition(
            name = "Simulated stage",
            description = "A stage with three axes that exists only in the computer")
    public @interface Config {
        /** What the setting of this name starts with. */
        @AttributeDefinition(
                description = "Steps per second, until the setting 'speed' says otherwise")
        double speed() default 1000;

        /** What the setting of this name starts with. */
        @AttributeDefinition(
                description =
                        "Steps per second squared, until the setting 'acceleration' says otherwise")
        double acceleration() default 5000;
    }

    /** Position in steps. It can be observed during a move. */
    public final DataProperty<Position> position =
            DataProperty.of(Position.ZERO).readOnly().withoutGlobalLock();

    /** Whether a move is under way. */
    public final DataProperty<Boolean> moving =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /** Speed in steps per second. The axis that has the longest way goes this fast. */
    public final DataSetting<Double> speed;

    /** Acceleration in steps per second squared. It is the same for slowing down. */
    public final DataSetting<Double> acceleration;

    private final Ticker ticker;
    private final Motor motor;
    private final Semaphore mover = new Semaphore(1);
    private volatile Position origin = Position.ZERO;
    private volatile Motor.Motion motion;

    /**
     * Called by Declarative Services, once for each configured stage.
     *
     * @param config this stage's configuration
     */
    @Activate
    public SimulatedStage(Config config) {
        this(config.speed(), config.acceleration(), Ticker.REAL);
    }

    SimulatedStage(double speed, double acceleration, Ticker ticker) {
        this.speed = DataSetting.of(speed).range(1, 100_000);
        this.acceleration = DataSetting.of(acceleration).range(10, 10_000_000);
        this.ticker = ticker;
        this.motor = new Motor(ticker::nanos);
    }

    @Override
    public void open(ThingContext context) {
        publish();
    }

    @Override
    public void close() {
        stop();
    }

    /** Names of the axes. */
    @Override
    @Property
    public List<String> axisNames() {
        return Position.AXES;
    }

    /**
     * Moves by a distance.
     *
     * <p>It ends when the stage is there. Cancelling it stops the stage where it is.
     *
     * @param x steps to the right
     * @param y steps away from the operator
     * @param z steps up
     */
    @Action
    public void moveRelative(@Default("0") int x, @Default("0") int y, @Default("0") int z)
            throws InterruptedException {
        Position distance = new Position(x, y, z);
        move(from -> from.plus(distance));
    }

    /**
     * Moves to a position.
     *
     * <p>An axis that is left out stays where it is. It ends when the stage is there. Cancelling it
     * stops the stage where it is.
     *
     * @param x where to go to, in steps from the origin
     * @param y where to go to, in steps from the origin
     * @param z where to go to, in steps from the origin
     */
    @Action
    public void moveAbsolute(Optional<Integer> x, Optional<Integer> y, Optional<Integer> z)
            throws InterruptedException {
        move(from -> new Position(x.orElse(from.x()), y.orElse(from.y()), z.orElse(from.z())));
    }

    /**
     * Stops the stage at once.
     *
     * <p>It runs whatever else is going on. The move that was under way fails.
     */
    @Override
    @Action(emergency = true)
    public void stop() {
        motor.halt();
    }

    /** Makes the present position the origin. Nothing moves. */
    @Action
    public void setZeroPosition() {
        acquire();
        try {
            origin = motor.position();
            publish();
        } finally {
            mover.release();
        }
    }

    @Override
    public Map<String, Integer> position() {
        return here().toMap();
    }

    @Override
    public Map<String, Integer> hardwarePosition() {
        return motor.position().toMap();
    }

    @Override
    public boolean moving() {
        return moving.get();
    }

    @Override
    public void moveRelative(Map<String, Integer> distance) throws InterruptedException {
        Position steps = Position.ZERO.with(distance);
        move(from -> from.plus(steps));
    }

    @Override
    public void moveAbsolute(Map<String, Integer> target) throws InterruptedException {
        move(from -> from.with(target));
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("position", position());
    }

    private Position here() {
        return motor.position().minus(origin);
    }

    private void publish() {
        position.set(here());
    }

    private void acquire() {
        if (!mover.tryAcquire()) {
            Motor.Motion busy = motion;
            throw new InvocationError(
                    "The stage is already moving"
                            + (busy == null
                                    ? ""
                                    : String.format(" (%.1f s to go)", busy.secondsLeft()))
                            + ", at "
                            + here()
                            + ". Wait until it is there, or stop it first.");
        }
    }

    private void move(UnaryOperator<Position> aim) throws InterruptedException {
        acquire();
        try {
            moving.set(true);
            run(aim);
        } finally {
            motor.halt();
            motion = null;
            try {
                publish();
                moving.set(false);
            } finally {
                mover.release();
            }
        }
    }

    private void run(UnaryOperator<Position> aim) throws InterruptedException {
        Position target;
        Motor.Motion started;
        try {
            Position from = here();
            target = aim.apply(from);
            started = motor.start(target.minus(from), speed.get(), acceleration.get());
        } catch (ArithmeticException e) {
            throw new InvocationError(
                    "The stage cannot go that far from "
                            + here()
                            + ": it counts its steps from -2147483648 to 2147483647."
                            + " Ask for a shorter move.");
        }
        motion = started;
        while (motor.runs(started)) {
            publish();
            Invocation.progress(started.fraction(), "at " + here());
            long left = Math.round(started.secondsLeft() * 1e9);
            ticker.sleep(left < TICK.toNanos() ? Duration.ofNanos(Math.max(left, 1)) : TICK);
        }
        if (!started.arrived()) {
            throw new InvocationError(
                    "The stage was stopped at "
                            + here()
                            + " on its way to "
                            + target
                            + ". Check that the way is free, then move it again.");
        }
    }
}
