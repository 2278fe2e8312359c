package org.labthings.thing.sangaboard;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.labthings.api.Action;
import org.labthings.api.DataProperty;
import org.labthings.api.DataSetting;
import org.labthings.api.Invocation;
import org.labthings.api.InvocationCancelledError;
import org.labthings.api.InvocationError;
import org.labthings.api.Literal;
import org.labthings.api.Property;
import org.labthings.api.Thing;
import org.labthings.api.ThingContext;
import org.labthings.api.ThingType;
import org.labthings.driver.link.Backoff;
import org.labthings.driver.link.Connector;
import org.labthings.driver.link.InstrumentAwayError;
import org.labthings.driver.link.Link;
import org.labthings.driver.link.LinkReport;
import org.labthings.hardware.stage.StageThing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;

/**
 * The stage of an OpenFlexure Microscope, driven by a Sangaboard at a serial port.
 *
 * <p>While the board is away the Thing is open and WAITING, says why, and looks for it.
 */
@ThingType(title = "Sangaboard stage", settingsName = "SangaboardThing")
@Component(
        service = Thing.class,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property =
                Thing.CLASS
                        + "=openflexure_microscope_server.things.stage.sangaboard:SangaboardThing")
@Designate(ocd = SangaboardStage.Config.class, factory = true)
public class SangaboardStage extends StageThing {
    private static final List<String> AXES = List.of("x", "y", "z");
    private static final Duration FIRST_LOOK = Duration.ofMillis(2500);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final double SHORT_MOVE = 0.2;
    private static final double BRIGHTNESS = 0.32;

    /** What a configuration may say about the stage. */
    @ObjectClassDefinition(
            name = "Sangaboard stage",
            description = "The stage of an OpenFlexure Microscope, driven by a Sangaboard")
    public @interface Config {
        /** Empty: any. */
        @AttributeDefinition(
                description = "Serial port, such as /dev/ttyACM0; empty or null: any that answers")
        String port() default "";
    }

    /** Whether the board is connected. */
    public final DataProperty<Boolean> connected =
            DataProperty.of(false).readOnly().withoutGlobalLock();

    /** What the connection does. While it waits: why, and for how long. */
    public final DataProperty<String> connection =
            DataProperty.of("Not opened yet.").readOnly().withoutGlobalLock();

    /** Whether it was confirmed which way z turns. */
    public final DataSetting<Boolean> zAxisCalibrated = DataSetting.of(false).readOnly();

    private final String port;
    private final Backoff backoff;
    private volatile Connector<Sangaboard> connector;
    private volatile Link<Sangaboard> link;
    private final AtomicInteger stops = new AtomicInteger();
    private volatile boolean opening = true;

    /**
     * Called by Declarative Services, once for each configured stage.
     *
     * @param config this stage's configuration
     */
    @Activate
    public SangaboardStage(Config config) {
        this(config.port().isBlank() ? null : config.port(), null, Backoff.USUAL);
    }

    SangaboardStage(String port, Connector<Sangaboard> connector, Backoff backoff) {
        super(AXES, List.of("x", "z"));
        this.port = port;
        this.connector = connector;
        this.backoff = backoff;
    }

    @Override
    public void open(ThingContext context) throws Exception {
        Logger log = context.logger();
        String name = "The Sangaboard" + (port == null ? "" : " at " + port);
        Connector<Sangaboard> used = connector == null ? new BoardConnector(port, log) : connector;
        LinkReport<Sangaboard> report =
                new LinkReport<>(
                        context,
                        connected,
                        connection,
                        board -> name + " is connected, firmware " + board.firmware() + ".");
        Link<Sangaboard> opened = new Link<>(name, used, backoff, listener(report, log));
        link = opened;
        report.looking(name);
        opening = true;
        context.startThread(context.name() + "-connection", opened);
        boolean found = opened.awaitFirst(FIRST_LOOK);
        super.open(context); // reads the position, if there is one
        opening = false;
        if (!found && opened.isConnected()) {
            refresh(log);
        }
    }

    private Link.Listener<Sangaboard> listener(LinkReport<Sangaboard> report, Logger log) {
        return new Link.Listener<>() {
            @Override
            public void connected(Sangaboard board) {
                if (!opening) {
                    refresh(log);
                }
                report.connected(board);
            }

            @Override
            public void waiting(String sentence) {
                report.waiting(sentence);
            }
        };
    }

    /** A board that comes back may have lost count. */
    private void refresh(Logger log) {
        try {
            refreshPosition();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationError e) {
            log.debug("The position was not read anew: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            link.close();
        }
    }

    Link<Sangaboard> link() {
        return link;
    }

    /** Whether it is unknown which way z turns. */
    @Override
    @Property
    public boolean calibrationRequired() {
        return !zAxisCalibrated.get();
    }

    /** Whether there is anything to calibrate: yes, the direction of z. */
    @Override
    @Property
    public boolean canCalibrate() {
        return true;
    }

    /**
     * Says which way the visible gear of z turned in a positive move.
     *
     * @param positiveMotion clockwise turns z around; anti-clockwise confirms it
     */
    @Action
    public void calibrateZDirection(
            @Literal({"\"clockwise\"", "\"anti-clockwise\""}) Object positiveMotion)
            throws InterruptedException {
        if ("clockwise".equals(positiveMotion)) {
            invertAxisDirection("z");
        }
        zAxisCalibrated.set(true);
    }

    /** Takes the current off the motors. They can be turned by hand then. */
    @Action
    public void releaseMotors() throws InterruptedException {
        with(
                board -> {
                    board.release();
                    return null;
                });
    }

    /** Something to do with the board. */
    private interface Task<R> {
        R with(Sangaboard board) throws IOException, InterruptedException;
    }

    /** Whatever goes wrong at the port ends the connection, and begins another one. */
    private <R> R with(Task<R> task) throws InterruptedException {
        Sangaboard board = link.get();
        try {
            return task.with(board);
        } catch (IOException e) {
            throw link.lost(board, e.getMessage());
        }
    }

    /** Switches the light of the board; for {@link SangaIllumination}. */
    void led(boolean on) throws IOException, InterruptedException {
        boolean has =
                with(
                        board -> {
                            boolean led = board.hasLed();
                            if (led) {
                                board.led(on ? BRIGHTNESS : 0);
                            }
                            return led;
                        });
        if (!has) {
            throw new IOException("The sangaboard does not support LED control");
        }
    }

    @Override
    protected Map<String, Integer> readHardwarePosition() throws InterruptedException {
        if (opening && !link.isConnected()) {
            return hardwarePosition(); // it opens all the same, and waits
        }
        return map(with(Sangaboard::position));
    }

    private static Map<String, Integer> map(int[] steps) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (String axis : AXES) {
            map.put(axis, steps[map.size()]);
        }
        return map;
    }

    /**
     * The board is asked again and again whether it still moves, also where nobody may cancel: it
     * could tell by itself, but then it could not be stopped meanwhile.
     */
    @Override
    protected void moveHardware(Map<String, Integer> steps) throws InterruptedException {
        int stopsBefore = stops.get();
        startHardware(steps);
        double seconds = estimateSeconds(steps);
        Duration look = seconds > SHORT_MOVE ? LOOK : LOOK.dividedBy(20);
        long began = System.nanoTime();
        try {
            while (hardwareMoves()) {
                Invocation.sleep(look);
                if (seconds > SHORT_MOVE) {
                    update();
                    double done = (System.nanoTime() - began) / 1e9 / seconds;
                    Invocation.progress(Math.min(1, done), "at " + position());
                }
            }
        } catch (InvocationCancelledError | InterruptedException e) {
            stopHardware();
            throw e;
        }
        if (stops.get() != stopsBefore) {
            update();
            throw new InvocationError(
                    "The stage was stopped at "
                            + position()
                            + " on its way. Check that the way is free, then move it again.");
        }
    }

    @Override
    protected void startHardware(Map<String, Integer> steps) throws InterruptedException {
        with(
                board -> {
                    board.startMove(steps.get("x"), steps.get("y"), steps.get("z"));
                    return null;
                });
    }

    @Override
    protected void stopHardware() {
        stops.incrementAndGet();
        try {
            with(
                    board -> {
                        board.stop();
                        return null;
                    });
        } catch (InstrumentAwayError e) {
            // there is nothing that could be stopped from here; 'connection' says why
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected boolean hardwareMoves() throws InterruptedException {
        return with(Sangaboard::moving);
    }

    @Override
    protected double estimateSeconds(Map<String, Integer> steps) {
        long longest = 0;
        for (int n : steps.values()) {
            longest = Math.max(longest, Math.abs((long) n));
        }
        return longest * link.get().stepSeconds();
    }

    @Override
    protected void zeroHardware() throws InterruptedException {
        with(
                board -> {
                    board.zero();
                    return null;
                });
    }
}
